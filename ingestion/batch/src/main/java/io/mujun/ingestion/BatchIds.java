package io.mujun.ingestion;

/** Ids of batches of ledgers: the content's hash, and how often it was handed over as new. */
final class BatchIds {
  private static final int DIGITS = 16;

  private BatchIds() {}

  /**
   * The id of a submission.
   *
   * @param contentHash SHA-256 of the file
   * @param before how many submissions of the content there were
   */
  static String of(String kind, String contentHash, int before) {
    String id = kind + "-" + contentHash.substring(0, DIGITS);
    return before == 0 ? id : id + "-" + (before + 1);
  }
}
