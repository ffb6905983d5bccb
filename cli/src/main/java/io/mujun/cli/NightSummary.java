package io.mujun.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.cli.sql.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A night's result as people read it. */
final class NightSummary {
  private NightSummary() {}

  /** One line for an event on the way. */
  static String progress(JsonNode event) {
    StringBuilder line = new StringBuilder("  ");
    line.append(event.path("message").asText(event.path("step").asText("")));
    if (event.hasNonNull("model")) {
      line.append(' ').append(event.path("model").asText());
    }
    return line.toString();
  }

  /** The models that ran with what they changed, the failed checks, and what was published. */
  static String write(JsonNode result) {
    StringBuilder text = new StringBuilder();
    List<List<Object>> rows = new ArrayList<>();
    for (JsonNode model : result.path("models")) {
      rows.add(
          Arrays.asList(
              model.path("model").asText(),
              model.path("rows_in").asLong(),
              model.path("rows_changed").asLong(),
              model.path("seconds").decimalValue()));
    }
    if (!rows.isEmpty()) {
      text.append(TextTable.write(List.of("model", "rows in", "rows changed", "seconds"), rows));
    }
    for (JsonNode check : result.path("failed_checks")) {
      text.append(
          "%s %s, %s: %d rows fail. %s%n"
              .formatted(
                  check.path("severity").asText().toUpperCase(Locale.ROOT),
                  check.path("table").asText(),
                  check.path("check").asText(),
                  check.path("failing").asLong(),
                  check.path("message").asText()));
    }
    return text.append(status(result)).append('\n').toString();
  }

  private static String status(JsonNode result) {
    return switch (result.path("status").asText()) {
      case "published" ->
          "Published %s, as at %s."
              .formatted(result.path("publication_id").asText(), result.path("as_at").asText());
      case "withheld" ->
          "WITHHELD: a check failed, and nothing was published. The published numbers are as they"
              + " were. The checks' results stand in ops.check_result.";
      default -> "Nothing new since the last publication.";
    };
  }
}
