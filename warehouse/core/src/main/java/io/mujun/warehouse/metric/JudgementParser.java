package io.mujun.warehouse.metric;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.warehouse.MujunException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads the judgements of one measure strictly: oldest first, each from a month of its own on. */
final class JudgementParser {
  private static final String CODE = "METRIC_INVALID";
  private static final Set<String> FIELDS = Set.of("from", "target", "green", "yellow", "source");

  /** What {@code dim.metric_judgement} and {@code ads.metric_value} hold. */
  private static final int SCALE = 4;

  private static final int PRECISION = 20;

  private final Path file;
  private final String pointer;
  private final String what;
  private final Measure.Direction direction;

  /**
   * @param pointer JSON pointer of the list
   * @param what whose judgements they are, for messages
   */
  JudgementParser(Path file, String pointer, String what, Measure.Direction direction) {
    this.file = file;
    this.pointer = pointer;
    this.what = what;
    this.direction = direction;
  }

  /**
   * The judgements; none where nothing is declared.
   *
   * @throws MujunException {@code METRIC_INVALID} with file, line and column
   */
  List<Judgement> read(JsonNode nodes) {
    if (nodes.isMissingNode()) {
      return List.of();
    }
    if (!nodes.isArray() || nodes.isEmpty()) {
      throw fault("", "Here belongs a list of judgements, oldest first.");
    }
    List<Judgement> judgements = new ArrayList<>();
    for (JsonNode node : nodes) {
      String at = "/" + judgements.size();
      Judgement judgement = judgement(node, at);
      if (!judgements.isEmpty()) {
        requireLater(judgement, judgements.get(judgements.size() - 1), node, at);
      }
      judgements.add(judgement);
    }
    return List.copyOf(judgements);
  }

  private Judgement judgement(JsonNode node, String at) {
    if (!node.isObject()) {
      throw fault(at, "A judgement is {from, target, green, yellow, source}.");
    }
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!FIELDS.contains(field)) {
                throw fault(
                    at + "/" + field,
                    "'%s' is not known. Known here: %s."
                        .formatted(field, String.join(", ", new TreeSet<>(FIELDS))));
              }
            });
    BigDecimal target = number(node, "target", at);
    BigDecimal green = number(node, "green", at);
    BigDecimal yellow = number(node, "yellow", at);
    if ((green == null) != (yellow == null)) {
      throw fault(at, "A light needs both 'green' and 'yellow'.");
    }
    if (direction == Measure.Direction.NONE && (target != null || green != null)) {
      throw fault(at, "Neither more nor less is better, so there is no target and no light.");
    }
    int order = green == null ? 0 : green.compareTo(yellow);
    if (direction == Measure.Direction.UP ? order < 0 : order > 0) {
      throw fault(
          at + "/green",
          direction == Measure.Direction.UP
              ? "More is better, so green is not below yellow."
              : "Less is better, so green is not above yellow.");
    }
    if (node.path("source").asText("").isBlank()) {
      throw fault(at, "'source' is missing: say who set this target or light, and where.");
    }
    return new Judgement(from(node, at), target, green, yellow, node.path("source").asText());
  }

  private LocalDate from(JsonNode node, String at) {
    if (!node.has("from")) {
      return Judgement.BEGINNING;
    }
    String text = node.path("from").asText();
    try {
      LocalDate from = LocalDate.parse(text);
      if (from.getDayOfMonth() == 1) {
        return from;
      }
      throw fault(
          at + "/from",
          "A judgement holds for whole months: %s is not the first day of one.".formatted(text));
    } catch (DateTimeParseException invalid) {
      throw fault(
          at + "/from",
          "'%s' is no day. Write the first of a month, as 2025-01-01.".formatted(text));
    }
  }

  private void requireLater(Judgement judgement, Judgement last, JsonNode node, String at) {
    if (!node.has("from")) {
      throw fault(at, "'from' is missing: only the first judgement holds since ever.");
    }
    if (!judgement.from().isAfter(last.from())) {
      throw fault(
          at + "/from",
          "Each judgement begins after the one before it, which begins on %s."
              .formatted(last.from()));
    }
  }

  private BigDecimal number(JsonNode node, String field, String at) {
    if (!node.has(field)) {
      return null;
    }
    String text = node.path(field).asText();
    try {
      BigDecimal number = new BigDecimal(text);
      if (number.stripTrailingZeros().scale() <= SCALE
          && number.precision() - number.scale() <= PRECISION - SCALE) {
        return number;
      }
      throw fault(
          at + "/" + field,
          "%s does not fit: at most %d digits before and %d behind the point."
              .formatted(text, PRECISION - SCALE, SCALE));
    } catch (NumberFormatException invalid) {
      throw fault(at + "/" + field, "'%s' is no number.".formatted(text));
    }
  }

  private MujunException fault(String at, String message) {
    return YamlPlace.fault(CODE, file, pointer + at, what, message);
  }
}
