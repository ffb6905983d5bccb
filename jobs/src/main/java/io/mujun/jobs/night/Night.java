package io.mujun.jobs.night;

import io.mujun.catalog.CatalogMoment;
import io.mujun.catalog.Consumption;
import io.mujun.catalog.Declarations;
import io.mujun.catalog.FencingToken;
import io.mujun.catalog.MujunCatalog;
import io.mujun.catalog.publication.Volume;
import io.mujun.jobs.check.Check;
import io.mujun.jobs.check.CheckResult;
import io.mujun.jobs.check.Checks;
import io.mujun.jobs.check.MissingValue;
import io.mujun.jobs.model.Model;
import io.mujun.jobs.model.ModelGraph;
import io.mujun.jobs.model.Models;
import io.mujun.jobs.slice.Arrivals;
import io.mujun.jobs.slice.Need;
import io.mujun.jobs.slice.Partitioning;
import io.mujun.jobs.slice.Slices;
import io.mujun.jobs.sql.Inputs;
import io.mujun.jobs.sql.Sessions;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.Failpoint;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.metric.Metrics;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.spark.sql.SparkSession;

/** One night: what new records touch is computed, checked, and published together. */
public final class Night {
  private static final String MODEL = "mujun.model.";

  private final SparkSession session;
  private final MujunCatalog catalog;
  private final Warehouse warehouse;
  private final Clock clock;
  private final Consumer<ModelResult> progress;

  /**
   * @param clock gives the times that are written; figures do not depend on it
   * @param progress told of each model as it ends
   */
  public Night(
      SparkSession session,
      MujunCatalog catalog,
      Warehouse warehouse,
      Clock clock,
      Consumer<ModelResult> progress) {
    this.session = session;
    this.catalog = catalog;
    this.warehouse = warehouse;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Runs the night.
   *
   * @throws MujunException {@code DATE_BEFORE_PUBLICATION} where figures as at a later day are
   *     published; and what declarations, models and the catalog throw
   */
  public NightResult run(NightRequest request) {
    return NightLock.holding(catalog.settings(), turn -> runAlone(request, turn));
  }

  private NightResult runAlone(NightRequest request, FencingToken turn) {
    AuditBranch audit = AuditBranch.of(turn);
    audit.use(session);
    Contracts contracts = warehouse.contracts();
    new Declarations(catalog, warehouse.units()).apply(contracts);
    Optional<Consumption> pending =
        Consumption.pending(catalog, contracts, warehouse.definitionHash(), request.date());
    Optional<Consumption> published = Consumption.published(catalog);
    Publisher publisher = new Publisher(catalog, warehouse, contracts, turn);
    Set<String> outdated = outdated(contracts, publisher);
    if (pending.isEmpty()) {
      return NightResult.nothingNew(null, List.of());
    }
    published.ifPresent(last -> requireNotBefore(request, last));
    if (request.mode() == Mode.INCREMENTAL
        && published.filter(last -> isEquivalent(pending.get(), last)).isPresent()) {
      return NightResult.nothingNew(pending.get().asAt(), List.of());
    }
    return run(
        request, contracts, pending.get(), published.orElse(null), publisher, audit, outdated);
  }

  private NightResult run(
      NightRequest request,
      Contracts contracts,
      Consumption consumption,
      Consumption last,
      Publisher publisher,
      AuditBranch audit,
      Set<String> outdated) {
    LocalDateTime started = LocalDateTime.now(clock);
    String runId = "%s.%d".formatted(request.date(), 1 + rows("ops.run"));
    try {
      return run(request, contracts, consumption, last, runId, publisher, audit, outdated, started);
    } catch (Exception fault) {
      try {
        publisher.fail(
            runId, request, consumption, fault.getMessage(), started, LocalDateTime.now(clock));
      } catch (RuntimeException unrecorded) {
        fault.addSuppressed(unrecorded);
      }
      throw fault;
    }
  }

  private NightResult run(
      NightRequest request,
      Contracts contracts,
      Consumption consumption,
      Consumption last,
      String runId,
      Publisher publisher,
      AuditBranch audit,
      Set<String> outdated,
      LocalDateTime started) {
    Sessions.fit(
        session, Volume.of(consumption.inputs().keySet().stream().mapToLong(this::rows).sum()));
    Metrics metrics = warehouse.metrics();
    ModelGraph graph = new Models(warehouse, contracts, metrics).read();
    String publicationId = "%s.%d".formatted(consumption.asAt(), 1 + rows(Consumption.PUBLICATION));
    ModelRows rows =
        ModelRows.of(
            session,
            warehouse,
            contracts,
            metrics,
            consumption.asAt(),
            new Inputs(consumption.inputs()),
            table -> records(table, audit));
    ModelRun run =
        new ModelRun(
            session, catalog, audit, graph.sliceColumns(), publicationId, consumption.toSummary());
    Touched touched = touched(request, contracts, consumption, last, graph);
    List<ModelResult> results = new ArrayList<>();
    List<CheckResult> checks = new ArrayList<>();
    try {
      compute(graph, touched, outdated, rows, run, consumption.asAt(), results);
    } catch (MissingValue missing) {
      checks.add(missing.check());
    }
    boolean written = results.stream().anyMatch(ModelResult::isWritten);
    if (checks.isEmpty() && !written && last != null && isEquivalent(consumption, last)) {
      publisher.dropLeftovers();
      return NightResult.nothingNew(consumption.asAt(), results);
    }
    List<Contract> checked = toCheck(graph, touched, results);
    checked.forEach(table -> rows.require(Check.reads(table)));
    checks.addAll(new Checks(session, table -> records(table, audit)).run(checked));
    boolean withheld = checks.stream().anyMatch(CheckResult::isWithholding);
    NightResult result =
        new NightResult(
            withheld ? NightResult.Status.WITHHELD : NightResult.Status.PUBLISHED,
            runId,
            withheld ? null : publicationId,
            consumption.asAt(),
            List.copyOf(results),
            List.copyOf(checks));
    LocalDateTime finished = LocalDateTime.now(clock);
    if (withheld) {
      publisher.withhold(result, request, started, finished);
    } else {
      Failpoint.reached("before-publication", publicationId);
      Map<String, String> summary = new HashMap<>(consumption.toSummary());
      graph.ordered().forEach(model -> summary.put(MODEL + model.name(), model.definition()));
      publisher.publish(result, request, consumption, summary, started, finished);
      Failpoint.reached("after-publication", publicationId);
    }
    return result;
  }

  /**
   * Tables whose rows changed, those whose checks read a table that changed, and those that declare
   * something else than when last published.
   */
  private static List<Contract> toCheck(
      ModelGraph graph, Touched touched, List<ModelResult> results) {
    Set<String> changed =
        results.stream()
            .filter(ModelResult::isChanged)
            .map(ModelResult::table)
            .collect(Collectors.toSet());
    return graph.ordered().stream()
        .limit(results.size())
        .filter(
            model ->
                changed.contains(model.name())
                    || touched.isNew(model)
                    || !Collections.disjoint(changed, Check.reads(model.contract())))
        .map(Model::contract)
        .toList();
  }

  private void compute(
      ModelGraph graph,
      Touched touched,
      Set<String> outdated,
      ModelRows rows,
      ModelRun run,
      LocalDate asAt,
      List<ModelResult> results) {
    for (Model model : graph.ordered()) {
      Need need = touched.of(model);
      ModelResult result;
      if (outdated.contains(model.name())) {
        result = run.rewrite(model.contract(), () -> rows.of(model, Need.everything()));
      } else if (need.isNone()) {
        result = ModelResult.untouched(model.name());
      } else {
        result = run.run(model.contract(), () -> rows.of(model, need), need.told(asAt));
      }
      touched.changed(model.name(), result.changed());
      results.add(result);
      progress.accept(result);
    }
  }

  private Touched touched(
      NightRequest request,
      Contracts contracts,
      Consumption consumption,
      Consumption last,
      ModelGraph graph) {
    if (request.mode() == Mode.FULL || last == null) {
      return Touched.everything();
    }
    Map<String, Slices> arrivals =
        new Arrivals(session, catalog, contracts, graph.sliceColumns()).since(last, consumption);
    Map<String, String> definitions = new HashMap<>();
    catalog
        .table(Consumption.PUBLICATION)
        .currentSnapshot()
        .summary()
        .forEach(
            (key, value) -> {
              if (key.startsWith(MODEL)) {
                definitions.put(key.substring(MODEL.length()), value);
              }
            });
    return Touched.since(arrivals, definitions, last.asAt(), consumption.asAt());
  }

  private boolean isEquivalent(Consumption consumption, Consumption last) {
    return consumption.isEquivalent(last, CatalogMoment.read(catalog.settings()));
  }

  private static void requireNotBefore(NightRequest request, Consumption last) {
    if (request.date().isBefore(last.asAt())) {
      throw new MujunException(
          "DATE_BEFORE_PUBLICATION",
          ("Figures as at %s are published; a night on %s would take knowledge back. To see what was"
                  + " known then, read a table as it stood (select … from ads.metric_value for"
                  + " version as of <snapshot>, listed in ads.publication), or dwd with known_from"
                  + " <= date '%s' and (known_to is null or known_to > date '%s').")
              .formatted(last.asAt(), request.date(), request.date(), request.date()));
    }
  }

  /**
   * Names of the tables that cannot be replaced slice by slice. Audit branches that a night left
   * which did not come to its end are dropped on the way.
   */
  private Set<String> outdated(Contracts contracts, Publisher publisher) {
    Map<String, Table> tables =
        catalog.tablesTogether(contracts.computed().stream().map(Contract::qualifiedName).toList());
    if (tables.values().stream().anyMatch(table -> !AuditBranch.in(table).isEmpty())) {
      publisher.dropLeftovers();
    }
    return tables.entrySet().stream()
        .filter(table -> Partitioning.isOutdated(table.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Records of a table, with those that this night has written. */
  private long records(String name, AuditBranch branch) {
    Table table = catalog.table(name);
    Snapshot audit = table.snapshot(branch.name());
    return Volume.records(audit == null ? table.currentSnapshot() : audit);
  }

  private long rows(String table) {
    return Volume.records(catalog.table(table).currentSnapshot());
  }
}
