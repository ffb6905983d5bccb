package io.mujun.warehouse.source;

/** Whether a column has to be there. */
public enum Presence {
  REQUIRED,
  OPTIONAL
}
