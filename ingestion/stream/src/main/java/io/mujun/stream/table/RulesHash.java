package io.mujun.stream.table;

import io.mujun.record.IngestRules;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.source.StreamSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** A hash of all that decides what a row is read as. Labels and descriptions do not count. */
final class RulesHash {
  /** Raised where the program itself reads fields otherwise. */
  private static final int READER = 1;

  private RulesHash() {}

  static String of(List<StreamSource> sources, IngestRules rules) {
    StringBuilder text = new StringBuilder().append(READER).append('\n');
    for (StreamSource source : sources) {
      text.append(source).append('\n');
      for (Property property : rules.contracts().table(source.table()).ownProperties()) {
        text.append(
            String.join(
                "|",
                property.name(),
                property.type().sql(),
                String.valueOf(property.isRequired()),
                String.valueOf(property.unit()),
                String.valueOf(property.boundOf()),
                String.valueOf(property.identifier()),
                String.valueOf(property.validValues())));
        text.append('\n');
      }
      text.append(rules.contracts().table(source.table()).key()).append('\n');
    }
    text.append(rules.units().all()).append('\n');
    text.append(new TreeMap<>(rules.zones().areas())).append('\n');
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
