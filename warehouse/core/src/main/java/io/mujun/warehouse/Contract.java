package io.mujun.warehouse;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One table as its ODCS contract declares it, with the shared columns it includes.
 *
 * @param layer Iceberg namespace: ods, dim, dwd, ads or ops
 * @param name table name within the layer
 * @param version semantic version of the contract
 * @param label Chinese name
 * @param description purpose and scope, in Chinese
 * @param grain what one row is, in Chinese
 * @param properties columns in order: the table's own, then the shared ones
 * @param includes names of the shared contracts whose columns were appended
 * @param slice columns by which a model is recomputed and replaced
 * @param statementScope for ledgers: the columns of the scope that a newer statement supersedes;
 *     empty where each record is an operation on its key
 * @param carried how long the statements of later periods go on listing what one has listed
 * @param refersTo records of which other table these belong to, or null
 * @param codes file under {@code warehouse/codes} that the table is loaded from, or null
 * @param rules checks on the whole table
 */
public record Contract(
    String layer,
    String name,
    String version,
    String label,
    String description,
    String grain,
    List<Property> properties,
    List<String> includes,
    List<String> slice,
    List<String> statementScope,
    Carried carried,
    Reference refersTo,
    String codes,
    List<Rule> rules) {

  private static final Set<String> COMPUTED = Set.of("dim", "dwd", "ads");

  /** Tables of these layers whose rows a publication appends and nothing computes again. */
  private static final Set<String> APPENDED =
      Set.of(Contracts.PUBLICATION, Contracts.METRIC_VERSION);

  /** How long later statements list what one has listed. */
  public enum Carried {
    /** Each period stands by itself. */
    NOT,
    /** To the end of the year: the months of a year list its projects again and again. */
    WITHIN_YEAR
  }

  /** {@code layer.name}, as SQL names the table. */
  public String qualifiedName() {
    return layer + "." + name;
  }

  /** Whether the table's rows are computed from others, so that it can be written anew. */
  public boolean isComputed() {
    return COMPUTED.contains(layer) && !APPENDED.contains(qualifiedName());
  }

  /** Primary key columns in their order. */
  public List<String> key() {
    return properties.stream()
        .filter(Property::isKey)
        .sorted(Comparator.comparingInt(Property::keyPosition))
        .map(Property::name)
        .toList();
  }

  /** Partition columns in their order. */
  public List<String> partitioning() {
    return properties.stream()
        .filter(property -> property.partitionPosition() > 0)
        .sorted(Comparator.comparingInt(Property::partitionPosition))
        .map(Property::name)
        .toList();
  }

  /** Columns that the table itself declares, without the shared ones. */
  public List<Property> ownProperties() {
    return properties.stream()
        .filter(property -> property.origin().equals(qualifiedName()))
        .toList();
  }

  public Optional<Property> property(String column) {
    return properties.stream().filter(property -> property.name().equals(column)).findFirst();
  }

  public Map<String, Property> propertiesByName() {
    return properties.stream().collect(Collectors.toMap(Property::name, Function.identity()));
  }
}
