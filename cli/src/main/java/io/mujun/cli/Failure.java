package io.mujun.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.mujun.warehouse.MujunException;

/**
 * Why a command failed.
 *
 * @param code stable; {@code UNFORESEEN} where nobody expected it
 * @param message what is wrong and how to mend it
 */
record Failure(String code, String message) {
  private static final String UNFORESEEN = "UNFORESEEN";

  static Failure of(Exception fault) {
    return fault instanceof MujunException known
        ? new Failure(known.code(), known.getMessage())
        : new Failure(UNFORESEEN, fault + ". This is a fault of Mujun: please report it.");
  }

  @JsonIgnore
  boolean isUnforeseen() {
    return code.equals(UNFORESEEN);
  }
}
