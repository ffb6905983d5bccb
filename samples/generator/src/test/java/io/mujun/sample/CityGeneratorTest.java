package io.mujun.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.Zones;
import io.mujun.warehouse.identifier.CreditCode;
import io.mujun.warehouse.identifier.ProjectCode;
import io.mujun.warehouse.scope.Scope;
import io.mujun.warehouse.scope.Scopes;
import io.mujun.warehouse.source.Deliveries;
import io.mujun.warehouse.source.LayoutFiles;
import io.mujun.warehouse.source.LedgerSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CityGeneratorTest {
  private static final Path REPOSITORY = Path.of("../..");
  private static final CityShape SHAPE = new CityShape(5, 6, 12, 42);

  @TempDir Path folder;

  @Test
  void sameShapeGivesSameCity() throws IOException {
    CityGenerator.generate(REPOSITORY, SHAPE, folder.resolve("a"), file -> {});
    CityGenerator.generate(REPOSITORY, SHAPE, folder.resolve("b"), file -> {});
    CityGenerator.generate(
        REPOSITORY, new CityShape(5, 6, 12, 43), folder.resolve("c"), file -> {});
    assertThat(files("b")).isEqualTo(files("a"));
    assertThat(files("c")).isNotEqualTo(files("a"));
  }

  @Test
  void zonesMakeUpScopesBesideTheStandingOnes() throws IOException {
    CityGenerator.generate(REPOSITORY, SHAPE, folder, file -> {});
    Path codes = REPOSITORY.resolve("warehouse/codes");
    Files.copy(codes.resolve("zone_class.csv"), folder.resolve("codes/zone_class.csv"));
    assertThat(Scopes.read(folder.resolve("codes")).all())
        .containsAll(Scopes.read(codes).all())
        .extracting(Scope::key)
        .contains("city:990100", "province:990000");
  }

  @Test
  void everyZoneHasItsDeliveriesAndItsLedgersNameIt() throws IOException {
    CityGenerator.generate(REPOSITORY, SHAPE, folder, file -> {});
    Zones zones = Zones.read(folder.resolve("codes"));
    List<LedgerSource> sources =
        Deliveries.read(
            folder.resolve("deliveries.csv"),
            LayoutFiles.readAll(REPOSITORY.resolve("ingestion/layouts")),
            zones,
            new Warehouse(REPOSITORY.resolve("warehouse")).contracts());
    List<LedgerSource> generated =
        sources.stream().filter(source -> source.zoneCode().startsWith("99")).toList();
    assertThat(generated).hasSize(3 * SHAPE.zones());
    try (Stream<Path> files =
        Files.list(folder.resolve("ledgers").resolve(CityGenerator.DELIVERY))) {
      List<Path> ledgers = files.toList();
      assertThat(ledgers).hasSize(SHAPE.zones() * (SHAPE.months() + 2));
      for (Path ledger : ledgers) {
        assertThat(zones.named(ledger.getFileName().toString()))
            .as(ledger.getFileName().toString())
            .hasSize(1)
            .allMatch(zone -> zone.code().startsWith("99"));
      }
    }
  }

  @Test
  void everyLedgerAndDatabaseIsToldWhenItIsWhole() throws IOException {
    SortedMap<String, Long> told = new TreeMap<>();
    CityGenerator.generate(
        REPOSITORY,
        SHAPE,
        folder,
        file -> told.put(file.toString(), folder.resolve(file).toFile().length()));
    SortedMap<String, Long> written = new TreeMap<>();
    for (String kind : List.of("ledgers", "databases")) {
      Path delivery = folder.resolve(kind).resolve(CityGenerator.DELIVERY);
      try (Stream<Path> files = Files.list(delivery)) {
        files.forEach(
            file -> written.put(folder.relativize(file).toString(), file.toFile().length()));
      }
    }
    assertThat(told).isEqualTo(written);
  }

  @Test
  void codesHaveTheirCheckCharacters() {
    for (GeneratedProject project : CityGenerator.projects(GeneratedZone.of(11), SHAPE)) {
      assertThat(ProjectCode.fault(project.code())).isEmpty();
      assertThat(CreditCode.fault(project.creditCode())).isEmpty();
    }
  }

  @Test
  void folderThatHoldsSomethingIsRefused() throws IOException {
    Files.writeString(folder.resolve("mine.txt"), "mine");
    assertThatThrownBy(() -> CityGenerator.generate(REPOSITORY, SHAPE, folder, file -> {}))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("SAMPLE_TARGET_UNUSABLE"));
  }

  @Test
  void shapeOutOfRangeIsRefused() {
    assertThatThrownBy(() -> new CityShape(0, 1, 1, 1)).hasMessageContaining("--zones is 0");
    assertThatThrownBy(() -> new CityShape(1, 90_001, 1, 1))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("SAMPLE_SHAPE_INVALID"))
        .hasMessageContaining("--projects is 90001; it has to lie between 1 and 90000");
    assertThatThrownBy(() -> new CityShape(1, 1, -1, 1)).hasMessageContaining("--months is -1");
  }

  /** Path → hash of content. */
  private SortedMap<String, Integer> files(String city) throws IOException {
    SortedMap<String, Integer> contents = new TreeMap<>();
    Path root = folder.resolve(city);
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(root.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return contents;
  }
}
