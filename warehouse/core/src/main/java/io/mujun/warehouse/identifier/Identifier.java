package io.mujun.warehouse.identifier;

import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Severity;
import java.util.Locale;
import java.util.Optional;

/** An identifier with a check character, as a contract's {@code identifier} names it. */
public enum Identifier {
  /** 项目代码, GB/T 40058-2021: warned only, for its algorithm was inferred, not read. */
  PROJECT_CODE(Severity.WARNING),
  /** 统一社会信用代码, GB 32100-2015. */
  CREDIT_CODE(Severity.ERROR),
  /** 公民身份号码, GB 11643-1999. */
  IDENTITY_NUMBER(Severity.WARNING);

  private final Severity severity;

  Identifier(Severity severity) {
    this.severity = severity;
  }

  /** The identifier that a contract names, for example {@code project_code}. */
  public static Identifier named(String name) {
    try {
      return valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new MujunException(
          "CONTRACT_INVALID",
          "The identifier '"
              + name
              + "' is not known: use project_code, credit_code or"
              + " identity_number.",
          unknown);
    }
  }

  /** What a wrong check character does to the record. */
  public Severity severity() {
    return severity;
  }

  /** What is wrong with the text, in Chinese; empty where it holds. */
  public Optional<String> fault(String text) {
    return switch (this) {
      case PROJECT_CODE -> ProjectCode.fault(text);
      case CREDIT_CODE -> CreditCode.fault(text);
      case IDENTITY_NUMBER -> IdentityNumber.fault(text);
    };
  }

  /** Stable code of the finding, for example {@code CREDIT_CODE_INVALID}. */
  public String findingCode() {
    return name() + "_INVALID";
  }
}
