package io.mujun.jobs.night;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mujun.catalog.CatalogMoment;
import io.mujun.catalog.Consumption;
import io.mujun.catalog.FencingToken;
import io.mujun.catalog.MujunCatalog;
import io.mujun.catalog.MultiTableCommit;
import io.mujun.catalog.RowWriter;
import io.mujun.catalog.publication.KeptDeclarations;
import io.mujun.catalog.publication.MetricVersions;
import io.mujun.catalog.publication.PublicationBook;
import io.mujun.catalog.publication.PublicationTags;
import io.mujun.jobs.check.CheckResult;
import io.mujun.jobs.metric.MetricRows;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.Warehouse;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/** Writes what a night has to say of itself, and moves all its tables at once. */
final class Publisher {
  private static final String RUN = "ops.run";
  private static final String CHECK_RESULT = "ops.check_result";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MujunCatalog catalog;
  private final Warehouse warehouse;
  private final Contracts contracts;
  private final FencingToken turn;
  private final AuditBranch audit;

  /**
   * @param turn the night's, which its publication has to hold
   */
  Publisher(MujunCatalog catalog, Warehouse warehouse, Contracts contracts, FencingToken turn) {
    this.catalog = catalog;
    this.warehouse = warehouse;
    this.contracts = contracts;
    this.turn = turn;
    this.audit = AuditBranch.of(turn);
  }

  /**
   * Publishes the audit branches of the changed tables, the publication's own row, the declarations
   * and metric versions that are new with it, the checks and the run, in one transaction, in which
   * the snapshots that it published and read get its name.
   *
   * @param summary keys and values for the publication's snapshot
   */
  void publish(
      NightResult result,
      NightRequest request,
      Consumption consumption,
      Map<String, String> summary,
      LocalDateTime started,
      LocalDateTime finished) {
    catalog.commit(
        commit -> {
          commit.require(turn);
          result.models().stream()
              .filter(ModelResult::isWritten)
              .forEach(model -> commit.fastForward(model.table(), audit.name(), model.snapshot()));
          dropBranches(commit);
          keep(commit, result, consumption);
          Map<String, Long> tables = snapshots(commit);
          Map<String, Object> row = new HashMap<>();
          row.put("publication_id", result.publicationId());
          row.put("run_id", result.runId());
          row.put("run_date", request.date());
          row.put("as_at", consumption.asAt());
          row.put("published_at", finished);
          row.put("tables", json(tables));
          row.put("inputs", json(new TreeMap<>(consumption.inputs())));
          row.put("definition", consumption.definition());
          append(commit.table(Consumption.PUBLICATION), List.of(row), summary);
          PublicationTags.name(commit, result.publicationId(), tables, consumption.inputs());
          PublicationTags.adopt(commit, PublicationBook.of(CatalogMoment.read(catalog.settings())));
          record(commit, result, request, started, finished);
          return null;
        });
  }

  /**
   * Writes the checks and the run, and drops the audit branches: what was withheld is found by the
   * snapshots that the run's summary names, and by no name.
   */
  void withhold(
      NightResult result, NightRequest request, LocalDateTime started, LocalDateTime finished) {
    catalog.commit(
        commit -> {
          commit.require(turn);
          dropBranches(commit);
          record(commit, result, request, started, finished);
          return null;
        });
  }

  /** Drops the audit branches that nights left which did not come to their end. */
  void dropLeftovers() {
    catalog.commit(
        commit -> {
          commit.require(turn);
          for (Contract contract : contracts.computed()) {
            String name = contract.qualifiedName();
            AuditBranch.in(commit.table(name)).forEach(branch -> commit.dropBranch(name, branch));
          }
          return null;
        });
  }

  /** Drops the branches of this night. */
  private Map<String, Long> dropBranches(MultiTableCommit commit) {
    Map<String, Long> heads = new TreeMap<>();
    for (Contract contract : contracts.computed()) {
      String name = contract.qualifiedName();
      Snapshot head = commit.table(name).snapshot(audit.name());
      if (head != null) {
        heads.put(name, head.snapshotId());
        commit.dropBranch(name, audit.name());
      }
    }
    return heads;
  }

  /** Writes a run that ended in a fault, and drops the audit branches. */
  void fail(
      String runId,
      NightRequest request,
      Consumption consumption,
      String fault,
      LocalDateTime started,
      LocalDateTime finished) {
    catalog.commit(
        commit -> {
          Map<String, Object> row = run(runId, request, started, finished);
          row.put("as_at", consumption.asAt());
          row.put("status", "failed");
          Map<String, Object> summary = new LinkedHashMap<>();
          summary.put("fault", fault);
          summary.put("snapshots", dropBranches(commit));
          row.put("summary", json(summary));
          append(commit.table(RUN), List.of(row), Map.of());
          return null;
        });
  }

  private void record(
      MultiTableCommit commit,
      NightResult result,
      NightRequest request,
      LocalDateTime started,
      LocalDateTime finished) {
    Map<String, Object> row = run(result.runId(), request, started, finished);
    row.put("as_at", result.asAt());
    row.put("status", result.status().name().toLowerCase(Locale.ROOT));
    row.put("publication_id", result.publicationId());
    row.put("summary", json(result.models().stream().map(Publisher::summary).toList()));
    append(commit.table(RUN), List.of(row), Map.of());
    List<Map<String, Object>> checks =
        result.checks().stream().map(check -> row(result.runId(), check, finished)).toList();
    append(commit.table(CHECK_RESULT), checks, Map.of());
  }

  private static Map<String, Object> run(
      String runId, NightRequest request, LocalDateTime started, LocalDateTime finished) {
    Map<String, Object> row = new HashMap<>();
    row.put("run_id", runId);
    row.put("run_date", request.date());
    row.put("mode", request.mode().name().toLowerCase(Locale.ROOT));
    row.put("started_at", started);
    row.put("finished_at", finished);
    return row;
  }

  private static Map<String, Object> row(String runId, CheckResult check, LocalDateTime checkedAt) {
    Map<String, Object> row = new HashMap<>();
    row.put("run_id", runId);
    row.put("table_name", check.table());
    row.put("check_name", check.check());
    row.put("severity", check.severity().name().toLowerCase(Locale.ROOT));
    row.put("passed", check.isPassed());
    row.put("failing_rows", check.failing());
    row.put("message", check.message());
    row.put("checked_at", checkedAt);
    return row;
  }

  private static Map<String, Object> summary(ModelResult model) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("model", model.table());
    summary.put("rows_in", model.rowsIn());
    summary.put("rows_changed", model.rowsChanged());
    summary.put("millis", model.millis());
    if (model.isWritten()) {
      summary.put("snapshot", model.snapshot());
    }
    return summary;
  }

  /** Keeps what the publication was computed by. */
  private void keep(MultiTableCommit commit, NightResult result, Consumption consumption) {
    Table declarations = commit.table(KeptDeclarations.TABLE);
    append(
        declarations,
        KeptDeclarations.rows(declarations, warehouse, consumption.definition()),
        Map.of());
    Table versions = commit.table(Contracts.METRIC_VERSION);
    append(
        versions,
        MetricVersions.since(
            versions,
            MetricRows.definitions(warehouse.metrics(), warehouse.units()),
            result.publicationId(),
            consumption.asAt()),
        Map.of());
  }

  /**
   * Where every table of dim, dwd and ads stands once this commit is published; one that never had
   * a row gets a snapshot without any, so that it too can be read by the publication's name.
   */
  private Map<String, Long> snapshots(MultiTableCommit commit) {
    Map<String, Long> snapshots = new TreeMap<>();
    List<String> names =
        Stream.concat(
                contracts.computed().stream().map(Contract::qualifiedName),
                Stream.of(Contracts.METRIC_VERSION))
            .toList();
    for (String name : names) {
      if (commit.table(name).currentSnapshot() == null) {
        commit.table(name).newAppend().commit();
      }
      snapshots.put(name, commit.table(name).currentSnapshot().snapshotId());
    }
    return snapshots;
  }

  private static void append(
      Table table, List<Map<String, Object>> rows, Map<String, String> summary) {
    if (rows.isEmpty()) {
      return;
    }
    AppendFiles append = table.newAppend();
    RowWriter.write(table, rows).forEach(append::appendFile);
    summary.forEach(append::set);
    append.commit();
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
