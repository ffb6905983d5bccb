package io.mujun.warehouse.metric;

import io.mujun.warehouse.metric.expression.ParsedExpression;
import java.util.List;

/**
 * A metric view as its file declares it, with the places of its expressions.
 *
 * @param view the view
 * @param source where its source stands
 * @param filter null where there is none
 */
record MetricFile(
    MetricView view,
    YamlPlace source,
    ParsedExpression filter,
    ParsedExpression zone,
    ParsedExpression time,
    List<DeclaredMeasure> measures) {

  /** A measure with the places of its expressions, each null where there is none. */
  record DeclaredMeasure(
      Measure measure,
      ParsedExpression numerator,
      ParsedExpression denominator,
      ParsedExpression expression,
      ParsedExpression numeratorBound,
      ParsedExpression denominatorBound) {}
}
