package io.mujun.cli;

import io.mujun.catalog.CatalogMoment;
import io.mujun.catalog.MujunCatalog;
import io.mujun.catalog.MultiTableCommit;
import io.mujun.catalog.RowWriter;
import io.mujun.catalog.publication.PublicationBook;
import io.mujun.catalog.publication.PublicationEntry;
import io.mujun.catalog.publication.PublicationTags;
import io.mujun.warehouse.Contracts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The last publication once more, but for one number of a zone, which is 1 万元 more than its facts.
 * No night wrote it; closed, it was never there, but for the snapshots that nobody names.
 */
final class WrongPublication implements AutoCloseable {
  private static final String NUMBERS = "ads.metric_value";
  private static final BigDecimal CNY_IN_10K = new BigDecimal(10_000);

  private final MujunCatalog catalog;
  private final PublicationEntry last;
  private final Map<String, Long> before = new HashMap<>();
  private final String id;

  private WrongPublication(MujunCatalog catalog, PublicationEntry last) {
    this.catalog = catalog;
    this.last = last;
    int number = Integer.parseInt(last.id().substring(last.id().lastIndexOf('.') + 1)) + 1;
    this.id = last.asAt() + "." + number;
    for (String table : List.of(NUMBERS, Contracts.PUBLICATION)) {
      before.put(table, catalog.table(table).currentSnapshot().snapshotId());
    }
  }

  /** Publishes it, with a metric in 万元 of a zone and month changed. */
  static WrongPublication of(MujunCatalog catalog, String metric, String zone, LocalDate month) {
    List<PublicationEntry> all = PublicationBook.of(CatalogMoment.read(catalog.settings())).all();
    WrongPublication wrong = new WrongPublication(catalog, all.get(all.size() - 1));
    catalog.commit(
        commit -> {
          wrong.publish(commit, metric, zone, month);
          return null;
        });
    return wrong;
  }

  /** Its number. */
  String id() {
    return id;
  }

  private void publish(MultiTableCommit commit, String metric, String zone, LocalDate month) {
    Table numbers = commit.table(NUMBERS);
    Expression ofZone = Expressions.equal("zone_code", zone);
    List<Record> rows = rows(numbers, ofZone);
    rows.stream()
        .filter(row -> row.getField("metric").equals(metric))
        .filter(row -> row.getField("period").equals(month))
        .forEach(
            row -> {
              row.setField("value", raised(row, "value", BigDecimal.ONE));
              row.setField("numerator", raised(row, "numerator", CNY_IN_10K));
            });
    OverwriteFiles overwrite = numbers.newOverwrite().overwriteByRowFilter(ofZone);
    try (RowWriter writer = new RowWriter(numbers)) {
      rows.forEach(writer::write);
      writer.complete().forEach(overwrite::addFile);
    }
    overwrite.commit();
    Map<String, Long> tables = new HashMap<>(last.tables());
    long right = tables.get(NUMBERS);
    long changed = commit.table(NUMBERS).currentSnapshot().snapshotId();
    tables.put(NUMBERS, changed);

    Table publications = commit.table(Contracts.PUBLICATION);
    AppendFiles append = publications.newAppend();
    try (RowWriter writer = new RowWriter(publications)) {
      for (Record row : rows(publications, Expressions.equal("publication_id", last.id()))) {
        String named = row.getField("tables").toString();
        row.setField("publication_id", id);
        row.setField("tables", named.replace(Long.toString(right), Long.toString(changed)));
        writer.write(row);
      }
      writer.complete().forEach(append::appendFile);
    }
    append.commit();
    PublicationTags.name(commit, id, tables, last.inputs());
  }

  private static BigDecimal raised(Record row, String column, BigDecimal by) {
    return ((BigDecimal) row.getField(column)).add(by.setScale(6));
  }

  private static List<Record> rows(Table table, Expression condition) {
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> found = IcebergGenerics.read(table).where(condition).build()) {
      found.forEach(rows::add);
      return rows;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    Consumer<String> forget =
        name -> catalog.table(name).manageSnapshots().removeTag(PublicationEntry.tag(id)).commit();
    last.tableNames().forEach(forget);
    forget.accept(Contracts.PUBLICATION);
    before.forEach(
        (name, snapshot) -> catalog.table(name).manageSnapshots().rollbackTo(snapshot).commit());
  }
}
