package io.mujun.jobs.night;

import io.mujun.catalog.MujunCatalog;
import io.mujun.catalog.publication.Volume;
import io.mujun.jobs.check.MissingValue;
import io.mujun.jobs.slice.Arrivals;
import io.mujun.jobs.slice.ComputedRows;
import io.mujun.jobs.slice.Slices;
import io.mujun.jobs.sql.Sessions;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Failpoint;
import io.mujun.warehouse.MujunException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.spark.CommitMetadata;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Computes a model's rows in the slices that were touched, compares them with those that stand, and
 * overwrites the slices that differ, in one commit on the audit branch.
 */
final class ModelRun {
  private static final String FRESH = RowComparison.FRESH;
  private static final String STANDING = RowComparison.STANDING;
  private static final String PUBLICATION_ID = RowComparison.PUBLICATION_ID;

  private final SparkSession session;
  private final MujunCatalog catalog;
  private final AuditBranch audit;
  private final Set<String> sliceColumns;
  private final String publicationId;
  private final Map<String, String> commitProperties;

  ModelRun(
      SparkSession session,
      MujunCatalog catalog,
      AuditBranch audit,
      Set<String> sliceColumns,
      String publicationId,
      Map<String, String> commitProperties) {
    this.session = session;
    this.catalog = catalog;
    this.audit = audit;
    this.sliceColumns = sliceColumns;
    this.publicationId = publicationId;
    this.commitProperties = commitProperties;
  }

  /**
   * Runs a model.
   *
   * @param rows gives the model's rows; what it takes counts into the model's time
   * @param touched what is told of them
   */
  ModelResult run(Contract contract, Supplier<ComputedRows> rows, Slices touched) {
    return run(contract, rows, touched, Extent.DIFFERENT);
  }

  /**
   * Runs a model and writes all its rows anew, though none differ, so that the files are parted as
   * the table is now.
   */
  ModelResult rewrite(Contract contract, Supplier<ComputedRows> rows) {
    return run(contract, rows, Slices.all(), Extent.EVERYTHING);
  }

  /** What of the computed slices is written. */
  private enum Extent {
    DIFFERENT,
    EVERYTHING
  }

  private ModelResult run(
      Contract contract, Supplier<ComputedRows> rows, Slices touched, Extent extent) {
    long started = System.nanoTime();
    ComputedRows model = rows.get();
    String condition = model.condition();
    Dataset<Row> computed = RowComparison.typed(contract, model.rows()).where(condition);
    boolean isNew = isEmpty(catalog.table(contract.qualifiedName()));
    Outcome outcome =
        isNew
            ? writeFirst(contract, computed)
            : compareAndWrite(
                contract, new ComputedRows(computed, condition, model.extent()), extent);
    long millis = (System.nanoTime() - started) / 1_000_000;
    return new ModelResult(
        contract.qualifiedName(),
        outcome.rows,
        outcome.changedRows,
        millis,
        touched,
        outcome.slices,
        outcome.snapshot);
  }

  private record Outcome(long rows, long changedRows, Slices slices, Long snapshot) {}

  private Outcome writeFirst(Contract contract, Dataset<Row> computed) {
    if (isNone(computed)) {
      return new Outcome(0, 0, Slices.none(), null);
    }
    write(contract, withPublication(contract, computed, functions.lit(publicationId)), "true");
    Snapshot written = catalog.table(contract.qualifiedName()).snapshot(audit.name());
    long rows = written == null ? 0 : count(written, "added-records");
    return rows == 0
        ? new Outcome(0, 0, Slices.none(), null)
        : new Outcome(rows, rows, Slices.all(), written.snapshotId());
  }

  /** Whether there are no rows by the plan alone, as where nothing was received; cheap to ask. */
  private static boolean isNone(Dataset<Row> rows) {
    QueryExecution execution = rows.queryExecution();
    boolean readsNothing =
        CollectionConverters.asJava(execution.analyzed().collectLeaves()).stream()
            .anyMatch(leaf -> leaf.maxRows().contains(0L));
    return readsNothing && execution.optimizedPlan().maxRows().contains(0L);
  }

  private Outcome compareAndWrite(Contract contract, ComputedRows computed, Extent extent) {
    Dataset<Row> standing = session.table(contract.qualifiedName()).where(computed.condition());
    Dataset<Row> grouped = RowComparison.of(contract, computed.rows(), standing);
    grouped.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long rows = 0;
      long changedRows = 0;
      List<Map<String, String>> changed = new ArrayList<>();
      Set<String> tracked = tracked(contract);
      for (Row slice : summary(grouped, tracked).collectAsList()) {
        rows += slice.getLong(1);
        long different = Math.max(slice.getLong(2), slice.getLong(3));
        if (different > 0) {
          Map<String, String> values = slice.getJavaMap(0);
          changed.add(new TreeMap<>(values));
          changedRows += different;
        }
      }
      Slices slices = Slices.of(changed);
      Slices replaced =
          extent == Extent.EVERYTHING ? Slices.all() : slices.project(contract.slice());
      Long snapshot = null;
      if (!replaced.isNone()) {
        boolean isWhole = computed.extent() == ComputedRows.Extent.WHOLE_SLICES;
        String overwritten =
            isWhole && replaced.isAll() ? computed.condition() : replaced.condition(contract);
        Dataset<Row> kept =
            grouped
                .where(overwritten)
                .where(FRESH + " > 0")
                .withColumn(
                    FRESH,
                    functions.explode(
                        functions.array_repeat(
                            functions.lit(1), functions.col(FRESH).cast("int"))));
        Column publication =
            functions.expr("if(%s > 0, %s, null)".formatted(STANDING, PUBLICATION_ID));
        Dataset<Row> written =
            withPublication(
                    contract, kept, functions.coalesce(publication, functions.lit(publicationId)))
                .drop(FRESH, STANDING);
        write(
            contract,
            isWhole
                ? written
                : written.unionByName(beside(contract, overwritten, computed.condition())),
            overwritten);
        snapshot = catalog.table(contract.qualifiedName()).snapshot(audit.name()).snapshotId();
      }
      return new Outcome(rows, changedRows, slices, snapshot);
    } finally {
      grouped.unpersist(false);
    }
  }

  /** Standing rows of what is overwritten that were not computed. */
  private Dataset<Row> beside(Contract contract, String overwritten, String computed) {
    return session
        .table(contract.qualifiedName())
        .where(overwritten)
        .where("not (%s)".formatted(computed));
  }

  private static Dataset<Row> summary(Dataset<Row> grouped, Set<String> tracked) {
    String slice =
        tracked.isEmpty() ? "cast(map() as map<string, string>)" : Arrivals.asMap(tracked);
    Column[] by = tracked.stream().map(functions::col).toArray(Column[]::new);
    return grouped
        .groupBy(by)
        .agg(
            functions.sum(FRESH).as("rows"),
            functions.expr("sum(greatest(%s - %s, 0))".formatted(FRESH, STANDING)).as("added"),
            functions.expr("sum(greatest(%s - %s, 0))".formatted(STANDING, FRESH)).as("removed"))
        .selectExpr(slice, "rows", "added", "removed")
        .where("rows is not null");
  }

  private void write(Contract contract, Dataset<Row> rows, String overwritten) {
    Failpoint.reached("before-audit-write", contract.qualifiedName());
    branch(contract);
    Dataset<Row> ordered =
        rows.select(
            contract.properties().stream()
                .map(property -> functions.col(property.name()))
                .toArray(Column[]::new));
    try {
      CommitMetadata.withCommitProperties(
          new HashMap<>(commitProperties),
          () -> {
            ordered
                .writeTo(contract.qualifiedName())
                .option("fanout-enabled", "true")
                .option("distribution-mode", Sessions.distributionMode(session))
                .overwrite(functions.expr(overwritten));
            return null;
          },
          AnalysisException.class);
    } catch (AnalysisException invalid) {
      throw new MujunException(
          "MODEL_INVALID", contract.qualifiedName() + ": " + invalid.getMessage(), invalid);
    } catch (RuntimeException fault) {
      throw MissingValue.in(contract, fault);
    }
    Failpoint.reached("after-audit-write", contract.qualifiedName());
  }

  /**
   * Makes the audit branch from main. Were it left to the write, its snapshot would count its
   * totals from 0 (Iceberg 1.12.0), and readers that plan by them would take a table for empty.
   */
  private void branch(Contract contract) {
    Table table = catalog.table(contract.qualifiedName());
    Snapshot main = table.currentSnapshot();
    if (main != null && !table.refs().containsKey(audit.name())) {
      table.manageSnapshots().createBranch(audit.name(), main.snapshotId()).commit();
    }
  }

  private Dataset<Row> withPublication(Contract contract, Dataset<Row> rows, Column publication) {
    return RowComparison.isPublished(contract)
        ? rows.withColumn(PUBLICATION_ID, publication)
        : rows;
  }

  private Set<String> tracked(Contract contract) {
    Set<String> tracked = new TreeSet<>(sliceColumns);
    tracked.retainAll(RowComparison.columns(contract));
    return tracked;
  }

  private static boolean isEmpty(Table table) {
    Snapshot current = table.currentSnapshot();
    return Volume.records(current) == 0;
  }

  private static long count(Snapshot snapshot, String key) {
    return Long.parseLong(snapshot.summary().getOrDefault(key, "0"));
  }
}
