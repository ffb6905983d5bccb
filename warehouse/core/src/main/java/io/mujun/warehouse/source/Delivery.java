package io.mujun.warehouse.source;

/**
 * Who sends what: one line of {@code ingestion/deliveries.csv}.
 *
 * @param provider slug of who sends it
 * @param system name of the county system, for people
 * @param zoneCode zone that it is about
 * @param table ods table
 * @param layout layout that it has
 * @param dueDay day of the month on which it is due, 1 to 31
 * @param correction pattern of the words by which its title or its file's name says that it
 *     corrects the one of the same handover; null for none
 */
public record Delivery(
    String provider,
    String system,
    String zoneCode,
    String table,
    String layout,
    int dueDay,
    String correction) {

  public Delivery {
    Require.slug("provider", provider);
    Require.text("system", system);
    Require.text("zone_code", zoneCode);
    Require.odsTable(table);
    Require.slug("layout", layout);
    Require.pattern("correction", correction);
    Require.that(dueDay >= 1 && dueDay <= 31, "due_day", "lies between 1 and 31");
  }

  /** A delivery without words for a correction. */
  public Delivery(
      String provider, String system, String zoneCode, String table, String layout, int dueDay) {
    this(provider, system, zoneCode, table, layout, dueDay, null);
  }

  /** Slug of provider and table, such as {@code lingchuan_investment_ledger}. */
  public String source() {
    return provider + "_" + table.substring(table.indexOf('.') + 1);
  }
}
