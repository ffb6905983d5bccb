package io.mujun.warehouse.metric;

import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.code.Units;
import io.mujun.warehouse.metric.expression.AggregateCheck;
import io.mujun.warehouse.metric.expression.KnownNames;
import io.mujun.warehouse.metric.expression.ParsedExpression;
import io.mujun.warehouse.metric.expression.Quantity;
import io.mujun.warehouse.metric.expression.SourceQuery;
import io.mujun.warehouse.metric.expression.TypeCheck;
import io.mujun.warehouse.metric.expression.ValueType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Holds metric views to the tables and metrics that they name, before anything is computed. */
final class MetricCheck {
  private static final String INVALID = "METRIC_INVALID";
  private static final String MONTH_END = "month_end";

  private final Contracts contracts;
  private final Units units;
  private final Map<String, Measure> measures;

  /**
   * Takes what the views may name.
   *
   * @param measures those of all views, by name
   */
  MetricCheck(Contracts contracts, Units units, Map<String, Measure> measures) {
    this.contracts = contracts;
    this.units = units;
    this.measures = measures;
  }

  /**
   * Accepts a view whose expressions can be computed and mean something.
   *
   * @throws MujunException {@code COLUMN_UNKNOWN}, {@code TABLE_UNKNOWN}, {@code METRIC_UNKNOWN},
   *     {@code UNIT_MISMATCH} or {@code METRIC_INVALID}, with file, line and column
   */
  void require(MetricFile file) {
    KnownNames columns = columns(file);
    requireOfRow(file.zone(), columns, ValueType.Kind.TEXT);
    requireOfRow(file.time(), columns, ValueType.Kind.DATE);
    requireOfRow(file.filter(), columns, ValueType.Kind.BOOLEAN);
    KnownNames dated = columns.with(MONTH_END, ValueType.DATE);
    for (MetricFile.DeclaredMeasure measure : file.measures()) {
      require(measure, dated);
    }
  }

  private void require(MetricFile.DeclaredMeasure declared, KnownNames columns) {
    requireOfRow(declared.numeratorBound(), columns, ValueType.Kind.TEXT);
    requireOfRow(declared.denominatorBound(), columns, ValueType.Kind.TEXT);
    Map<String, ValueType> parts = new LinkedHashMap<>();
    parts.put("numerator", sum(declared.numerator(), columns));
    if (declared.denominator() != null) {
      parts.put("denominator", sum(declared.denominator(), columns));
    }
    ParsedExpression formula = declared.expression();
    Quantity quantity;
    if (formula == null) {
      Quantity numerator = parts.get("numerator").quantity();
      quantity =
          declared.denominator() == null
              ? numerator
              : numerator.over(parts.get("denominator").quantity());
    } else {
      parts.put("period", ValueType.DATE);
      parts.put(MONTH_END, ValueType.DATE);
      quantity = number(formula, KnownNames.of("an expr", parts)).quantity();
      AggregateCheck.requireOfMetrics(formula);
    }
    requireUnit(declared, formula == null ? declared.numerator() : formula, quantity);
  }

  private void requireUnit(
      MetricFile.DeclaredMeasure declared, ParsedExpression at, Quantity found) {
    Quantity unit = quantity(declared.measure().unit());
    if (!unit.fits(found)) {
      throw at.fault(
          TypeCheck.UNIT_MISMATCH,
          at.tree(),
          "The metric's unit %s measures %s, but its value is %s."
              .formatted(declared.measure().unit(), unit, found));
    }
  }

  /** The type of a numerator or denominator. */
  private ValueType sum(ParsedExpression expression, KnownNames columns) {
    ValueType type = number(expression, columns);
    AggregateCheck.requireOfRowsOrMetrics(expression);
    return type;
  }

  private ValueType number(ParsedExpression expression, KnownNames names) {
    return TypeCheck.require(expression, ValueType.Kind.NUMBER, names, this::metric);
  }

  private Optional<ValueType> metric(String name) {
    return Optional.ofNullable(measures.get(name))
        .map(measure -> ValueType.number(quantity(measure.unit())));
  }

  private void requireOfRow(ParsedExpression expression, KnownNames columns, ValueType.Kind kind) {
    if (expression != null) {
      TypeCheck.require(expression, kind, columns, this::metric);
      AggregateCheck.requireOfRow(expression);
    }
  }

  private KnownNames columns(MetricFile file) {
    String source = file.view().source();
    if (!file.view().isOfTable()) {
      return SourceQuery.columns(
          file.source().text(), file.source(), "the source of " + file.view().name(), this::table);
    }
    return table(source, ParsedExpression.parse(file.source().text(), file.source()));
  }

  private KnownNames table(String name, ParsedExpression at) {
    if (!contracts.contains(name)) {
      throw at.fault("TABLE_UNKNOWN", at.tree(), "No contract declares the table '" + name + "'.");
    }
    Contract contract = contracts.table(name);
    Map<String, ValueType> columns = new LinkedHashMap<>();
    for (Property column : contract.properties()) {
      Quantity quantity = column.unit() == null ? Quantity.PLAIN : quantity(column.unit());
      columns.put(column.name(), ValueType.of(column.type(), quantity));
    }
    return KnownNames.of(name, columns);
  }

  private Quantity quantity(String unit) {
    return Quantity.of(units.unit(unit, INVALID).quantity());
  }
}
