package io.mujun.record.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.warehouse.PhysicalType.Kind;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueReaderTest {

  @ParameterizedTest
  @CsvSource({"是,true", "√,true", "1,true", "否,false", "×,false", "０,false", "TRUE,true"})
  void yesAndNo(String text, boolean value) {
    assertThat(ReadCells.of(Kind.BOOLEAN, text, Cell.Kind.TEXT).value()).isEqualTo(value);
  }

  @Test
  void neitherYesNorNoIsAFault() {
    assertThat(ReadCells.of(Kind.BOOLEAN, "也许", Cell.Kind.TEXT).fault().code())
        .isEqualTo("YES_OR_NO_EXPECTED");
  }

  @ParameterizedTest
  @CsvSource({"12,12", "１２,12", "7宗,7", "1.2万,12000"})
  void wholeNumbers(String text, int value) {
    assertThat(ReadCells.of(Kind.INT, text, Cell.Kind.TEXT).value()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "1.5,WHOLE_NUMBER_EXPECTED",
    "99999999999,WHOLE_NUMBER_EXPECTED",
    "十,NUMBER_EXPECTED"
  })
  void wholeNumbersAreNotRounded(String text, String code) {
    assertThat(ReadCells.of(Kind.INT, text, Cell.Kind.TEXT).fault().code()).isEqualTo(code);
  }

  @Test
  void textsLoseOnlyTheirSpaces() {
    assertThat(ReadCells.of(Kind.STRING, " 京津冀LNG调峰\n储备中心（一期）　", Cell.Kind.TEXT).value())
        .isEqualTo("京津冀LNG调峰储备中心（一期）");
  }

  @Test
  void identifiersAreBroughtToOneForm() {
    assertThat(ReadCells.identifier("2402－140729－89－01－719904 ").value())
        .isEqualTo("2402-140729-89-01-719904");
    assertThat(ReadCells.identifier("９1140821ma0063358p").value()).isEqualTo("91140821MA0063358P");
  }

  @Test
  void longNumbersOfASpreadsheetHaveLostDigits() {
    assertThat(ReadCells.of(Kind.STRING, "1408212024000001230", Cell.Kind.NUMBER).fault().code())
        .isEqualTo("DIGITS_LOST");
    assertThat(ReadCells.of(Kind.STRING, "1408212024000001230", Cell.Kind.TEXT).value())
        .isEqualTo("1408212024000001230");
  }

  @Test
  void formulaErrorsAreNoValues() {
    assertThat(ReadCells.of(Kind.DECIMAL, "#REF!", Cell.Kind.ERROR).fault().code())
        .isEqualTo("CELL_ERROR");
  }

  @ParameterizedTest
  @CsvSource({"1.40821E+18", "1E+12", "-2.5e+11", "１.４E＋１８", "1.40821202400000123E18"})
  void scientificNotationOfACodeHasLostDigits(String text) {
    for (Cell.Kind kind : List.of(Cell.Kind.TEXT, Cell.Kind.UNTYPED, Cell.Kind.NUMBER)) {
      assertThat(ReadCells.of(Kind.STRING, text, kind).fault().code()).isEqualTo("DIGITS_LOST");
    }
  }

  @ParameterizedTest
  @CsvSource({"1.4E+3", "1E12", "A1.4E+18", "E+18", "14E+18"})
  void whatOnlyLooksLikeScientificNotationIsText(String text) {
    assertThat(ReadCells.of(Kind.STRING, text, Cell.Kind.UNTYPED).value()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"UNCOMPUTED,=1+1,FORMULA_UNCOMPUTED", "SCALED,123456,NUMBER_SCALED"})
  void cellThatDoesNotStandForItsTextIsNoValue(Cell.Kind cell, String text, String code) {
    for (Kind kind : Kind.values()) {
      assertThat(ReadCells.of(kind, text, cell).fault().code()).as("%s", kind).isEqualTo(code);
    }
  }

  @Property
  void noTextEverThrows(@ForAll String text, @ForAll Kind type) {
    Reading reading = ReadCells.of(type, text, Cell.Kind.TEXT);
    assertThat(reading.value() == null || reading.fault() == null).isTrue();
  }
}
