package io.mujun.stream.table;

import io.mujun.record.IngestRules;
import io.mujun.record.Locator;
import io.mujun.record.RecordReader;
import io.mujun.record.SourceRecord;
import io.mujun.record.value.Cell;
import io.mujun.stream.capture.Operation;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.source.StreamSource;
import java.util.List;
import java.util.Map;

/** One captured table: its rows as records of its contract. */
public final class CapturedTable {
  private final StreamSource source;
  private final Contract contract;
  private final RecordReader reader;

  public CapturedTable(StreamSource source, IngestRules rules) {
    this.source = source;
    this.contract = rules.contracts().table(source.table());
    this.reader = new RecordReader(source, rules, Map.of(), null);
  }

  public Contract contract() {
    return contract;
  }

  public StreamSource source() {
    return source;
  }

  /**
   * Reads a row.
   *
   * @param row column → cell; NULL is absent
   * @param position its place in the order of records, as text
   */
  public SourceRecord read(Map<String, Cell> row, Operation operation, String position) {
    return reader.read(
        column -> row.get(column.name()),
        operation.code(),
        Locator.ofDatabase(
            source.database(), source.sourceTable(), Locator.key(source.key(), row::get), position),
        List.of());
  }
}
