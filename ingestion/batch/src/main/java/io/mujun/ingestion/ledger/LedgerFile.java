package io.mujun.ingestion.ledger;

import io.mujun.ingestion.ledger.head.HeaderMatch;
import io.mujun.ingestion.ledger.head.LedgerHead;
import io.mujun.ingestion.ledger.head.StatementPeriod;
import io.mujun.ingestion.ledger.head.UnitLine;
import io.mujun.ingestion.ledger.rows.CellAccount;
import io.mujun.ingestion.ledger.rows.NoneWords;
import io.mujun.ingestion.ledger.rows.TableReader;
import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.TableFile;
import io.mujun.record.IngestRules;
import io.mujun.record.RecordReader;
import io.mujun.record.RecordSink;
import io.mujun.record.value.Texts;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.source.LedgerColumn;
import io.mujun.warehouse.source.LedgerSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A ledger whose layout is recognised, ready to be read once. */
public final class LedgerFile implements AutoCloseable {
  private final String name;
  private final LedgerSource source;
  private final LedgerHead head;
  private final TableFile file;
  private final StatementPeriod period;
  private final IngestRules rules;
  private final CellAccount account = new CellAccount();
  private final List<String> notes;
  private Records records = Records.SOME;

  private LedgerFile(
      String name,
      LedgerSource source,
      LedgerHead head,
      StatementPeriod period,
      IngestRules rules) {
    this.name = name;
    this.source = source;
    this.head = head;
    this.file = head.sheet().file();
    this.period = period;
    this.rules = rules;
    this.notes = new ArrayList<>(head.headers().notes());
  }

  /** Holds what stands above the records against a source. */
  static LedgerFile open(
      String name, LedgerSource source, LedgerHead head, LocalDate receivedOn, IngestRules rules)
      throws FileRefusedException {
    Set<LedgerColumn> byUnitLine = new LinkedHashSet<>(head.headers().columns().keySet());
    byUnitLine.removeAll(head.headers().withUnit());
    UnitLine.check(head.layout(), head.titles(), byUnitLine, rules);
    StatementPeriod period =
        head.layout().period() == null
            ? null
            : StatementPeriod.read(head.layout(), head.titles(), receivedOn, rules);
    return new LedgerFile(name, source, head, period, rules);
  }

  /** The file that the ledger's rows come from. */
  TableFile sheetFile() {
    return file;
  }

  public LedgerSource layout() {
    return source;
  }

  public String sheet() {
    return file.sheet();
  }

  /** First day of the statement's month; null where its period is a year or it has none. */
  public LocalDate period() {
    return period != null && period.value() instanceof LocalDate month ? month : null;
  }

  /** What the file as a whole says of all its records: property → value. */
  public Map<String, Object> stated() {
    Map<String, Object> stated = new HashMap<>();
    if (source.zoneCode() != null) {
      stated.put("zone_code", source.zoneCode());
    }
    if (period != null) {
      stated.put(period.property(), period.value());
    }
    return stated;
  }

  /** Whether its title or its name says that it is a correction, in words its delivery declares. */
  public boolean isCorrection() {
    String words = source.delivery().correction();
    return words != null
        && Stream.concat(head.titles().stream(), Stream.of(name))
            .anyMatch(text -> Pattern.compile(words).matcher(Texts.compact(text)).find());
  }

  /** What differs from the layout without harm, and what of the file is not read, in Chinese. */
  public List<String> notes() {
    return Stream.concat(notes.stream(), file.notes().stream()).toList();
  }

  /** What became of each cell, once all records are read. */
  public CellAccount cells() {
    return account;
  }

  /** Whether it states that it has no record; known once all are read. */
  public Records records() {
    return records;
  }

  /**
   * Reads all records.
   *
   * @throws FileRefusedException where the table neither holds a record nor states that there is
   *     none, or the file is damaged
   */
  public void read(RecordSink sink) throws FileRefusedException {
    Contract contract = rules.contracts().table(source.table());
    HeaderMatch headers = head.headers();
    RecordReader reader =
        new RecordReader(
            source.withColumns(List.copyOf(headers.columns().keySet())),
            rules,
            period == null ? Map.of() : Map.of(period.property(), period.value()),
            period == null ? null : period.year());
    TableReader table = TableReader.of(name, head, reader, contract, rules.units(), sink, account);
    int count = table.read();
    notes.addAll(table.notes());
    if (count == 0) {
      stateNone(table, contract);
    }
  }

  /** A table without records is a statement of none where it says so, and of what. */
  private void stateNone(TableReader table, Contract contract) throws FileRefusedException {
    boolean whole =
        !contract.statementScope().isEmpty()
            && stated().keySet().containsAll(contract.statementScope());
    if (!table.saysNone() || !whole) {
      throw new FileRefusedException(
          "TABLE_EMPTY",
          file.sheet(),
          whole
              ? "表头之下没有一条记录。确实没有的，请在表头下第一行写“%s”；有记录的请补上后重新报送".formatted(NoneWords.USUAL)
              : "表头之下没有一条记录，请核对后重新报送");
    }
    notes.add("表中写明“%s”，作为没有记录的报表收下".formatted(NoneWords.USUAL));
    records = Records.NONE;
  }

  /** Whether the ledger has records, or states that there is none. */
  public enum Records {
    SOME,
    NONE
  }

  @Override
  public void close() {
    file.close();
  }
}
