package io.mujun.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
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
          entry("jobs", "io.mujun.jobs"),
          entry("dashboards", "io.mujun.dashboards"),
          entry("cli", "io.mujun.cli"));

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
          noClasses()
              .that()
              .resideOutsideOfPackages("io.mujun.sample..", "io.mujun.cli..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage("io.mujun.sample.."),
          slices().matching("io.mujun.(*)..").should().beFreeOfCycles(),
          slices().matching("io.mujun.jobs.(*)..").should().beFreeOfCycles(),
          noClasses()
              .that()
              .resideInAPackage("io.mujun.jobs.*..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage("io.mujun.jobs"));

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
    Path home = Path.of("").toAbsolutePath();
    while (!Files.exists(home.resolve("mujun"))) {
      home = home.getParent();
    }
    return home.resolve(room).resolve("target/classes");
  }
}
