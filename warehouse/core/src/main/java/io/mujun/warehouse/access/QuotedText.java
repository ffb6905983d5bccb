package io.mujun.warehouse.access;

import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.Property;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Masks of tables that quote other tables' values, as refusals and warnings do: {@code table_name}
 * and {@code property} say whose value stands in {@code text}, and perhaps in {@code message}. What
 * is personal there is personal in the quotation.
 */
final class QuotedText {
  private static final Set<String> SPEAKER = Set.of("table_name", "property");
  private static final Set<String> QUOTATION = Set.of("text", "message");

  private QuotedText() {}

  static boolean isQuotation(Contract table, Property column) {
    return QUOTATION.contains(column.name())
        && SPEAKER.stream().allMatch(name -> table.property(name).isPresent());
  }

  /** Shows the column but where it quotes a personal column of any table. */
  static String expression(Property column, Contracts contracts) {
    String personal =
        contracts.all().stream()
            .filter(table -> table.properties().stream().anyMatch(Property::isPersonal))
            .map(QuotedText::condition)
            .collect(Collectors.joining(" or "));
    return personal.isEmpty()
        ? column.name()
        : "if(%s, cast('***' as varchar), %s)".formatted(personal, column.name());
  }

  private static String condition(Contract table) {
    List<String> columns =
        table.properties().stream().filter(Property::isPersonal).map(Property::name).toList();
    return "(table_name = '%s' and property in ('%s'))"
        .formatted(table.qualifiedName(), String.join("', '", columns));
  }
}
