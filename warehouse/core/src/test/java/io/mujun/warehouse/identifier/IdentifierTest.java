package io.mujun.warehouse.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifierTest {
  /** Codes seen in public files: domain.md §B. */
  @ParameterizedTest
  @CsvSource({
    "PROJECT_CODE, 2108-141161-89-02-776136",
    "PROJECT_CODE, 2603-141124-89-05-346948",
    "PROJECT_CODE, 2505-330354-04-01-274607",
    "PROJECT_CODE, 2019-330391-47-03-831266",
    "CREDIT_CODE, 91350100M000100Y43",
    "CREDIT_CODE, 91110000600037341L",
    "IDENTITY_NUMBER, 11010519491231002X"
  })
  void acceptsCodesSeenInPublicFiles(Identifier identifier, String code) {
    assertThat(identifier.fault(code)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PROJECT_CODE, 2108-141161-89-02-776137, 校验位应为 6",
    "PROJECT_CODE, 2108-141161-89-02, 24 位",
    "CREDIT_CODE, 91350100M000100Y44, 校验位应为 3",
    "CREDIT_CODE, 9135010OM000100Y43, 不含 I、O、S、V、Z",
    "IDENTITY_NUMBER, 110105194912310021, 校验位不符",
    "IDENTITY_NUMBER, 1101051949, 17 位数字"
  })
  void saysWhatIsWrong(Identifier identifier, String code, String fault) {
    assertThat(identifier.fault(code)).get().asString().contains(fault);
  }

  @Property
  void everySingleDigitErrorInAProjectCodeIsFound(
      @ForAll @NumericChars @StringLength(19) String digits,
      @ForAll @IntRange(max = 18) int position,
      @ForAll @IntRange(min = 1, max = 9) int shift) {
    char wrong = (char) ('0' + (digits.charAt(position) - '0' + shift) % 10);
    String changed = digits.substring(0, position) + wrong + digits.substring(position + 1);
    assertThat(ProjectCode.checkDigit(changed)).isNotEqualTo(ProjectCode.checkDigit(digits));
  }
}
