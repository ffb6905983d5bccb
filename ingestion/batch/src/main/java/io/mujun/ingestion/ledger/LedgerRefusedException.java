package io.mujun.ingestion.ledger;

import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.warehouse.source.LedgerSource;
import java.util.Optional;

/** A fault of a ledger as a whole, with the source that it is likely to be of. */
public final class LedgerRefusedException extends FileRefusedException {
  private static final long serialVersionUID = 1L;

  private final transient LedgerSource source;

  /**
   * @param source what the ledger is likely to be, or null
   */
  LedgerRefusedException(FileRefusedException fault, LedgerSource source) {
    super(fault.code(), fault.text(), fault.getMessage(), fault);
    this.source = source;
  }

  /** What the ledger is likely to be; empty where nothing tells. */
  public Optional<LedgerSource> source() {
    return Optional.ofNullable(source);
  }
}
