package io.mujun.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The rules between rooms (docs/architecture.md), held over the compiled classes of all modules.
 * The engines' own jars are not needed for it: they never share a class path.
 */
class RoomsTest {
  private static final Map<String, String> ROOMS =
      Map.ofEntries(
          entry("warehouse/core", "io.mujun.warehouse"),
          entry("warehouse/catalog", "io.mujun.catalog"),
          entry("warehouse/trino/plugin", "io.mujun.trino"),
          entry("warehouse/trino/server", "io.mujun.trino"),
          entry("ingestion/record", "io.mujun.record"),
          entry("ingestion/batch", "io.mujun.ingestion"),
          entry("ingestion/stream", "io.mujun.stream"),
          entry("samples/generator", "io.mujun.sample"),
          entry("samples/city", "io.mujun.city"),
          entry("jobs", "io.mujun.jobs"),
          entry("dashboards", "io.mujun.dashboards"),
          entry("cli", "io.mujun.cli"));

  private static final int MOST_CLASSES = 20;

  /** Packages that hold more. */
  private static final Set<String> LARGE =
      Set.of("io.mujun.ingestion", "io.mujun.cli", "io.mujun.cli.stack");

  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPaths(ROOMS.keySet().stream().map(RoomsTest::classes).toList());

  /** What each room may not know. */
  private static final List<ArchRule> RULES =
      List.of(
          knowsNot(
              "io.mujun.warehouse",
              "org.apache.iceberg",
              "org.apache.spark",
              "org.apache.flink",
              "io.trino",
              "org.apache.hadoop",
              "java.sql"),
          knowsNot(
              "io.mujun.warehouse",
              "io.mujun.catalog",
              "io.mujun.record",
              "io.mujun.ingestion",
              "io.mujun.stream",
              "io.mujun.jobs",
              "io.mujun.dashboards",
              "io.mujun.trino",
              "io.mujun.cli"),
          knowsNot(
              "io.mujun.catalog",
              "org.apache.spark",
              "org.apache.flink",
              "io.trino",
              "io.mujun.record",
              "io.mujun.ingestion",
              "io.mujun.stream",
              "io.mujun.jobs",
              "io.mujun.dashboards",
              "io.mujun.trino",
              "io.mujun.cli"),
          knowsNot(
              "io.mujun.record",
              "org.apache.iceberg",
              "org.apache.spark",
              "org.apache.flink",
              "io.trino",
              "org.apache.hadoop",
              "io.mujun.catalog",
              "io.mujun.ingestion",
              "io.mujun.stream",
              "io.mujun.jobs",
              "io.mujun.dashboards",
              "io.mujun.trino",
              "io.mujun.cli"),
          noClasses()
              .that()
              .resideInAPackage("io.mujun.record..")
              .should()
              .dependOnClassesThat(
                  resideInAPackage("java.sql..")
                      .and(not(belongToAnyOf(Date.class, Time.class, Timestamp.class))))
              .because("the values of drivers are read there, and no database is"),
          knowsNot(
              "io.mujun.ingestion",
              "org.apache.spark",
              "org.apache.flink",
              "io.trino",
              "io.mujun.stream",
              "io.mujun.jobs",
              "io.mujun.dashboards",
              "io.mujun.trino",
              "io.mujun.cli"),
          knowsNot(
              "io.mujun.stream",
              "org.apache.spark",
              "io.trino",
              "io.mujun.ingestion",
              "io.mujun.jobs",
              "io.mujun.dashboards",
              "io.mujun.trino",
              "io.mujun.cli"),
          knowsNot(
              "io.mujun.jobs",
              "org.apache.flink",
              "io.trino",
              "io.mujun.record",
              "io.mujun.ingestion",
              "io.mujun.stream",
              "io.mujun.dashboards",
              "io.mujun.trino",
              "io.mujun.cli"),
          knowsNot(
              "io.mujun.dashboards",
              "org.apache.spark",
              "org.apache.flink",
              "io.mujun.record",
              "io.mujun.ingestion",
              "io.mujun.stream",
              "io.mujun.jobs",
              "io.mujun.trino",
              "io.mujun.cli"),
          knowsNot(
              "io.mujun.trino",
              "org.apache.spark",
              "org.apache.flink",
              "io.mujun.record",
              "io.mujun.ingestion",
              "io.mujun.stream",
              "io.mujun.jobs",
              "io.mujun.dashboards",
              "io.mujun.cli"),
          knowsNot(
              "io.mujun.cli",
              "org.apache.spark",
              "org.apache.flink",
              "io.mujun.jobs",
              "io.mujun.stream",
              "io.mujun.trino"),
          knowsNot(
              "io.mujun.sample",
              "org.apache.iceberg",
              "org.apache.spark",
              "org.apache.flink",
              "io.trino",
              "org.apache.hadoop",
              "io.mujun.catalog",
              "io.mujun.record",
              "io.mujun.ingestion",
              "io.mujun.stream",
              "io.mujun.jobs",
              "io.mujun.dashboards",
              "io.mujun.trino",
              "io.mujun.cli"),
          knowsNot(
              "io.mujun.city",
              "org.apache.spark",
              "org.apache.flink",
              "io.trino",
              "io.mujun.sample",
              "io.mujun.record",
              "io.mujun.ingestion",
              "io.mujun.stream",
              "io.mujun.jobs",
              "io.mujun.dashboards",
              "io.mujun.trino",
              "io.mujun.cli"),
          noClasses()
              .that()
              .resideOutsideOfPackage("io.mujun.city..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage("io.mujun.city.."),
          noClasses()
              .that()
              .resideOutsideOfPackages("io.mujun.sample..", "io.mujun.cli..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage("io.mujun.sample.."),
          slices().matching("io.mujun.(*)..").should().beFreeOfCycles(),
          knowsNot(
              "io.mujun.ingestion.table",
              "io.mujun.ingestion.ledger",
              "io.mujun.ingestion.change",
              "io.mujun.ingestion.exchange",
              "io.mujun.ingestion.portal",
              "io.mujun.ingestion.statement",
              "io.mujun.catalog",
              "org.apache.iceberg"),
          knowsNot(
              "io.mujun.ingestion.ledger",
              "io.mujun.ingestion.change",
              "io.mujun.ingestion.exchange",
              "io.mujun.ingestion.portal",
              "io.mujun.ingestion.statement",
              "io.mujun.catalog",
              "org.apache.iceberg",
              "org.apache.poi"),
          knowsNot(
              "io.mujun.ingestion.change",
              "io.mujun.ingestion.exchange",
              "io.mujun.ingestion.portal",
              "java.sql",
              "java.net.http"),
          knowsNot("io.mujun.ingestion.portal", "io.mujun.ingestion.exchange", "java.sql"),
          knowsNot(
              "io.mujun.stream.capture",
              "io.mujun.stream.table",
              "io.mujun.stream.lake",
              "io.mujun.stream.job",
              "io.mujun.stream.settle",
              "org.apache.iceberg"),
          knowsNot("io.mujun.stream.table", "org.apache.flink", "org.apache.iceberg"),
          knowsNot("io.mujun.stream.source", "org.apache.flink", "org.apache.iceberg"),
          knowsNot("io.mujun.stream.settle", "io.mujun.stream.job"),
          slices()
              .assignedFrom(
                  packagesOf(
                      "io.mujun.catalog",
                      "io.mujun.ingestion",
                      "io.mujun.stream",
                      "io.mujun.dashboards",
                      "io.mujun.jobs"))
              .should()
              .beFreeOfCycles()
              .as("packages of one room should be free of cycles"));

  @TestFactory
  List<DynamicTest> roomsKnowOnlyWhatTheyMay() {
    return RULES.stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(CLASSES)))
        .toList();
  }

  /** A rule over no classes would always hold. */
  @Test
  void everyRoomWasRead() {
    assertThat(ROOMS)
        .allSatisfy(
            (room, name) ->
                assertThat(CLASSES.stream().filter(type -> type.getPackageName().startsWith(name)))
                    .as(room)
                    .isNotEmpty());
  }

  /** Each package of the rooms by itself, those within it apart. */
  private static SliceAssignment packagesOf(String... rooms) {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        String name = type.getPackageName();
        return Stream.of(rooms).anyMatch(room -> (name + ".").startsWith(room + "."))
            ? SliceIdentifier.of(name)
            : SliceIdentifier.ignore();
      }

      @Override
      public String getDescription() {
        return "packages of " + String.join(", ", rooms);
      }
    };
  }

  /** Packages that a newcomer can walk: no more classes than that in each. */
  @TestFactory
  Stream<DynamicTest> packagesAreSmall() {
    Map<String, Long> sizes =
        CLASSES.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .filter(type -> !LARGE.contains(type.getPackageName()))
            .collect(groupingBy(JavaClass::getPackageName, TreeMap::new, counting()));
    return sizes.entrySet().stream()
        .map(
            size ->
                DynamicTest.dynamicTest(
                    size.getKey(),
                    () -> assertThat(size.getValue()).isLessThanOrEqualTo(MOST_CLASSES)));
  }

  /** Nobody has to ask which of two is meant, tests and their helpers included. */
  @Test
  void eachClassHasANameOfItsOwn() throws IOException {
    Map<String, List<Path>> places = new TreeMap<>();
    Set<String> rooms = new TreeSet<>(ROOMS.keySet());
    rooms.add("bench");
    for (String room : rooms) {
      try (Stream<Path> files = Files.walk(home().resolve(room).resolve("src"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.endsWith("package-info.java"))
            .forEach(
                file ->
                    places
                        .computeIfAbsent(file.getFileName().toString(), any -> new ArrayList<>())
                        .add(file));
      }
    }
    assertThat(places)
        .hasSizeGreaterThan(500)
        .allSatisfy((name, files) -> assertThat(files).hasSize(1));
  }

  private static ArchRule knowsNot(String room, String... others) {
    String[] packages = new String[others.length];
    for (int i = 0; i < others.length; i++) {
      packages[i] = others[i] + "..";
    }
    return noClasses()
        .that()
        .resideInAPackage(room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages);
  }

  private static Path classes(String room) {
    return home().resolve(room).resolve("target/classes");
  }

  private static Path home() {
    Path home = Path.of("").toAbsolutePath();
    while (!Files.exists(home.resolve("mujun"))) {
      home = home.getParent();
    }
    return home;
  }
}
