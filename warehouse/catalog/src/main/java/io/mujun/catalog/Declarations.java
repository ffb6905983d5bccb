package io.mujun.catalog;

import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.code.Units;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdatePartitionSpec;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;

/**
 * Makes the tables as their contracts say. A compatible change is applied: a new optional column, a
 * wider type, a column no longer required, a comment; and of a table that is computed, which the
 * next night writes anew, another partitioning and a new column that is required. Any other is
 * refused before anything is touched, with the differences.
 */
public final class Declarations {
  private final MujunCatalog catalog;
  private final Units units;

  public Declarations(MujunCatalog catalog, Units units) {
    this.catalog = catalog;
    this.units = units;
  }

  /**
   * Creates and evolves all tables.
   *
   * @return one entry for each contract, in the contracts' order
   * @throws MujunException {@code CONTRACT_INCOMPATIBLE} with every incompatible difference
   */
  public List<TableChange> apply(Contracts contracts) {
    List<String> refused = new ArrayList<>();
    for (Contract contract : contracts.all()) {
      if (catalog.contains(contract.qualifiedName())) {
        refused.addAll(incompatible(contract, catalog.table(contract.qualifiedName())));
      }
    }
    if (!refused.isEmpty()) {
      throw new MujunException(
          "CONTRACT_INCOMPATIBLE",
          "The tables cannot follow their contracts without losing data:\n  "
              + String.join("\n  ", refused)
              + "\nKeep the column and add a new one beside it, or make a new table.");
    }
    contracts.all().stream().map(Contract::layer).distinct().forEach(catalog::createNamespace);
    return contracts.all().stream().map(this::apply).toList();
  }

  private TableChange apply(Contract contract) {
    String name = contract.qualifiedName();
    if (!catalog.contains(name)) {
      Schema schema = ContractSchema.schema(contract, units);
      catalog
          .jdbc()
          .buildTable(MujunCatalog.identifier(name), schema)
          .withPartitionSpec(ContractSchema.partitioning(contract, schema))
          .withProperties(ContractSchema.properties(contract))
          .create();
      return new TableChange(name, TableChange.Kind.CREATED, List.of());
    }
    Table table = catalog.table(name);
    List<String> differences = new ArrayList<>(evolve(contract, table));
    differences.addAll(repartition(contract, table));
    differences.addAll(setProperties(contract, table));
    return new TableChange(
        name,
        differences.isEmpty() ? TableChange.Kind.UNCHANGED : TableChange.Kind.EVOLVED,
        List.copyOf(differences));
  }

  private List<String> incompatible(Contract contract, Table table) {
    List<String> faults = new ArrayList<>();
    String name = contract.qualifiedName();
    for (Types.NestedField field : table.schema().columns()) {
      Property property = contract.property(field.name()).orElse(null);
      if (property == null) {
        faults.add(name + "." + field.name() + ": in the table, but not in the contract");
        continue;
      }
      Type wanted = ContractSchema.type(property.type());
      if (!field.type().equals(wanted)
          && !TypeUtil.isPromotionAllowed(field.type(), wanted.asPrimitiveType())) {
        faults.add(
            name + "." + field.name() + ": is " + field.type() + ", the contract says " + wanted);
      }
      if (field.isOptional() && property.isRequired() && !contract.isComputed()) {
        faults.add(name + "." + field.name() + ": may hold NULL, the contract requires a value");
      }
    }
    for (Property property : contract.properties()) {
      if (property.isRequired()
          && !contract.isComputed()
          && table.schema().findField(property.name()) == null) {
        faults.add(name + "." + property.name() + ": a new column cannot be required");
      }
    }
    List<String> partitioning = partitioning(table);
    if (!contract.isComputed() && !partitioning.equals(contract.partitioning())) {
      faults.add(
          name
              + ": is partitioned by "
              + partitioning
              + ", the contract says "
              + contract.partitioning());
    }
    return faults;
  }

  private List<String> evolve(Contract contract, Table table) {
    List<String> differences = new ArrayList<>();
    UpdateSchema update = table.updateSchema();
    for (Property property : contract.properties()) {
      Types.NestedField field = table.schema().findField(property.name());
      Type wanted = ContractSchema.type(property.type());
      String comment = ContractSchema.comment(property, units);
      if (field == null) {
        update.addColumn(property.name(), wanted, comment);
        differences.add("+ " + property.name() + " " + wanted);
        continue;
      }
      if (!field.type().equals(wanted)) {
        update.updateColumn(property.name(), wanted.asPrimitiveType());
        differences.add(property.name() + ": " + field.type() + " → " + wanted);
      }
      if (field.isRequired() && !property.isRequired()) {
        update.makeColumnOptional(property.name());
        differences.add(property.name() + ": may now be NULL");
      }
      if (!comment.equals(field.doc())) {
        update.updateColumnDoc(property.name(), comment);
        differences.add(property.name() + ": comment");
      }
    }
    if (!differences.isEmpty()) {
      update.commit();
    }
    return differences;
  }

  /** Parts files by the contract's columns from now on; those that stand are left as they are. */
  private static List<String> repartition(Contract contract, Table table) {
    Set<String> standing = new LinkedHashSet<>(partitioning(table));
    Set<String> wanted = new LinkedHashSet<>(contract.partitioning());
    if (standing.equals(wanted)) {
      return List.of();
    }
    UpdatePartitionSpec update = table.updateSpec();
    standing.stream().filter(column -> !wanted.contains(column)).forEach(update::removeField);
    wanted.stream().filter(column -> !standing.contains(column)).forEach(update::addField);
    update.commit();
    return List.of("partitioned by: " + standing + " → " + wanted);
  }

  private static List<String> partitioning(Table table) {
    return table.spec().fields().stream().map(PartitionField::name).toList();
  }

  private static List<String> setProperties(Contract contract, Table table) {
    List<String> differences = new ArrayList<>();
    UpdateProperties update = table.updateProperties();
    for (Map.Entry<String, String> wanted : ContractSchema.properties(contract).entrySet()) {
      boolean reserved = wanted.getKey().equals("format-version");
      if (!reserved && !wanted.getValue().equals(table.properties().get(wanted.getKey()))) {
        update.set(wanted.getKey(), wanted.getValue());
        differences.add("property " + wanted.getKey());
      }
    }
    if (!differences.isEmpty()) {
      update.commit();
    }
    return differences;
  }
}
