package io.mujun.jobs.sql;

import io.mujun.warehouse.MujunException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.execution.SparkSqlParser;
import scala.jdk.javaapi.CollectionConverters;

/** The tables and views that a query reads, found by Spark's own parser. */
public final class SqlRelations {
  private final String sql;
  private final List<UnresolvedRelation> relations = new ArrayList<>();
  private final Set<String> commonTableExpressions = new TreeSet<>();

  private SqlRelations(String sql) {
    this.sql = sql;
  }

  /**
   * Parses a query.
   *
   * @param place the file, for the message
   * @throws MujunException {@code SQL_INVALID} where Spark cannot parse it
   */
  public static SqlRelations parse(String sql, String place) {
    SqlRelations found = new SqlRelations(sql);
    try {
      found.visit(new SparkSqlParser().parsePlan(sql));
    } catch (Exception invalid) {
      if (!(invalid instanceof ParseException)) {
        throw new IllegalStateException(invalid);
      }
      throw new MujunException("SQL_INVALID", place + ": " + invalid.getMessage(), invalid);
    }
    return found;
  }

  /** Names of what is read, as written, without the query's own common table expressions. */
  public Set<String> names() {
    return outside().map(SqlRelations::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The query with each relation's name replaced; comments and layout stay. */
  public String renamed(UnaryOperator<String> replacement) {
    Map<Integer, UnresolvedRelation> byStart = new HashMap<>();
    outside().forEach(relation -> byStart.put(start(relation), relation));
    StringBuilder text = new StringBuilder(sql);
    byStart.values().stream()
        .sorted(Comparator.comparingInt(SqlRelations::start).reversed())
        .forEach(
            relation -> {
              int end = (Integer) relation.origin().stopIndex().get() + 1;
              text.replace(start(relation), end, replacement.apply(name(relation)));
            });
    return text.toString();
  }

  private java.util.stream.Stream<UnresolvedRelation> outside() {
    return relations.stream().filter(relation -> !commonTableExpressions.contains(name(relation)));
  }

  private static String name(UnresolvedRelation relation) {
    return String.join(".", CollectionConverters.asJava(relation.multipartIdentifier()));
  }

  private static int start(UnresolvedRelation relation) {
    return (Integer) relation.origin().startIndex().get();
  }

  private void visit(TreeNode<?> node) {
    if (node instanceof UnresolvedRelation relation) {
      relations.add(relation);
    }
    if (node instanceof UnresolvedWith with) {
      CollectionConverters.asJava(with.cteRelations())
          .forEach(expression -> commonTableExpressions.add(expression._1()));
    }
    CollectionConverters.asJava(node.children()).forEach(child -> visit((TreeNode<?>) child));
    CollectionConverters.asJava(node.innerChildren())
        .forEach(
            inner -> {
              if (inner instanceof LogicalPlan plan) {
                visit(plan);
              }
            });
  }
}
