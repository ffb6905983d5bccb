package io.mujun.record.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.warehouse.PhysicalType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateReaderTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "2024-04-05,2024-04-05",
    "2024/4/5,2024-04-05",
    "2024.4.5,2024-04-05",
    "2024年4月5日,2024-04-05",
    "2024 年 4 月 5 日,2024-04-05",
    "２０２４年４月５日,2024-04-05",
    "20240405,2024-04-05",
    "2024-04-05 10:30:00,2024-04-05",
    "2024.4,2024-04-01",
    "2024.10,2024-10-01",
    "2024.1,2024-01-01",
    "2024年4月,2024-04-01",
    "2024年4月份,2024-04-01",
    "2024-04,2024-04-01",
    "202404,2024-04-01",
    "2024年4月底,2024-04-30",
    "2024年2月末,2024-02-29",
    "4月底,2024-04-30",
    "今年4月,2024-04-01",
    "去年12月,2023-12-01",
    "4月5日,2024-04-05",
  })
  void typedDates(String text, LocalDate date) {
    assertThat(ReadCells.date(text, Cell.Kind.TEXT).value()).isEqualTo(date);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024",
        "24.4",
        "2024-13-01",
        "2024-02-30",
        "2024年13月",
        "4/15/24",
        "四月",
        "待定",
        "45000",
        "2024-04-05至2024-05-01",
        "1900-01-01",
        "2999-01-01",
        "20241301",
        "上旬",
        "2024年4月上旬",
      })
  void junkHasNoDate(String text) {
    Reading reading = ReadCells.date(text, Cell.Kind.TEXT);
    assertThat(reading.fault()).as("fault of %s", text).isNotNull();
    assertThat(reading.value()).isNull();
  }

  @Test
  void serialsAreOfNumbersOnly() {
    assertThat(ReadCells.date("45387", Cell.Kind.NUMBER).value())
        .isEqualTo(LocalDate.of(2024, 4, 5));
    assertThat(ReadCells.date("45387.75", Cell.Kind.NUMBER).value())
        .isEqualTo(LocalDate.of(2024, 4, 5));
    assertThat(ReadCells.date("45387", Cell.Kind.UNTYPED).fault().code())
        .isEqualTo("DATE_EXPECTED");
  }

  @Test
  void octoberThatMayHaveBecomeJanuaryIsNotGuessed() {
    assertThat(ReadCells.date("2024.1", Cell.Kind.NUMBER).fault().code())
        .isEqualTo("DATE_AMBIGUOUS");
    assertThat(ReadCells.date("2024.1", Cell.Kind.UNTYPED).fault().code())
        .isEqualTo("DATE_AMBIGUOUS");
    assertThat(ReadCells.date("2024.11", Cell.Kind.NUMBER).value())
        .isEqualTo(LocalDate.of(2024, 11, 1));
  }

  @Property
  void roundTripInEveryForm(@ForAll("days") LocalDate day, @ForAll("forms") String form) {
    String text = form.formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    assertThat(ReadCells.date(text, Cell.Kind.TEXT).value()).isEqualTo(day);
  }

  @Test
  void shareOrAmountIsNoSerial() {
    assertThat(ReadCells.date("83.5%", Cell.Kind.NUMBER).fault().code()).isEqualTo("DATE_EXPECTED");
    assertThat(ReadCells.date("12.5万元", Cell.Kind.NUMBER).fault().code())
        .isEqualTo("DATE_EXPECTED");
  }

  @Property
  void roundTripThroughSerials(@ForAll("days") LocalDate day) {
    long serial = ChronoUnit.DAYS.between(LocalDate.of(1899, 12, 30), day);
    assertThat(ReadCells.date(String.valueOf(serial), Cell.Kind.NUMBER).value()).isEqualTo(day);
  }

  @Property(tries = 5_000)
  void whateverStandsThereIsADateNothingOrAFault(
      @ForAll("dirt") String text, @ForAll Cell.Kind kind) {
    Reading reading = ReadCells.date(text, kind);
    assertThat(reading.value() == null || reading.fault() == null).isTrue();
    Reading time = ReadCells.of(PhysicalType.Kind.TIMESTAMP, text, kind);
    assertThat(time.value() == null || time.value() instanceof LocalDateTime).isTrue();
  }

  @Provide
  Arbitrary<LocalDate> days() {
    return Arbitraries.longs()
        .between(LocalDate.of(1955, 1, 1).toEpochDay(), LocalDate.of(2099, 12, 31).toEpochDay())
        .map(LocalDate::ofEpochDay);
  }

  @Provide
  Arbitrary<String> forms() {
    return Arbitraries.of(
        "%d-%02d-%02d", "%d/%d/%d", "%d.%d.%d", "%d年%d月%d日", "%d%02d%02d", "%d 年 %d 月 %d 日");
  }

  @Provide
  Arbitrary<String> dirt() {
    Arbitrary<String> words =
        Arbitraries.of(
                "2024", "4", "10", "１", ".", "-", "/", "年", "月", "日", "底", "今年", "T", ":", " ", "0")
            .list()
            .ofMaxSize(9)
            .map(parts -> String.join("", parts));
    return Arbitraries.oneOf(words, Arbitraries.strings().ofMaxLength(40));
  }
}
