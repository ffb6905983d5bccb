package io.mujun.record.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.warehouse.Bound;
import io.mujun.warehouse.code.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityReaderTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "12.5|125000|EXACT",
        "１２．５|125000|EXACT",
        "1,234.5|12345000|EXACT",
        "１，２３４．５|12345000|EXACT",
        "-3.2|-32000|EXACT",
        "8.31亿元|831000000|EXACT",
        "8.31亿|831000000|EXACT",
        "8.31 亿元|831000000|EXACT",
        "83100000元|83100000|EXACT",
        "3百万元|3000000|EXACT",
        "5000余万元|50000000|AT_LEAST",
        "5000余|50000000|AT_LEAST",
        "5000多万元|50000000|AT_LEAST",
        "5000万元以上|50000000|AT_LEAST",
        "超过5000|50000000|AT_LEAST",
        "≥5000|50000000|AT_LEAST",
        "约5000万元|50000000|ABOUT",
        "5000左右|50000000|ABOUT",
        "约5000余万元|50000000|AT_LEAST",
        "近5000|50000000|AT_MOST",
        "不足5000万元|50000000|AT_MOST",
        "5000万元以内|50000000|AT_MOST",
      })
  void money(String text, BigDecimal yuan, Bound bound) {
    assertThat(ReadCells.quantity(text, "CNY_10K"))
        .satisfies(
            reading -> {
              assertThat(reading.fault()).isNull();
              assertThat((BigDecimal) reading.value()).isEqualByComparingTo(yuan);
              assertThat(reading.bound()).isEqualTo(bound);
            });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "35.85,23900.000000",
    "35.85亩,23900.000000",
    "2公顷,20000.000000",
    "500㎡,500.000000",
    "500平方米,500.000000",
    "1.2万亩,8000000.000000",
  })
  void area(String text, BigDecimal squareMetres) {
    assertThat((BigDecimal) ReadCells.area(text, "MU").value()).isEqualByComparingTo(squareMetres);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "五千余万元",
        "百万元",
        "3000-5000",
        "5亿3000万",
        "(1,234)",
        "1,23",
        "12 34",
        "1.2.3",
        "1e9",
        "5000亩",
        "5000元/亩",
        "5000万美元",
        "见附件",
        "12%",
        "近5000以上",
        "0x10",
        "NaN",
        "五",
        "--5",
        "余",
      })
  void junkHasNoValue(String text) {
    Reading reading = ReadCells.quantity(text, "CNY_10K");
    assertThat(reading.fault()).as("fault of %s", text).isNotNull();
    assertThat(reading.value()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "/", "／", "—", "——", "-", "无", "\u3000"})
  void blanksAreMissingNotZero(String text) {
    assertThat(ReadCells.quantity(text, "CNY_10K")).isEqualTo(Reading.nothing());
  }

  @Property
  void roundTripThroughEveryUnit(
      @ForAll("moneyUnits") Unit unit, @ForAll @IntRange(min = -1_000_000) int number) {
    BigDecimal value = BigDecimal.valueOf(number, 2);
    Reading reading = ReadCells.quantity(value.toPlainString() + unit.label(), "CNY_10K");
    assertThat((BigDecimal) reading.value())
        .isEqualByComparingTo(value.multiply(unit.numerator()).setScale(2, RoundingMode.HALF_UP));
  }

  @Property
  void separatorsAndWidthDoNotMatter(@ForAll @IntRange(min = 0) int number) {
    String grouped = "%,d".formatted(number);
    StringBuilder wide = new StringBuilder();
    grouped.chars().forEach(c -> wide.append((char) (c - '!' + '！')));
    BigDecimal plain = (BigDecimal) ReadCells.quantity(String.valueOf(number), "CNY").value();
    assertThat(ReadCells.quantity(grouped, "CNY").value()).isEqualTo(plain);
    assertThat(ReadCells.quantity(wide.toString(), "CNY").value()).isEqualTo(plain);
  }

  @Property(tries = 5_000)
  void whateverStandsThereIsAValueNothingOrAFault(@ForAll("dirt") String text) {
    Reading reading = ReadCells.quantity(text, "CNY_10K");
    assertThat(reading.value() == null || reading.fault() == null).isTrue();
    if (reading.value() != null) {
      assertThat(Texts.halfWidth(text)).as("a value needs digits").containsPattern("[0-9]");
    }
  }

  @Provide
  Arbitrary<Unit> moneyUnits() {
    return Arbitraries.of("CNY", "CNY_10K", "CNY_100M").map(ReadCells::unit);
  }

  @Provide
  Arbitrary<String> dirt() {
    Arbitrary<String> words =
        Arbitraries.of(
                "0",
                "9",
                "１",
                ".",
                ",",
                "，",
                "-",
                "+",
                "余",
                "多",
                "约",
                "近",
                "不足",
                "以上",
                "左右",
                "万",
                "亿",
                "元",
                "亩",
                "㎡",
                "百",
                "%",
                "/",
                "—",
                "无",
                " ",
                "\n",
                "(",
                "≥",
                "年",
                "个",
                "\uD83D\uDE00")
            .list()
            .ofMaxSize(12)
            .map(parts -> String.join("", parts));
    return Arbitraries.oneOf(words, Arbitraries.strings().ofMaxLength(80));
  }
}
