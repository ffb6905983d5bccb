package io.mujun.jobs.check;

import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Severity;
import java.io.Serial;

/** A model left a column empty that its contract requires: the write refused it. */
public final class MissingValue extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private static final String REFUSED = "NOT_NULL_ASSERT_VIOLATION";

  private final transient CheckResult check;

  private MissingValue(CheckResult check, Throwable cause) {
    super(check.message(), cause);
    this.check = check;
  }

  /** The failed check that this is, as any other. */
  public CheckResult check() {
    return check;
  }

  /** The fault itself, or what it means where Spark refused an empty value. */
  public static RuntimeException in(Contract contract, RuntimeException fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains(REFUSED)) {
        String told = message.substring(message.indexOf(REFUSED)).replaceAll("\\s+", " ");
        return new MissingValue(
            new CheckResult(
                contract.qualifiedName(), "required", Severity.ERROR, 1, "必填列为空：" + told),
            fault);
      }
    }
    return fault;
  }
}
