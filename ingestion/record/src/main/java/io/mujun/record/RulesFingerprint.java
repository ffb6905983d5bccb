package io.mujun.record;

import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.source.LedgerSource;
import io.mujun.warehouse.source.SourceDefinition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * A hash over what decides how records are read: layouts, types, allowed values, identifiers, units
 * and areas. What merely describes, labels or explains does not change it.
 */
public final class RulesFingerprint {
  private static final int DIGITS = 16;

  private RulesFingerprint() {}

  /** The fingerprint of these rules, in hexadecimal. */
  public static String of(IngestRules rules) {
    StringBuilder text = new StringBuilder();
    rules.sources().forEach(source -> text.append(deciding(source)).append('\n'));
    for (Contract contract : rules.contracts().layer("ods")) {
      text.append(contract.qualifiedName()).append(contract.statementScope()).append('\n');
      contract.ownProperties().forEach(property -> text.append(deciding(property)).append('\n'));
    }
    rules.units().all().forEach(unit -> text.append(unit).append('\n'));
    rules.zones().all().forEach(zone -> text.append(zone).append('\n'));
    text.append(new TreeMap<>(rules.zones().areas()));
    return hash(text.toString());
  }

  private static Object deciding(SourceDefinition source) {
    return source instanceof LedgerSource ledger
        ? List.of(ledger.source(), ledger.zoneCode(), ledger.layout())
        : source;
  }

  private static List<Object> deciding(Property property) {
    return List.of(
        property.name(),
        property.type(),
        property.required(),
        property.keyPosition(),
        String.valueOf(property.unit()),
        String.valueOf(property.boundOf()),
        String.valueOf(property.identifier()),
        property.sensitivity(),
        property.validValues());
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
