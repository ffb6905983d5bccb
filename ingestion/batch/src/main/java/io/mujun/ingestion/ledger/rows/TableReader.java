package io.mujun.ingestion.ledger.rows;

import io.mujun.ingestion.ledger.head.HeaderMatch;
import io.mujun.ingestion.ledger.head.LedgerHead;
import io.mujun.ingestion.ledger.head.Lookahead;
import io.mujun.ingestion.ledger.rows.CellAccount.Use;
import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.Row;
import io.mujun.ingestion.table.TableFile;
import io.mujun.record.RecordReader;
import io.mujun.record.RecordSink;
import io.mujun.record.SourceRecord;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.code.Units;
import java.util.ArrayList;
import java.util.List;

/** Goes through the rows of a table from its header to the end of the sheet. */
public final class TableReader {
  private final Lookahead rows;
  private final RowShape shape;
  private final RowMarks marks;
  private final PrintedHead printed;
  private final RowRecords records;
  private final MergeFill merges;
  private final StatedSums totals;
  private final RecordSink sink;
  private final CellAccount account;
  private final List<String> notes = new ArrayList<>();
  private Place place = Place.WITHIN;
  private int headUntil;
  private int count;
  private Row none;
  private Row lone;

  private TableReader(
      Lookahead rows,
      HeaderMatch headers,
      RowShape shape,
      RowMarks marks,
      PrintedHead printed,
      RowRecords records,
      StatedSums totals,
      RecordSink sink,
      CellAccount account) {
    this.rows = rows;
    this.shape = shape;
    this.marks = marks;
    this.printed = printed;
    this.records = records;
    this.merges = records.merges();
    this.totals = totals;
    this.sink = sink;
    this.account = account;
    this.headUntil = headers.lastHeaderRow();
  }

  /**
   * Makes a reader of what lies below a ledger's head.
   *
   * @param name the file's name as it was sent
   */
  public static TableReader of(
      String name,
      LedgerHead head,
      RecordReader reader,
      Contract contract,
      Units units,
      RecordSink sink,
      CellAccount account) {
    HeaderMatch headers = head.headers();
    TableFile file = head.sheet().file();
    RowShape shape = new RowShape(headers, contract, head.sheet().head());
    return new TableReader(
        head.sheet().rows(),
        headers,
        shape,
        new RowMarks(head.layout(), shape),
        new PrintedHead(headers, file.merged(), head.titles()),
        new RowRecords(
            name, file.sheet(), contract, reader, headers.columns(), new MergeFill(file.merged())),
        new StatedSums(reader, headers.columns(), units),
        sink,
        account);
  }

  /**
   * Reads all rows.
   *
   * @return how many records there were
   */
  public int read() throws FileRefusedException {
    for (Row raw = rows.next(); raw != null; raw = rows.next()) {
      Row row = merges.fill(raw);
      if (raw.number() <= headUntil) {
        account.add(raw, Use.HEAD);
      } else if (!raw.isBlank()) {
        take(raw, row);
      }
    }
    if (lone != null) {
      hold(lone, records.lone(lone));
      lone = null;
    }
    List<StatedSums.Disagreement> disagreements = totals.compare();
    if (none != null && (count > 0 || !disagreements.isEmpty())) {
      sink.add(records.noneContradicted(none));
      count++;
    }
    for (StatedSums.Disagreement found : disagreements) {
      sink.note(found.finding(), records.locator(found.row()), found.cell());
    }
    return count;
  }

  /** Whether the table says in words that it has no record. */
  public boolean saysNone() {
    return none != null;
  }

  /** What stands in the sheet and was not read, in Chinese. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  private void take(Row raw, Row row) throws FileRefusedException {
    if (place == Place.BEYOND) {
      account.add(raw, Use.UNREAD);
      return;
    }
    RowKind kind = marks.kind(raw, row);
    PrintedHead.Begins begins = mayBeHead(raw, kind) ? begins(raw) : PrintedHead.Begins.NOTHING;
    if (begins.what() == PrintedHead.What.SAME) {
      headUntil = begins.lastRow();
      place = Place.WITHIN;
      account.add(raw, Use.HEAD);
    } else if (begins.what() == PrintedHead.What.TWIN) {
      place = Place.BEYOND;
      hold(raw, records.twin(row));
    } else if (begins.what() == PrintedHead.What.OTHER) {
      leave(raw, "第 %d 行起是另一张表，未读取；需要读取的，请单独成表报送");
    } else if (place == Place.BELOW) {
      takeBelow(raw, row, kind);
    } else {
      takeWithin(raw, row, kind);
    }
  }

  /** A note, a sum or a heading is none of the lines above a header. */
  private boolean mayBeHead(Row raw, RowKind kind) {
    boolean item = place == Place.BELOW && RowMarks.isNoteItem(raw);
    return !item && (kind == RowKind.RECORD || kind == RowKind.UNCLEAR);
  }

  private PrintedHead.Begins begins(Row raw) throws FileRefusedException {
    List<Row> next = new ArrayList<>(List.of(raw));
    next.addAll(rows.peek(printed.reach()));
    return printed.at(next);
  }

  private void takeWithin(Row raw, Row row, RowKind kind) {
    if (lone != null) {
      Row before = lone;
      lone = null;
      record(before, before);
    }
    switch (kind) {
      case NOTE -> {
        place = Place.BELOW;
        account.add(raw, Use.NOTE);
      }
      case SUM, HEADING -> {
        totals.state(row, kind);
        account.add(raw, Use.SUM);
      }
      case PART -> account.add(raw, Use.SUM);
      case NONE -> {
        none = raw;
        account.add(raw, Use.NOTE);
      }
      case UNCLEAR -> hold(raw, records.unclear(row, shape.labelProperty(raw)));
      case RECORD -> {
        if (count == 0 && RowMarks.isAlone(row)) {
          lone = raw;
        } else {
          record(raw, row);
        }
      }
    }
  }

  private void record(Row raw, Row row) {
    if (!records.hasContent(raw)) {
      account.add(raw, Use.IGNORED);
      return;
    }
    SourceRecord read = records.read(row);
    if (!shape.hasSerial(row) && !shape.hasIdentifier(row) && totals.isSum(read)) {
      hold(raw, records.unclear(row, shape.labelProperty(raw)));
      return;
    }
    totals.add(read);
    sink.add(read);
    count++;
    Use use = read.isRefused() ? Use.REFUSED : Use.RECORD;
    account.add(raw, column -> records.isRead(column) ? use : Use.IGNORED);
  }

  /** Refuses a row of which it is not certain that it is a record. */
  private void hold(Row raw, SourceRecord read) {
    totals.addUnread();
    sink.add(read);
    count++;
    account.add(raw, Use.REFUSED);
  }

  private void takeBelow(Row raw, Row row, RowKind kind) {
    boolean single = RowMarks.isAlone(raw);
    if (!single && (shape.hasSerial(raw) || shape.hasIdentifier(raw))) {
      hold(raw, records.belowNote(row));
    } else if (single || kind == RowKind.NOTE) {
      account.add(raw, Use.NOTE);
    } else {
      leave(raw, "第 %d 行起另有内容，未读取");
    }
  }

  private void leave(Row raw, String note) {
    place = Place.BEYOND;
    notes.add(note.formatted(raw.number()));
    account.add(raw, Use.UNREAD);
  }

  /** Where in the sheet the reading is. */
  private enum Place {
    WITHIN,
    BELOW,
    BEYOND
  }
}
