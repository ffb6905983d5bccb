package io.mujun.record;

import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.source.LedgerSource;
import io.mujun.warehouse.source.SourceDefinition;
import java.util.List;
import java.util.TreeMap;

/**
 * A hash over what decides how records are read: layouts, types, allowed values, identifiers, units
 * and areas. What merely describes, labels or explains does not change it.
 */
public final class RulesFingerprint {
  private RulesFingerprint() {}

  /** The fingerprint of all rules, in hexadecimal. */
  public static String of(IngestRules rules) {
    StringBuilder text = new StringBuilder();
    rules.sources().forEach(source -> text.append(deciding(source)).append('\n'));
    rules.contracts().layer("ods").forEach(contract -> append(text, contract));
    return of(text, rules);
  }

  /** The fingerprint of the rules that decide of one source's records, in hexadecimal. */
  public static String of(SourceDefinition source, IngestRules rules) {
    StringBuilder text = new StringBuilder();
    text.append(deciding(source)).append('\n');
    append(text, rules.contracts().table(source.table()));
    return of(text, rules);
  }

  private static String of(StringBuilder text, IngestRules rules) {
    rules.units().all().forEach(unit -> text.append(unit).append('\n'));
    rules.zones().all().forEach(zone -> text.append(zone).append('\n'));
    text.append(new TreeMap<>(rules.zones().areas()));
    return ShortHash.of(text.toString());
  }

  private static void append(StringBuilder text, Contract contract) {
    text.append(contract.qualifiedName()).append(contract.statementScope()).append('\n');
    contract.ownProperties().forEach(property -> text.append(deciding(property)).append('\n'));
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
}
