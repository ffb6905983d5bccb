package io.mujun.warehouse.source;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;

/**
 * What a county system hands over: which records it holds, for which ods table, and which of its
 * columns becomes which property of the contract. Databases and portals are declared in {@code
 * ingestion/sources}, ledgers by a line of {@code ingestion/deliveries.csv} and a layout.
 *
 * <p>The form of the files is told in {@code docs/sources.md}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ExchangeSource.class, name = "exchange"),
  @JsonSubTypes.Type(value = PortalSource.class, name = "portal"),
  @JsonSubTypes.Type(value = StreamSource.class, name = "change_stream")
})
public sealed interface SourceDefinition permits LedgerSource, ChangeSource, StreamSource {

  /** Slug of the source; unless of a ledger equal to the name of its file without {@code .yaml}. */
  String source();

  /** Name of the county system, for people. */
  String system();

  /** The ods table that the records go to, such as {@code ods.investment_ledger}. */
  String table();

  /** GB/T 2260 code of the zone's county; null when each record names its area. */
  String zoneCode();

  /** Property → value that every record of this source has; never null. */
  Map<String, String> constants();

  /** The columns that are read, in the order of the file. */
  List<? extends Column> columns();

  /** What the columns of all kinds have in common. */
  sealed interface Column permits LedgerColumn, DatabaseColumn, PortalField {

    /** The column as the county calls it: header path, column or field. */
    String name();

    /** Property of the contract. */
    String property();

    /** Unit of the numbers as a code of {@code codes/unit.csv}; null for text, dates and counts. */
    String unit();

    /** Received text → value of the contract; empty when the text is taken as it stands. */
    Map<String, String> values();
  }

  /** Whether a column has to be there. */
  enum Presence {
    REQUIRED,
    OPTIONAL
  }
}
