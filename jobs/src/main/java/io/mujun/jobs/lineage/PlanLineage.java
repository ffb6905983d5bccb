package io.mujun.jobs.lineage;

import io.mujun.warehouse.lineage.ColumnInput;
import io.mujun.warehouse.lineage.ColumnUse;
import io.mujun.warehouse.lineage.DatasetLineage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.ScalarSubquery;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.WindowExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationDef;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationRef;
import org.apache.spark.sql.catalyst.plans.logical.Expand;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.plans.logical.Window;
import org.apache.spark.sql.catalyst.plans.logical.WithCTE;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Follows an analysed plan from its output to the relations that stand for datasets. What is not
 * told apart here passes its children's columns on: none is lost, but one may be said to be used
 * that decides only which rows there are.
 */
final class PlanLineage {
  /** What a plan's attributes follow from, by their ids. */
  private static final class Origins extends HashMap<Long, Set<ColumnInput>> {
    Set<ColumnInput> of(Attribute attribute) {
      return getOrDefault(attribute.exprId().id(), Set.of());
    }

    void put(Attribute attribute, Set<ColumnInput> inputs) {
      put((Long) attribute.exprId().id(), inputs);
    }
  }

  private final Map<String, String> datasetsByRelation;
  private final Map<Long, List<Set<ColumnInput>>> commonTables = new HashMap<>();
  private final Deque<Origins> outer = new ArrayDeque<>();
  private final Set<ColumnInput> rows = new TreeSet<>();

  private PlanLineage(Map<String, String> datasetsByRelation) {
    this.datasetsByRelation = datasetsByRelation;
  }

  /**
   * What a plan's output follows from.
   *
   * @param datasetsByRelation name of a relation of the plan → the dataset that it stands for
   */
  static DatasetLineage of(LogicalPlan analysed, Map<String, String> datasetsByRelation) {
    PlanLineage lineage = new PlanLineage(datasetsByRelation);
    Origins origins = lineage.trace(analysed);
    Map<String, List<ColumnInput>> columns = new LinkedHashMap<>();
    for (Attribute attribute : list(analysed.output())) {
      columns.put(attribute.name(), List.copyOf(origins.of(attribute)));
    }
    return new DatasetLineage(columns, List.copyOf(lineage.rows));
  }

  private Origins trace(LogicalPlan plan) {
    if (plan instanceof SubqueryAlias alias
        && datasetsByRelation.containsKey(alias.identifier().name())) {
      return dataset(datasetsByRelation.get(alias.identifier().name()), alias);
    }
    if (plan instanceof WithCTE with) {
      for (CTERelationDef definition : list(with.cteDefs())) {
        commonTables.put(definition.id(), byPosition(definition.child()));
      }
      return trace(with.plan());
    }
    if (plan instanceof CTERelationRef reference) {
      return positioned(reference, List.of(commonTables.get(reference.cteId())));
    }
    if (plan instanceof Union) {
      return positioned(plan, list(plan.children()).stream().map(this::byPosition).toList());
    }
    Origins below = new Origins();
    list(plan.children()).forEach(child -> below.putAll(trace(child)));
    return over(plan, below);
  }

  /** What a plan over others adds to their columns. */
  private Origins over(LogicalPlan plan, Origins below) {
    if (plan instanceof Project project) {
      return named(list(project.projectList()), below);
    }
    if (plan instanceof Aggregate aggregate) {
      decide(list(aggregate.groupingExpressions()), below, ColumnUse.GROUP_BY);
      return named(list(aggregate.aggregateExpressions()), below);
    }
    if (plan instanceof Expand expand) {
      return positioned(
          expand,
          list(expand.projections()).stream()
              .map(each -> list(each).stream().map(part -> inputs(part, below)).toList())
              .toList());
    }
    if (plan instanceof Window window) {
      below.putAll(named(list(window.windowExpressions()), below));
    } else if (plan instanceof Generate generate) {
      Set<ColumnInput> generated = inputs((Expression) generate.generator(), below);
      list(generate.generatorOutput()).forEach(column -> below.put(column, generated));
    } else if (plan instanceof Filter filter) {
      decide(List.of(filter.condition()), below, ColumnUse.FILTER);
    } else if (plan instanceof Join join && join.condition().isDefined()) {
      decide(List.of(join.condition().get()), below, ColumnUse.JOIN);
    }
    return passed(plan, below);
  }

  /** A plan's columns are its child's, be it under other ids. */
  private Origins passed(LogicalPlan plan, Origins below) {
    List<LogicalPlan> children = list(plan.children());
    if (children.size() == 1) {
      List<Attribute> output = list(plan.output());
      List<Attribute> child = list(children.get(0).output());
      for (int i = 0; i < output.size() && output.size() == child.size(); i++) {
        below.putIfAbsent(output.get(i).exprId().id(), below.of(child.get(i)));
      }
    }
    return below;
  }

  private static Origins dataset(String dataset, LogicalPlan relation) {
    Origins origins = new Origins();
    for (Attribute attribute : list(relation.output())) {
      origins.put(
          attribute, Set.of(new ColumnInput(dataset, attribute.name(), ColumnUse.IDENTITY)));
    }
    return origins;
  }

  private Origins named(List<NamedExpression> expressions, Origins below) {
    Origins origins = new Origins();
    for (NamedExpression expression : expressions) {
      origins.put(expression.toAttribute(), inputs((Expression) expression, below));
    }
    return origins;
  }

  private List<Set<ColumnInput>> byPosition(LogicalPlan plan) {
    Origins origins = trace(plan);
    return list(plan.output()).stream().map(origins::of).toList();
  }

  /** A plan's columns are those of others one by one. */
  private static Origins positioned(LogicalPlan plan, List<List<Set<ColumnInput>>> others) {
    Origins origins = new Origins();
    List<Attribute> output = list(plan.output());
    for (int i = 0; i < output.size(); i++) {
      Set<ColumnInput> inputs = new TreeSet<>();
      for (List<Set<ColumnInput>> other : others) {
        inputs.addAll(other.get(i));
      }
      origins.put(output.get(i), inputs);
    }
    return origins;
  }

  private void decide(Collection<Expression> expressions, Origins below, ColumnUse use) {
    expressions.forEach(each -> rows.addAll(used(inputs(each, below), use)));
  }

  /** What an expression follows from. */
  private Set<ColumnInput> inputs(Expression expression, Origins below) {
    if (expression instanceof Attribute attribute) {
      return found(attribute, below);
    }
    if (expression instanceof Alias alias) {
      return inputs(alias.child(), below);
    }
    if (expression instanceof OuterReference reference) {
      return inputs((Expression) reference.e(), below);
    }
    if (expression instanceof SubqueryExpression subquery) {
      return subquery(subquery, below);
    }
    Set<ColumnInput> inputs = new TreeSet<>();
    if (expression instanceof CaseWhen choice) {
      list(choice.branches())
          .forEach(
              branch -> {
                add(inputs, branch._1(), below, ColumnUse.CONDITIONAL);
                add(inputs, branch._2(), below, ColumnUse.TRANSFORMATION);
              });
      if (choice.elseValue().isDefined()) {
        add(inputs, choice.elseValue().get(), below, ColumnUse.TRANSFORMATION);
      }
    } else if (expression instanceof If choice) {
      add(inputs, choice.predicate(), below, ColumnUse.CONDITIONAL);
      add(inputs, choice.trueValue(), below, ColumnUse.TRANSFORMATION);
      add(inputs, choice.falseValue(), below, ColumnUse.TRANSFORMATION);
    } else if (expression instanceof AggregateExpression aggregate) {
      add(inputs, aggregate.aggregateFunction(), below, ColumnUse.AGGREGATION);
      if (aggregate.filter().isDefined()) {
        add(inputs, aggregate.filter().get(), below, ColumnUse.CONDITIONAL);
      }
    } else if (expression instanceof WindowExpression window) {
      add(inputs, window.windowFunction(), below, ColumnUse.TRANSFORMATION);
      add(inputs, window.windowSpec(), below, ColumnUse.WINDOW);
    } else {
      list(expression.children())
          .forEach(child -> add(inputs, child, below, ColumnUse.TRANSFORMATION));
    }
    return inputs;
  }

  private Set<ColumnInput> found(Attribute attribute, Origins below) {
    if (below.containsKey(attribute.exprId().id())) {
      return below.of(attribute);
    }
    return outer.stream()
        .filter(origins -> origins.containsKey(attribute.exprId().id()))
        .findFirst()
        .map(origins -> origins.of(attribute))
        .orElse(Set.of());
  }

  private Set<ColumnInput> subquery(SubqueryExpression subquery, Origins below) {
    outer.push(below);
    Set<ColumnInput> inputs = new TreeSet<>();
    byPosition(subquery.plan()).forEach(inputs::addAll);
    outer.pop();
    return used(
        inputs,
        subquery instanceof ScalarSubquery ? ColumnUse.TRANSFORMATION : ColumnUse.CONDITIONAL);
  }

  private void add(Set<ColumnInput> inputs, Expression part, Origins below, ColumnUse use) {
    inputs.addAll(used(inputs(part, below), use));
  }

  private static Set<ColumnInput> used(Set<ColumnInput> inputs, ColumnUse use) {
    Set<ColumnInput> used = new TreeSet<>();
    inputs.forEach(input -> used.add(input.used(use)));
    return used;
  }

  private static <T> List<T> list(Iterable<T> elements) {
    return new ArrayList<>(CollectionConverters.asJavaCollection(elements));
  }
}
