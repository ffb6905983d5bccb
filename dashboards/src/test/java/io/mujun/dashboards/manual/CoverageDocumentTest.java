package io.mujun.dashboards.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.coverage.Coverage;
import io.mujun.warehouse.coverage.Mechanism;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageDocumentTest {
  private static final Path HOME = Path.of("").toAbsolutePath().getParent();
  private static final Warehouse WAREHOUSE = new Warehouse(HOME.resolve("warehouse"));

  @TempDir private Path folder;

  /**
   * The ids of the zones' own text: LY1 to LY15, QS1 to QS6, LS1 to LS6, LC1 to LC7, LU1 to LU9.
   */
  @Test
  void everyMechanismIsThereOnce() {
    List<String> ids =
        Stream.of("LY15", "QS6", "LS6", "LC7", "LU9")
            .flatMap(
                last ->
                    IntStream.rangeClosed(1, Integer.parseInt(last.substring(2)))
                        .mapToObj(number -> last.substring(0, 2) + number))
            .toList();
    assertThat(ids).hasSize(43);
    assertThat(WAREHOUSE.coverage()).extracting(Mechanism::id).containsExactlyElementsOf(ids);
  }

  /** Where it differs, run WriteCoverage; docs/declarations.md says how. */
  @Test
  void theDocumentFollowsFromTheDeclaration() throws IOException {
    String document = Files.readString(HOME.resolve("docs/coverage.md"));
    assertThat(document).isEqualTo(CoverageDocument.of(document, WAREHOUSE));
  }

  @ParameterizedTest
  @CsvSource({
    "'tables: [dwd.event]', IN_DATA",
    "'metrics: [staff_headcount]', IN_DATA",
    "'tables: [dwd.event], unsaid: {zh: 甲, en: a}', IN_DATA",
    "'tables: [dwd.event], missing: {zh: 甲, en: a}', PARTLY",
    "'missing: {zh: 甲, en: a}', PLANNED",
    "'remark: {zh: 甲, en: a}', PLANNED",
  })
  void aStatusFollowsFromWhatIsNamedAndMissing(String fields, Mechanism.Status status)
      throws IOException {
    assertThat(read(fields)).singleElement().extracting(Mechanism::status).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "'tables: [dwd.nothing]', TABLE_UNKNOWN, dwd.nothing",
    "'tables: [event]', COVERAGE_INVALID, layer.table",
    "'tables: [dwd.event.nothing]', COVERAGE_INVALID, no column 'nothing'",
    "'metrics: [nothing]', METRIC_UNKNOWN, nothing",
    "'status: ●', COVERAGE_INVALID, status",
    "'missing: {zh: 甲}', COVERAGE_INVALID, needs 'zh' and 'en'",
  })
  void refusesWhatIsNotDeclared(String fields, String code, String words) {
    assertThatThrownBy(() -> read(fields))
        .isInstanceOf(MujunException.class)
        .hasMessageContaining(words)
        .extracting("code")
        .isEqualTo(code);
  }

  private List<Mechanism> read(String fields) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("coverage.yaml"),
            "zones: [{zone: \"140821\", mechanisms: [{id: LY1, name: {zh: 甲, en: a}, %s}]}]"
                .formatted(fields));
    return Coverage.read(file, WAREHOUSE);
  }
}
