package io.mujun.ingestion;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mujun.record.Problem;
import java.util.List;

/**
 * What became of one batch. Plain values, fit for JSON.
 *
 * @param batchId id of the batch; null when nothing was recorded
 * @param source slug of the source file; {@code unknown} where none fits
 * @param system name of the county system
 * @param kind ledger or exchange
 * @param table ods table, or null where no layout is known
 * @param file name of the file; null for a database
 * @param status what became of it
 * @param receivedOn ISO date
 * @param read records read; always accepted + refused
 * @param accepted records that are in; those of a held statement wait
 * @param refused records that are not
 * @param warned records that are in, with a warning
 * @param notes what else is worth knowing, in Chinese
 * @param refusals the first refusals; of a known batch those of its first reception
 * @param warnings the first warnings
 */
public record Receipt(
    String batchId,
    String source,
    String system,
    String kind,
    String table,
    String file,
    Status status,
    String receivedOn,
    long read,
    long accepted,
    long refused,
    long warned,
    List<String> notes,
    List<Problem> refusals,
    List<Problem> warnings) {

  /** What became of a batch. */
  public enum Status {
    /** Its records are in, but for those refused. */
    @JsonProperty("accepted")
    ACCEPTED,
    /** It was read, and nothing of it holds: the statement that held before goes on. */
    @JsonProperty("held")
    HELD,
    /** Nothing of it is in. */
    @JsonProperty("refused")
    REFUSED,
    /** It was received before; nothing was written, and what was refused then is still not in. */
    @JsonProperty("known")
    KNOWN,
    /** The source has nothing new; nothing was written. */
    @JsonProperty("unchanged")
    UNCHANGED,
    /** It would be accepted or refused as told; nothing was written. */
    @JsonProperty("checked")
    CHECKED,
    /** A lock file or hidden file: no handover. */
    @JsonProperty("ignored")
    IGNORED
  }

  /** Whether something of it is not in that was handed over. */
  public boolean hasRefusals() {
    return status == Status.REFUSED || status == Status.HELD || !refusals.isEmpty();
  }
}
