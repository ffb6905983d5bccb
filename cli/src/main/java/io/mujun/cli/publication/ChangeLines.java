package io.mujun.cli.publication;

import io.mujun.cli.publication.PublicationChanges.ChangedCell;
import io.mujun.cli.publication.PublicationChanges.ChangedDefinition;
import io.mujun.cli.publication.PublicationChanges.ChangedNumber;
import io.mujun.cli.publication.PublicationChanges.ChangedRecord;
import io.mujun.cli.publication.PublicationChanges.ChangedStatement;
import io.mujun.cli.publication.PublicationChanges.ReceivedRecord;
import io.mujun.cli.sql.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What changed between two publications, as people read it. */
public final class ChangeLines {
  private ChangeLines() {}

  /** Numbers first, then by what they changed. */
  public static String of(PublicationChanges changes) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s → %s: %d numbers changed%n"
            .formatted(changes.from(), changes.to(), changes.numbersChanged()));
    numbers(text, changes.numbers());
    if (changes.numbers().size() < changes.numbersChanged()) {
      text.append("the first %d are shown%n".formatted(changes.numbers().size()));
    }
    for (ChangedDefinition definition : changes.definitions()) {
      text.append(
          "definition of %s: %s → %s; its whole series is computed anew%n"
              .formatted(
                  definition.metric(), or(definition.from(), "none"), or(definition.to(), "none")));
    }
    changes.statements().forEach(statement -> statement(text, statement));
    for (ReceivedRecord record : changes.received()) {
      text.append(
          "%s  %s  %s %s.%s %s%n"
              .formatted(
                  record.table(),
                  record.batch(),
                  record.operation(),
                  or(record.database(), "-"),
                  or(record.databaseTable(), "-"),
                  or(record.key(), "-")));
    }
    return text.toString();
  }

  private static void numbers(StringBuilder text, List<ChangedNumber> numbers) {
    if (numbers.isEmpty()) {
      return;
    }
    List<String> columns = new ArrayList<>(numbers.get(0).key().keySet());
    columns.add("from");
    columns.add("to");
    List<List<Object>> rows = new ArrayList<>();
    for (ChangedNumber number : numbers) {
      List<Object> row = new ArrayList<>(number.key().values());
      row.add(number(number.from()));
      row.add(number(number.to()));
      rows.add(row);
    }
    text.append(TextTable.write(columns, rows));
  }

  private static String number(Map<String, String> said) {
    if (said == null) {
      return "-";
    }
    List<String> parts = new ArrayList<>();
    parts.add(or(said.get("value"), or(said.get("null_reason"), "none")));
    for (String part : List.of("unit", "bound", "light")) {
      String value = said.get(part);
      if (value != null && !value.equals("exact")) {
        parts.add(value);
      }
    }
    return String.join(" ", parts);
  }

  private static void statement(StringBuilder text, ChangedStatement statement) {
    text.append(
        "%s %s: %s → %s%s%n"
            .formatted(
                statement.table(),
                statement.scope(),
                or(statement.from(), "none"),
                or(statement.to(), "none"),
                statement.completeness() == null ? "" : " (" + statement.completeness() + ")"));
    for (ChangedRecord record : statement.records()) {
      text.append(
          "    %s%n        %s → %s%n"
              .formatted(
                  String.join(" ", record.key().values()),
                  or(record.from(), "none"),
                  or(record.to(), "none")));
      for (ChangedCell cell : record.cells()) {
        text.append(
            "        %s: %s → %s%n"
                .formatted(
                    cell.column(),
                    value(cell.from(), cell.fromCell()),
                    value(cell.to(), cell.toCell())));
      }
    }
  }

  private static String value(String value, String cell) {
    return or(value, "none") + (cell == null ? "" : " (" + cell + ")");
  }

  private static String or(String text, String other) {
    return text == null ? other : text;
  }
}
