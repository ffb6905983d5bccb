package io.mujun.jobs.sql;

import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pieces of SQL text. */
public final class Sql {
  private Sql() {}

  /** A string literal. */
  public static String text(String value) {
    return value == null
        ? "cast(null as string)"
        : "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** A list of columns. */
  public static String columns(Collection<String> columns) {
    return columns.stream().map(Sql::name).collect(Collectors.joining(", "));
  }

  /** A column's name, quoted. */
  public static String name(String column) {
    return "`" + column + "`";
  }

  /** One piece for each item and its index, separated by commas. */
  public static <T> String each(List<T> items, BiFunction<T, Integer, String> piece) {
    return IntStream.range(0, items.size())
        .mapToObj(index -> piece.apply(items.get(index), index))
        .collect(Collectors.joining(",\n"));
  }
}
