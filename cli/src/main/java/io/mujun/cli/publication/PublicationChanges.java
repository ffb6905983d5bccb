package io.mujun.cli.publication;

import java.util.List;
import java.util.Map;

/**
 * What changed between two publications. Values are texts as SQL casts them; null is NULL.
 *
 * @param from the one
 * @param to the other
 * @param definitions metrics whose definition changed: all their numbers are computed anew
 * @param numbersChanged how many numbers changed
 * @param numbers these, the first of them where there are very many
 * @param statements scopes for which another statement holds, with the records that differ
 * @param received records of databases that the later one knows and the earlier one does not
 */
public record PublicationChanges(
    String from,
    String to,
    List<ChangedDefinition> definitions,
    long numbersChanged,
    List<ChangedNumber> numbers,
    List<ChangedStatement> statements,
    List<ReceivedRecord> received) {

  /** A metric whose definition changed; null where it was not declared. */
  public record ChangedDefinition(String metric, String from, String to) {}

  /**
   * A number that changed.
   *
   * @param key what it is a number of: zone, metric, period
   * @param from value, bound, reason and light before; null where there was none
   * @param to the same after
   */
  public record ChangedNumber(
      Map<String, String> key, Map<String, String> from, Map<String, String> to) {}

  /**
   * A scope for which another statement holds.
   *
   * @param table the ods table
   * @param scope what the statement is a whole of
   * @param from the batch that held; null for none
   * @param to the batch that holds; null for none
   * @param completeness how whole the one is that holds: whole, partial, empty; null for none
   * @param records the records that differ
   */
  public record ChangedStatement(
      String table,
      String scope,
      String from,
      String to,
      String completeness,
      List<ChangedRecord> records) {}

  /**
   * A record of a statement that differs.
   *
   * @param key its key, column by column
   * @param from where it stood; null where it did not
   * @param to where it stands; null where it does not
   * @param cells the columns that differ
   */
  public record ChangedRecord(
      Map<String, String> key, String from, String to, List<ChangedCell> cells) {}

  /** A column that differs, with the cells of the files where they are known, else null. */
  public record ChangedCell(
      String column, String from, String fromCell, String to, String toCell) {}

  /** A record of a database that came between. */
  public record ReceivedRecord(
      String table,
      String batch,
      String operation,
      String database,
      String databaseTable,
      String key) {}
}
