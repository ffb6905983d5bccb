package io.mujun.warehouse.identifier;

import java.util.Optional;
import java.util.regex.Pattern;

/** 统一社会信用代码: 18 characters, the last a check of the 17 before it modulo 31. */
public final class CreditCode {
  private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  private static final Pattern FORM = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{18}");

  private CreditCode() {}

  /** What is wrong with the code, in Chinese; empty where it holds. */
  public static Optional<String> fault(String code) {
    if (!FORM.matcher(code).matches()) {
      return Optional.of("统一社会信用代码应为 18 位数字或大写字母（不含 I、O、S、V、Z）");
    }
    char expected = checkCharacter(code.substring(0, 17));
    return code.charAt(17) == expected
        ? Optional.empty()
        : Optional.of("统一社会信用代码校验位应为 " + expected + "，请核对");
  }

  /** The check character of the 17 characters before it. */
  public static char checkCharacter(String seventeen) {
    int sum = 0;
    int weight = 1;
    for (int i = 0; i < seventeen.length(); i++) {
      sum += ALPHABET.indexOf(seventeen.charAt(i)) * weight;
      weight = weight * 3 % 31;
    }
    return ALPHABET.charAt((31 - sum % 31) % 31);
  }
}
