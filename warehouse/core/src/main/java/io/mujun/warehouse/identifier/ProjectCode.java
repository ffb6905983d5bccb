package io.mujun.warehouse.identifier;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * 项目代码 {@code yymm-AAAAAA-DD-TT-RRRRRC} with an ISO 7064 MOD 11,10 check digit, or the older form
 * {@code yyyy-AAAAAA-II-TT-NNNNNN} without one. The first segment tells them apart: read as yymm, a
 * year from 2013 to 2020 has no such month.
 */
public final class ProjectCode {
  private static final Pattern FORM = Pattern.compile("\\d{4}-\\d{6}-\\d{2}-\\d{2}-\\d{6}");

  private ProjectCode() {}

  /** What is wrong with the code, in Chinese; empty where it holds. */
  public static Optional<String> fault(String code) {
    if (!FORM.matcher(code).matches()) {
      return Optional.of("项目代码应为 24 位，形如 2108-141161-89-02-776136");
    }
    if (isLegacy(code)) {
      return Optional.empty();
    }
    String digits = code.replace("-", "");
    char expected = checkDigit(digits.substring(0, 19));
    return digits.charAt(19) == expected
        ? Optional.empty()
        : Optional.of("项目代码校验位应为 " + expected + "，请核对");
  }

  /** The check digit of the 19 digits before it. */
  public static char checkDigit(String nineteenDigits) {
    int carry = 10;
    for (int i = 0; i < nineteenDigits.length(); i++) {
      int sum = (carry + nineteenDigits.charAt(i) - '0') % 10;
      carry = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (char) ('0' + (11 - carry) % 10);
  }

  private static boolean isLegacy(String code) {
    int month = Integer.parseInt(code.substring(2, 4));
    return code.startsWith("20") && month >= 13 && month <= 20;
  }
}
