package io.mujun.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.mujun.ingestion.change.Change;
import io.mujun.ingestion.change.ChangePosition;
import io.mujun.ingestion.change.ChangeReader;
import io.mujun.ingestion.portal.PageRecords;
import io.mujun.record.IngestRules;
import io.mujun.record.Locator;
import io.mujun.record.RecordReader;
import io.mujun.record.SourceRecord;
import io.mujun.record.value.Cell;
import io.mujun.record.value.DatabaseCells;
import io.mujun.stream.capture.DebeziumReader;
import io.mujun.stream.capture.LogChange;
import io.mujun.stream.table.CapturedTable;
import io.mujun.stream.table.Reception;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.source.Delivery;
import io.mujun.warehouse.source.ExchangeSource;
import io.mujun.warehouse.source.LayoutFiles;
import io.mujun.warehouse.source.LedgerSource;
import io.mujun.warehouse.source.PortalSource;
import io.mujun.warehouse.source.SourceChecks;
import io.mujun.warehouse.source.SourceDefinition;
import io.mujun.warehouse.source.SourceFiles;
import io.mujun.warehouse.source.StreamSource;
import io.mujun.warehouse.validation.Finding;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Schema;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * One field, received by a ledger, an exchange table, a portal and a change stream, becomes one
 * value or one finding, by {@code conformance/cases.yaml}.
 */
class ConformanceTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Path FOLDER = Path.of("src/test/resources/conformance");
  private static final Warehouse WAREHOUSE = new Warehouse(Path.of("../../warehouse"));
  private static final IngestRules RULES =
      new IngestRules(
          Contracts.read(FOLDER.resolve("tables")),
          WAREHOUSE.units(),
          WAREHOUSE.zones(),
          SourceFiles.readAll(FOLDER.resolve("sources")));
  private static final LedgerSource LEDGER =
      new LedgerSource(
          new Delivery("everything", "台账", "140821", "ods.everything", "everything", 15),
          LayoutFiles.readAll(FOLDER.resolve("layouts")).get("everything"));
  private static final Map<String, Object> RIGHT =
      Map.of("record_number", "1", "area_code", "140821", "status", "办理中");

  /** One case of the file; see there. */
  record Case(
      String name,
      String field,
      String text,
      String decimal,
      Integer integer,
      Double number,
      LocalDate date,
      LocalDateTime timestamp,
      OffsetDateTime instant,
      Boolean truth,
      String value,
      String bound,
      String zone,
      String code,
      String shown,
      String message) {

    static Case of(Map<String, Object> keys) {
      return new Case(
          text(keys, "case"),
          text(keys, "field"),
          text(keys, "text"),
          text(keys, "decimal"),
          (Integer) keys.get("integer"),
          (Double) keys.get("double"),
          keys.containsKey("date") ? LocalDate.parse(text(keys, "date")) : null,
          keys.containsKey("timestamp") ? LocalDateTime.parse(text(keys, "timestamp")) : null,
          keys.containsKey("instant") ? OffsetDateTime.parse(text(keys, "instant")) : null,
          (Boolean) keys.get("boolean"),
          text(keys, "value"),
          text(keys, "bound"),
          text(keys, "zone"),
          text(keys, "code"),
          text(keys, "shown"),
          text(keys, "message"));
    }

    private static String text(Map<String, Object> keys, String key) {
      return (String) keys.get(key);
    }
  }

  /** A kind of source: reads a record that is right but for the field of a case. */
  interface Kind {
    SourceRecord read(Case given);
  }

  @TestFactory
  Stream<DynamicTest> oneFieldBecomesTheSameWhateverItComesFrom() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (Map<String, Object> keys :
        new YAMLMapper()
            .readValue(
                Files.readString(FOLDER.resolve("cases.yaml")),
                new TypeReference<List<Map<String, Object>>>() {})) {
      cases.add(Case.of(keys));
    }
    RULES.sources().forEach(source -> SourceChecks.check(source, RULES.contracts(), RULES.units()));
    SourceChecks.check(LEDGER, RULES.contracts(), RULES.units());
    assertThat(cases).hasSizeGreaterThanOrEqualTo(40);
    Map<String, Kind> kinds =
        Map.of(
            "ledger", ConformanceTest::ledger,
            "exchange", ConformanceTest::exchange,
            "portal", ConformanceTest::portal,
            "change stream", ConformanceTest::stream);
    return cases.stream()
        .flatMap(
            given ->
                kinds.entrySet().stream()
                    .filter(kind -> isSaidBy(kind.getKey(), given))
                    .map(
                        kind ->
                            DynamicTest.dynamicTest(
                                given.name() + ": " + kind.getKey(),
                                () -> check(given, kind.getValue().read(given)))));
  }

  /** A ledger's zone is that of its delivery, whatever area a row names. */
  private static boolean isSaidBy(String kind, Case given) {
    return !(kind.equals("ledger") && given.field().equals("area_code"));
  }

  private static void check(Case given, SourceRecord read) {
    if (given.code() == null) {
      assertThat(read.findings()).isEmpty();
    } else {
      assertThat(read.findings()).extracting(Finding::code).containsExactly(given.code());
      Finding finding = read.findings().get(0);
      assertThat(finding.property()).isEqualTo(given.field());
      assertThat(finding.text()).isEqualTo(given.shown());
      if (given.message() != null) {
        assertThat(finding.message()).isEqualTo(given.message());
      }
    }
    if (given.code() == null || given.value() != null) {
      Object value = read.values().get(given.field());
      assertThat(value == null ? null : value.toString()).isEqualTo(given.value());
    }
    assertThat(read.values().get(given.field() + "_bound")).isEqualTo(given.bound());
    if (given.zone() != null) {
      assertThat(read.values()).containsEntry("zone_code", given.zone());
    }
  }

  private static SourceRecord ledger(Case given) {
    Map<String, Cell> cells = new HashMap<>();
    RIGHT.forEach(
        (property, text) -> cells.put(property, new Cell("A2", (String) text, Cell.Kind.TEXT)));
    cells.put(given.field(), ledgerCell(given));
    return new RecordReader(LEDGER, RULES, Map.of(), null)
        .read(
            column -> cells.get(column.property()),
            "statement",
            Locator.ofFile("台账.xlsx", "Sheet1", 2),
            List.of());
  }

  private static Cell ledgerCell(Case given) {
    if (given.text() != null) {
      return new Cell("B2", given.text(), Cell.Kind.TEXT);
    }
    if (given.truth() != null) {
      return new Cell("B2", given.truth() ? "TRUE" : "FALSE", Cell.Kind.TEXT);
    }
    if (given.date() != null) {
      return new Cell("B2", given.date().toString(), Cell.Kind.DATE);
    }
    LocalDateTime time =
        given.instant() != null
            ? given.instant().atZoneSameInstant(Reception.ZONE).toLocalDateTime()
            : given.timestamp();
    if (time != null) {
      return new Cell("B2", time.toString(), Cell.Kind.DATE);
    }
    if (given.decimal() != null) {
      return new Cell("B2", given.decimal(), Cell.Kind.NUMBER);
    }
    if (given.integer() != null) {
      return new Cell("B2", given.integer().toString(), Cell.Kind.NUMBER);
    }
    return given.number() == null
        ? null
        : new Cell("B2", new BigDecimal(given.number()).toPlainString(), Cell.Kind.NUMBER);
  }

  private static SourceRecord exchange(Case given) {
    ExchangeSource source = source(ExchangeSource.class, "everything_exchange");
    Map<String, Object> row = row(source, given, jdbc(given));
    Map<String, Cell> cells = new HashMap<>();
    row.forEach((column, value) -> cells.put(column, DatabaseCells.cell(column, value)));
    LocalDateTime time = LocalDateTime.of(2024, 11, 15, 8, 0);
    return new ChangeReader(source, RULES)
        .read(
            new Change(cells, "1", "", "1", "I", time, "print", () -> null),
            new ChangePosition(time, 1, 1, "print"));
  }

  private static SourceRecord portal(Case given) {
    PortalSource source = source(PortalSource.class, "everything_portal");
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    row(source, given, json(given))
        .forEach((field, value) -> record.set(field, JSON.valueToTree(value)));
    LocalDateTime time = LocalDateTime.of(2024, 11, 15, 8, 0);
    try {
      Change change = new PageRecords(source).of(record, "/data/0", time, () -> "page").get(0);
      return new ChangeReader(source, RULES)
          .read(change, new ChangePosition(time, 1, 1, change.print()));
    } catch (PageRecords.UnfitException unfit) {
      throw new IllegalStateException(unfit);
    }
  }

  /** The value as JSON has it: numbers, truths, and texts for all else. */
  private static Object json(Case given) {
    Object value = jdbc(given);
    if (value instanceof Timestamp time) {
      return time.toLocalDateTime().toString();
    }
    if (value instanceof OffsetDateTime time) {
      return time.atZoneSameInstant(Reception.ZONE).toLocalDateTime().toString();
    }
    return value instanceof Date date ? date.toString() : value;
  }

  /** The value as a JDBC driver gives it. */
  private static Object jdbc(Case given) {
    if (given.decimal() != null) {
      return new BigDecimal(given.decimal());
    }
    if (given.date() != null) {
      return Date.valueOf(given.date());
    }
    if (given.timestamp() != null) {
      return Timestamp.valueOf(given.timestamp());
    }
    return Stream.of(given.text(), given.integer(), given.number(), given.truth(), given.instant())
        .filter(value -> value != null)
        .findFirst()
        .orElse(null);
  }

  private static SourceRecord stream(Case given) {
    StreamSource source = source(StreamSource.class, "everything_stream");
    Map<String, Object> row = row(source, given, debezium(given));
    SchemaBuilder columns = SchemaBuilder.struct().optional();
    source
        .columns()
        .forEach(
            column ->
                columns.field(
                    column.column(),
                    column.property().equals(given.field())
                        ? schema(given)
                        : Schema.OPTIONAL_STRING_SCHEMA));
    Schema rowSchema = columns.build();
    Struct after = new Struct(rowSchema);
    row.forEach(after::put);
    Schema sourceSchema =
        SchemaBuilder.struct()
            .field("schema", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .field("txId", Schema.INT64_SCHEMA)
            .field("lsn", Schema.INT64_SCHEMA)
            .build();
    Schema envelope =
        SchemaBuilder.struct()
            .field("before", rowSchema)
            .field("after", rowSchema)
            .field("source", sourceSchema)
            .field("op", Schema.STRING_SCHEMA)
            .build();
    Struct value =
        new Struct(envelope)
            .put("after", after)
            .put(
                "source",
                new Struct(sourceSchema)
                    .put("schema", "public")
                    .put("table", "sp_qb")
                    .put("txId", 7L)
                    .put("lsn", 100L))
            .put("op", "c");
    List<LogChange> changes = new ArrayList<>();
    new DebeziumReader()
        .deserialize(
            new org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.source.SourceRecord(
                Map.of(), Map.of(), "topic", envelope, value),
            new ListCollector<>(changes));
    LogChange change = changes.get(0);
    return new CapturedTable(source, RULES).read(change.row(), change.operation(), "1");
  }

  /** The value as Debezium gives it, decimals as strings. */
  private static Object debezium(Case given) {
    if (given.decimal() != null) {
      return given.decimal();
    }
    if (given.date() != null) {
      return Math.toIntExact(given.date().toEpochDay());
    }
    if (given.timestamp() != null) {
      return ChronoUnit.MICROS.between(LocalDate.EPOCH.atStartOfDay(), given.timestamp());
    }
    return given.instant() != null ? given.instant().toString() : jdbc(given);
  }

  private static Schema schema(Case given) {
    if (given.date() != null) {
      return SchemaBuilder.int32().name("io.debezium.time.Date").optional().build();
    }
    if (given.timestamp() != null) {
      return SchemaBuilder.int64().name("io.debezium.time.MicroTimestamp").optional().build();
    }
    if (given.instant() != null) {
      return SchemaBuilder.string().name("io.debezium.time.ZonedTimestamp").optional().build();
    }
    if (given.integer() != null) {
      return Schema.OPTIONAL_INT32_SCHEMA;
    }
    if (given.number() != null) {
      return Schema.OPTIONAL_FLOAT64_SCHEMA;
    }
    return given.truth() != null ? Schema.OPTIONAL_BOOLEAN_SCHEMA : Schema.OPTIONAL_STRING_SCHEMA;
  }

  /** Column → value of a record that is right but for one field. */
  private static Map<String, Object> row(SourceDefinition source, Case given, Object value) {
    Map<String, Object> row = new HashMap<>();
    for (SourceDefinition.Column column : source.columns()) {
      row.put(
          column.name(),
          column.property().equals(given.field()) ? value : RIGHT.get(column.property()));
    }
    return row;
  }

  private static <T extends SourceDefinition> T source(Class<T> kind, String name) {
    return RULES.sources().stream()
        .filter(source -> source.source().equals(name))
        .map(kind::cast)
        .findFirst()
        .orElseThrow();
  }
}
