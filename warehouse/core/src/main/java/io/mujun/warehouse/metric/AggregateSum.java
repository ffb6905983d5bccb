package io.mujun.warehouse.metric;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises SQL that is a sum of aggregates over rows, each one of sum, count, count_if and
 * measure, with or without a filter, joined by + and -.
 */
final class AggregateSum {
  private static final Pattern TEXT = Pattern.compile("'(?:[^'\\\\]|\\\\.|'')*'");
  private static final Pattern AGGREGATE =
      Pattern.compile("\\s*(sum|count|count_if|measure)\\s*(?=\\()", Pattern.CASE_INSENSITIVE);
  private static final Pattern FILTER =
      Pattern.compile("\\s*filter\\s*(?=\\()", Pattern.CASE_INSENSITIVE);
  private static final Pattern DISTINCT =
      Pattern.compile("\\s*distinct\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern OPENING = Pattern.compile("\\s*(?=\\()");
  private static final Pattern SIGN = Pattern.compile("\\s*[-+]");

  private final String sql;
  private final Predicate<String> measure;
  private int position;

  /**
   * Takes the expression.
   *
   * @param measure whether a measure of this name is such a sum itself
   */
  AggregateSum(String sql, Predicate<String> measure) {
    this.sql = TEXT.matcher(sql).replaceAll("''");
    this.measure = measure;
  }

  boolean isValid() {
    do {
      if (!term()) {
        return false;
      }
    } while (take(SIGN) != null);
    return sql.substring(position).isBlank();
  }

  private boolean term() {
    Matcher aggregate = take(AGGREGATE);
    if (aggregate == null) {
      String nested = take(OPENING) == null ? null : parentheses();
      return nested != null && new AggregateSum(nested, measure).isValid();
    }
    String argument = parentheses();
    if (argument == null || DISTINCT.matcher(argument).matches()) {
      return false;
    }
    if (aggregate.group(1).equalsIgnoreCase("measure")) {
      return measure.test(argument.strip());
    }
    return take(FILTER) == null || parentheses() != null;
  }

  /** Goes past what stands here, or stays. */
  private Matcher take(Pattern pattern) {
    Matcher matcher = pattern.matcher(sql).region(position, sql.length());
    if (!matcher.lookingAt()) {
      return null;
    }
    position = matcher.end();
    return matcher;
  }

  /** Goes past the parentheses that open here, and says what is in them; null where none close. */
  private String parentheses() {
    int depth = 0;
    for (int at = position; at < sql.length(); at++) {
      if (sql.charAt(at) == '(') {
        depth++;
      } else if (sql.charAt(at) == ')') {
        depth--;
      }
      if (depth == 0) {
        String inside = sql.substring(position + 1, at);
        position = at + 1;
        return inside;
      }
    }
    return null;
  }
}
