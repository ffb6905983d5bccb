package io.mujun.warehouse.source;

import com.fasterxml.jackson.annotation.JsonProperty;
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

  /** How many minutes each reading goes back behind what was read. */
  Integer overlapMinutes();

  /** How far each reading goes back behind what was read. */
  default Duration overlap() {
    return Duration.ofMinutes(overlapMinutes());
  }

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

  /**
   * The comparison of a whole source with what was taken in.
   *
   * @param everyDays days after which a reading compares of itself; null: only when asked to
   * @param missing what becomes of records that the source does not hold any more; default {@code
   *     end}
   * @param limitPercent the share of an area's records up to which missing ones are ended; beyond
   *     it none is; default 10
   */
  public record Compare(Integer everyDays, Missing missing, Integer limitPercent) {
    /** What holds where a file says nothing of it. */
    static final Compare USUAL = new Compare(null, null, null);

    public Compare {
      Require.that(everyDays == null || everyDays > 0, "compare.every_days", "has to be positive");
      missing = missing == null ? Missing.END : missing;
      limitPercent = limitPercent == null ? 10 : limitPercent;
      Require.that(
          limitPercent >= 0 && limitPercent <= 100, "compare.limit_percent", "is a percentage");
    }

    /** What becomes of a record that the source does not hold any more. */
    public enum Missing {
      /** It is ended. */
      @JsonProperty("end")
      END,
      /** It stays: the provider clears the source of what was handed over. */
      @JsonProperty("keep")
      KEEP
    }
  }
}
