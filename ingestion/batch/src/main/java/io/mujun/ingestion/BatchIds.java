package io.mujun.ingestion;

import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.source.LedgerSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Ids of batches. They follow from what is read and by which rules, so that a batch started again
 * is the same batch, and a file that was refused can be taken once its layout is mended.
 */
final class BatchIds {
  private static final int DIGITS = 16;

  private BatchIds() {}

  static String of(String kind, String hash, List<LedgerSource> layouts, Contracts contracts) {
    StringBuilder rules = new StringBuilder(hash);
    for (LedgerSource layout : layouts) {
      rules.append('\n').append(layout).append('\n').append(contracts.table(layout.table()));
    }
    return of(kind, rules.toString());
  }

  static String of(String kind, String content) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return kind + "-" + HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
