package io.mujun.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.CodeTable;
import io.mujun.warehouse.code.Zones;
import io.mujun.warehouse.identifier.CreditCode;
import io.mujun.warehouse.identifier.IdentityNumber;
import io.mujun.warehouse.identifier.ProjectCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Codes in the samples are what the declarations know, but for one that is wrong on purpose. */
class SampleCodesTest {
  private static final Path SAMPLES = Path.of("../../samples");
  private static final Warehouse WAREHOUSE = new Warehouse(Path.of("../../warehouse"));
  private static String text;

  @BeforeAll
  static void readRowsAndDumps() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String folder : new String[] {"rows", "databases"}) {
      try (Stream<Path> files = Files.walk(SAMPLES.resolve(folder))) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          all.append(Files.readString(file));
        }
      }
    }
    text = all.toString();
  }

  @Test
  void oneProjectCodeHasAWrongCheckDigit() {
    Set<String> codes = found("\\b\\d{4}-\\d{6}-\\d{2}-\\d{2}-\\d{6}\\b");
    assertThat(codes).hasSizeGreaterThan(50);
    assertThat(codes.stream().filter(code -> ProjectCode.fault(code).isPresent())).hasSize(1);
  }

  @Test
  void creditCodesHaveTheirCheckCharacters() {
    Set<String> codes = found("\\b91\\d{6}[0-9A-Z]{10}\\b");
    assertThat(codes).hasSizeGreaterThan(40);
    assertThat(codes).allSatisfy(code -> assertThat(CreditCode.fault(code)).isEmpty());
  }

  @Test
  void identityNumbersAreOfNoArea() {
    Set<String> numbers = found("(?<=')\\d{17}[0-9X](?=')");
    assertThat(numbers).hasSizeGreaterThan(20).allMatch(number -> number.startsWith("000000"));
    assertThat(numbers).allSatisfy(number -> assertThat(IdentityNumber.fault(number)).isEmpty());
  }

  @Test
  void itemsAndAreasAreDeclared() {
    Set<String> declared =
        CodeTable.read(WAREHOUSE.codes().resolve("item.csv")).rows().stream()
            .map(row -> row.get("item_code"))
            .collect(Collectors.toSet());
    assertThat(declared).containsAll(found("(?<=')\\d{12}(?=')"));
    Zones zones = WAREHOUSE.zones();
    Set<String> areas = found("(?<=')14\\d{4}(?=')");
    assertThat(areas).allSatisfy(area -> assertThat(zones.ofArea(area)).isPresent());
    assertThat(areas).hasSizeGreaterThan(zones.all().size());
  }

  private static Set<String> found(String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
