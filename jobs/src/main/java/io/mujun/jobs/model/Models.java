package io.mujun.jobs.model;

import io.mujun.jobs.metric.JudgementRows;
import io.mujun.jobs.metric.MetricDefinition;
import io.mujun.jobs.sql.Hashes;
import io.mujun.jobs.sql.SqlRelations;
import io.mujun.jobs.sql.ViewName;
import io.mujun.jobs.sql.Views;
import io.mujun.jobs.sql.VintageSql;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.metric.Judgement;
import io.mujun.warehouse.metric.MetricView;
import io.mujun.warehouse.metric.Metrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the models from the folders of their tables. */
public final class Models {
  /** The table of metric values, compiled from the metric views. */
  static final String METRIC_VALUE = "ads.metric_value";

  private static final String METRIC = "dim.metric";
  private static final String JUDGEMENT = "dim.metric_judgement";
  private static final String ZONE = "dim.zone";
  private static final String SCOPE = "dim.scope";
  private static final String SCOPE_MEMBER = "dim.scope_member";
  private static final Pattern AS_AT = Pattern.compile(":as_at\\b");

  /** Of what a statement may be a whole, for months to be told by it. */
  private static final Set<String> STATED = Set.of("zone_code", "period");

  private final Warehouse warehouse;
  private final Contracts contracts;
  private final Metrics metrics;
  private final Engine engine;

  public Models(Warehouse warehouse, Contracts contracts, Metrics metrics) {
    this(warehouse, contracts, metrics, Engine.running());
  }

  Models(Warehouse warehouse, Contracts contracts, Metrics metrics, Engine engine) {
    this.warehouse = warehouse;
    this.contracts = contracts;
    this.metrics = metrics;
    this.engine = engine;
  }

  /** Every table of dim, dwd and ads that is computed. */
  public ModelGraph read() {
    return new ModelGraph(contracts.computed().stream().map(this::model).toList(), contracts);
  }

  private Model model(Contract contract) {
    Path file =
        warehouse
            .directory()
            .resolve("tables")
            .resolve(contract.layer())
            .resolve(contract.name())
            .resolve("model.sql");
    if (contract.qualifiedName().equals(METRIC_VALUE)) {
      return metricValues(contract);
    }
    if (Files.exists(file)) {
      return query(contract, file);
    }
    if (contract.codes() != null) {
      String hash = Hashes.of(contract, Hashes.text(codeFile(contract.codes())));
      return generated(contract, Model.Kind.CODES, hash);
    }
    if (contract.qualifiedName().equals(METRIC)) {
      String hash = Hashes.of(contract, metrics.views(), Hashes.text(codeFile("unit")));
      return generated(contract, Model.Kind.METRIC_DECLARATIONS, hash, ofJudgements());
    }
    if (contract.qualifiedName().equals(JUDGEMENT)) {
      String hash = Hashes.of(contract, JudgementRows.of(metrics));
      return generated(contract, Model.Kind.METRIC_JUDGEMENTS, hash);
    }
    if (contract.qualifiedName().equals(SCOPE)) {
      return generated(contract, Model.Kind.SCOPES, scopes(contract));
    }
    if (contract.qualifiedName().equals(SCOPE_MEMBER)) {
      return generated(contract, Model.Kind.SCOPE_MEMBERS, scopes(contract));
    }
    throw new MujunException(
        "MODEL_MISSING",
        "%s has neither a model.sql nor codes. Add tables/%s/%s/model.sql."
            .formatted(contract.qualifiedName(), contract.layer(), contract.name()));
  }

  private String scopes(Contract contract) {
    return Hashes.of(contract, Hashes.text(codeFile("zone")), Hashes.text(codeFile("zone_class")));
  }

  private Model query(Contract contract, Path file) {
    String sql = Hashes.text(file).strip();
    Set<String> inputs = new TreeSet<>();
    Set<String> reads = SqlRelations.parse(sql, file.toString()).names();
    List<Object> definition = new ArrayList<>(List.of(engine.spark(), contract, sql));
    for (String name : reads) {
      Optional<ViewName> view = ViewName.of(name);
      if (view.isPresent() && view.get().kind() == ViewName.Kind.CODE) {
        definition.add(Hashes.text(codeFile(view.get().subject())));
      } else {
        inputs.add(input(name, file.toString()));
        view.ifPresent(each -> definition.addAll(vintages(each)));
      }
    }
    return new Model(
        contract,
        Model.Kind.QUERY,
        sql,
        Set.copyOf(reads),
        Set.copyOf(inputs),
        Hashes.of(definition.toArray()),
        dependence(sql));
  }

  private Model metricValues(Contract contract) {
    Set<String> inputs = new TreeSet<>(Set.of(ZONE, SCOPE_MEMBER));
    Set<String> reads = new TreeSet<>(Set.of(ZONE));
    for (MetricView view : metrics.views()) {
      String place = "metrics/" + view.name() + ".yaml";
      if (view.statements() != null) {
        requireStatements(view.statements(), place);
        inputs.add(VintageSql.STATEMENTS);
      }
      SqlRelations.parse(view.query(), place)
          .names()
          .forEach(
              name -> {
                inputs.add(input(name, place));
                reads.add(Views.known(contracts, name));
              });
    }
    return new Model(
        contract,
        Model.Kind.METRIC_VALUES,
        null,
        Set.copyOf(reads),
        Set.copyOf(inputs),
        Hashes.of(
            engine,
            contract,
            metrics.views(),
            MetricDefinition.queries(metrics, contracts),
            Hashes.text(codeFile("unit")),
            Hashes.text(codeFile("null_reason"))),
        Model.Dependence.RECORDS_AND_DAY);
  }

  private void requireStatements(String table, String place) {
    List<String> scope =
        contracts.contains(table) ? contracts.table(table).statementScope() : List.of();
    if (!STATED.containsAll(scope) || !scope.contains("zone_code")) {
      throw new MujunException(
          "METRIC_INVALID",
          "%s: 'statements' is %s. Name a table whose statementScope is a zone, or a zone and a month."
              .formatted(place, table));
    }
  }

  /** A metric that is judged anew one day has another row of {@code dim.metric} from then on. */
  private Model.Dependence ofJudgements() {
    return metrics.measures().stream()
            .flatMap(measure -> measure.judgements().stream())
            .anyMatch(judgement -> judgement.from().isAfter(Judgement.BEGINNING))
        ? Model.Dependence.RECORDS_AND_DAY
        : Model.Dependence.RECORDS;
  }

  private Model generated(Contract contract, Model.Kind kind, String definition) {
    return generated(contract, kind, definition, Model.Dependence.RECORDS);
  }

  private Model generated(
      Contract contract, Model.Kind kind, String definition, Model.Dependence dependence) {
    return new Model(
        contract, kind, null, Set.of(), Set.of(), Hashes.of(engine.rows(), definition), dependence);
  }

  /**
   * What is known of facts on a later day is the same where nothing was received: a day of
   * knowledge is one of receipt.
   */
  private static Model.Dependence dependence(String sql) {
    return AS_AT.matcher(sql).find() ? Model.Dependence.RECORDS_AND_DAY : Model.Dependence.RECORDS;
  }

  /** The queries that make a view of what was received; none of any other. */
  private List<String> vintages(ViewName view) {
    String table = view.table();
    return switch (view.kind()) {
      case VINTAGE, WHOLE_VINTAGE ->
          List.of(VintageSql.of(contracts.table(table), table, VintageSql.STATEMENTS));
      case SAID ->
          List.of(
              VintageSql.of(contracts.table(table), table, VintageSql.STATEMENTS),
              VintageSql.said(contracts.table(table), table, VintageSql.STATEMENTS));
      case KNOWN, CODE -> List.of();
    };
  }

  /** The table behind a name that a query reads. */
  private static String input(String name, String place) {
    if (ViewName.of(name).isPresent()) {
      return ViewName.of(name).get().table();
    }
    if (!name.contains(".")) {
      throw new MujunException(
          "MODEL_INPUT_UNKNOWN",
          place
              + " reads '"
              + name
              + "'. Name a table with its layer (dwd.land_supply), or a view vintage_<ods table>,"
              + " whole_vintage_<ods table>, said_<ods table>, known_<dwd table> or code_<code file>.");
    }
    return name;
  }

  private Path codeFile(String name) {
    return warehouse.codes().resolve(name + ".csv");
  }
}
