package io.mujun.cli.ledger;

/** How far the copy of a ledger is marked. */
public enum Marking {
  /** In its cells. */
  CELLS,
  /** Not in the file, a text, which has no cells to colour: by the list beside it. */
  TEXT,
  /** Not in the file, a workbook too large to be held: by the list beside it. */
  TOO_LARGE
}
