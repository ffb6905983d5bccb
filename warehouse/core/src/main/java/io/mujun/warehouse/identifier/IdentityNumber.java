package io.mujun.warehouse.identifier;

import java.util.Optional;
import java.util.regex.Pattern;

/** 公民身份号码: 17 digits and a check character modulo 11. */
public final class IdentityNumber {
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECKS = "10X98765432";
  private static final Pattern FORM = Pattern.compile("\\d{17}[0-9X]");

  private IdentityNumber() {}

  /** What is wrong with the number, in Chinese and without repeating it; empty where it holds. */
  public static Optional<String> fault(String number) {
    if (!FORM.matcher(number).matches()) {
      return Optional.of("公民身份号码应为 17 位数字加 1 位校验码");
    }
    return number.charAt(17) == checkCharacter(number.substring(0, 17))
        ? Optional.empty()
        : Optional.of("公民身份号码校验位不符，请核对");
  }

  /** The check character of the 17 digits before it. */
  public static char checkCharacter(String seventeenDigits) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (seventeenDigits.charAt(i) - '0') * WEIGHTS[i];
    }
    return CHECKS.charAt(sum % 11);
  }
}
