package io.mujun.warehouse.source;

import java.time.Duration;
import java.util.List;

/**
 * A source that tells of each record when it changed, and is asked again and again for what is new:
 * an exchange table or a portal.
 */
public sealed interface ChangeSource extends SourceDefinition permits ExchangeSource, PortalSource {

  /** {@code exchange} or {@code portal}: how batches, and the command that ingests, are called. */
  String kind();

  /** What a sentence calls it, such as {@code source database 'county_exchange'}. */
  String called();

  /** Name of the connection, as configuration knows it. */
  String database();

  /** The table in the source database, or the portal's path. */
  String sourceTable();

  /** Columns of the source's own record key. */
  List<String> key();

  /** The column that tells when a record changed; null where none does. */
  String changeTime();

  /** The column that tells whether a record was made, changed or ended; null where none does. */
  String changeOperation();

  /** How far each reading goes back behind what was read. */
  Duration overlap();

  /** How the source as a whole is compared with what was taken in. */
  Compare compare();

  /** The column by whose areas it is told how far was read, or null where all count as one. */
  String areaColumn();

  /** How much of the source an ordinary reading asks for. */
  Extent extent();

  /** How much an ordinary reading asks for. */
  enum Extent {
    /** What changed since the last one. */
    SINCE,
    /** All of it: the source cannot be asked for less. */
    WHOLE
  }
}
