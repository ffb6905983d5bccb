package io.mujun.ingestion.exchange;

import io.mujun.record.IngestRules;
import io.mujun.warehouse.source.ExchangeSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** Short hashes by which contents are told apart. */
final class Prints {
  private static final int DIGITS = 16;

  private Prints() {}

  /** Sixteen hexadecimal digits that stand for a text. */
  static String of(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What decides whether a record of the source is refused: mapping, contract and codes. */
  static String of(ExchangeSource source, IngestRules rules) {
    StringBuilder text = new StringBuilder(source.toString());
    rules
        .contracts()
        .table(source.table())
        .ownProperties()
        .forEach(
            property ->
                text.append('\n')
                    .append(property.name())
                    .append(property.type())
                    .append(property.required())
                    .append(property.unit())
                    .append(property.boundOf())
                    .append(property.identifier())
                    .append(property.validValues()));
    text.append('\n').append(new TreeMap<>(rules.zones().areas()));
    text.append('\n').append(rules.units().all());
    return of(text.toString());
  }
}
