package io.mujun.catalog;

import io.mujun.warehouse.Contract;
import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.code.Units;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** What a contract says of a table, in Iceberg's terms. */
final class ContractSchema {
  /** Tables that every handover and decision looks through: few manifests are read sooner. */
  private static final Set<String> BOOK = Set.of("ods.statement", "ops.submission");

  private static final Set<String> AUDITED = Set.of("dim", "dwd", "ads");

  private ContractSchema() {}

  static Schema schema(Contract contract, Units units) {
    List<Types.NestedField> fields = new ArrayList<>();
    int id = 1;
    for (Property property : contract.properties()) {
      fields.add(field(id++, property, units));
    }
    return new Schema(fields);
  }

  static PartitionSpec partitioning(Contract contract, Schema schema) {
    PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
    contract.partitioning().forEach(spec::identity);
    return spec.build();
  }

  /** Properties by which engines read and write the table alike. */
  static Map<String, String> properties(Contract contract) {
    Map<String, String> properties = new HashMap<>();
    properties.put("format-version", "2");
    properties.put("comment", comment(contract));
    properties.put("commit.retry.num-retries", "30");
    properties.put("write.metadata.delete-after-commit.enabled", "true");
    properties.put("write.metadata.previous-versions-max", "20");
    properties.put("write.parquet.compression-codec", "zstd");
    properties.put("write.distribution-mode", "none");
    properties.put("flink.max-continuous-empty-commits", String.valueOf(Integer.MAX_VALUE));
    properties.put("mujun.contract-version", contract.version());
    if (BOOK.contains(contract.qualifiedName())) {
      properties.put("commit.manifest.min-count-to-merge", "10");
    }
    if (AUDITED.contains(contract.layer())) {
      properties.put("write.wap.enabled", "true");
    }
    return properties;
  }

  static Type type(PhysicalType type) {
    return switch (type.kind()) {
      case STRING -> Types.StringType.get();
      case BOOLEAN -> Types.BooleanType.get();
      case INT -> Types.IntegerType.get();
      case LONG -> Types.LongType.get();
      case DATE -> Types.DateType.get();
      case TIMESTAMP -> Types.TimestampType.withoutZone();
      case DECIMAL -> Types.DecimalType.of(type.precision(), type.scale());
    };
  }

  /** A column's comment: Chinese name, unit and meaning. */
  static String comment(Property property, Units units) {
    StringBuilder comment = new StringBuilder(property.label());
    if (property.unit() != null) {
      comment.append("（").append(units.unit(property.unit(), property.name()).label()).append("）");
    }
    return property.description().isBlank()
        ? comment.toString()
        : comment.append("：").append(property.description().strip()).toString();
  }

  private static String comment(Contract contract) {
    return contract.description().isBlank()
        ? contract.label()
        : contract.label() + "：" + contract.description().strip();
  }

  private static Types.NestedField field(int id, Property property, Units units) {
    Type type = type(property.type());
    String comment = comment(property, units);
    return property.isRequired()
        ? Types.NestedField.required(id, property.name(), type, comment)
        : Types.NestedField.optional(id, property.name(), type, comment);
  }
}
