package io.mujun.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractsTest {
  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: mujun.ods.parcel
      version: 1.0.0
      status: active
      schema:
        - name: parcel
          businessName: 宗地
          customProperties:
            - {property: include, value: [provenance]}
            - {property: statementScope, value: [zone_code]}
          properties:
            - name: zone_code
              businessName: 开发区代码
              logicalType: string
              physicalType: string
              required: true
              primaryKey: true
            - name: area
              businessName: 面积
              logicalType: number
              physicalType: decimal(20,6)
              customProperties: [{property: unit, value: SQUARE_METRE}]
      """;
  private static final String PROVENANCE =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: mujun.shared.provenance
      version: 1.0.0
      status: active
      schema:
        - name: provenance
          businessName: 来源
          properties:
            - name: batch_id
              businessName: 批次
              logicalType: string
              physicalType: string
      """;

  @TempDir Path tables;

  @Test
  void appendsSharedColumnsToTheTablesOwn() throws IOException {
    Contract contract = read(CONTRACT);
    assertThat(contract.properties())
        .extracting(Property::name)
        .containsExactly("zone_code", "area", "batch_id");
    assertThat(contract.ownProperties())
        .extracting(Property::name)
        .containsExactly("zone_code", "area");
    assertThat(contract.key()).containsExactly("zone_code");
    assertThat(contract.statementScope()).containsExactly("zone_code");
    assertThat(contract.property("area").orElseThrow().type().sql()).isEqualTo("decimal(20,6)");
  }

  private static final String FACTS =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: mujun.dwd.parcel
      version: 1.0.0
      schema:
        - name: parcel
          businessName: 宗地
          customProperties: [{property: columnsFrom, value: ods.parcel}]
          properties:
            - name: area
              required: true
            - name: zone_code
              primaryKey: false
            - {name: first_seen, businessName: 首见, physicalType: date}
      """;

  @Test
  void takesFromAnotherTableWhatAColumnDoesNotSayItself() throws IOException {
    read(CONTRACT);
    Contract facts = readFacts(FACTS);
    assertThat(facts.ownProperties())
        .extracting(Property::name)
        .as("the columns that it lists, in its own order")
        .containsExactly("area", "zone_code", "first_seen");
    Property area = facts.property("area").orElseThrow();
    assertThat(area.label()).isEqualTo("面积");
    assertThat(area.unit()).isEqualTo("SQUARE_METRE");
    assertThat(area.type().sql()).isEqualTo("decimal(20,6)");
    assertThat(area.isRequired()).as("said by the table itself").isTrue();
    assertThat(facts.property("zone_code").orElseThrow().isRequired()).as("said there").isTrue();
    assertThat(facts.key()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "name: area, name: areas, column 'areas': 'businessName' is missing",
    "ods.parcel, ods.parcels, 'columnsFrom names ''ods.parcels'', which no contract declares'",
    "primaryKey: false, primarykey: false, primarykey",
  })
  void refusesColumnsThatTheOtherTableLacks(String right, String wrong, String fault)
      throws IOException {
    read(CONTRACT);
    assertThat(FACTS).contains(right);
    assertThatThrownBy(() -> readFacts(FACTS.replace(right, wrong)))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("CONTRACT_INVALID"))
        .hasMessageContaining("dwd/parcel/contract.odcs.yaml")
        .hasMessageContaining(fault);
  }

  private Contract readFacts(String yaml) throws IOException {
    Path table = Files.createDirectories(tables.resolve("dwd/parcel"));
    Files.writeString(table.resolve("contract.odcs.yaml"), yaml);
    return Contracts.read(tables).table("dwd.parcel");
  }

  @Test
  void namesTheTablesOfALayerAsTheirContractsDo() throws IOException {
    read(CONTRACT);
    Files.createDirectories(tables.resolve("ods/no_contract"));
    assertThat(Contracts.names(tables, "ods"))
        .containsExactly("ods.parcel")
        .isEqualTo(
            Contracts.read(tables).layer("ods").stream().map(Contract::qualifiedName).toList());
  }

  @Test
  void refusesAMisspeltFieldWithItsPlace() {
    assertThatThrownBy(() -> read(CONTRACT.replace("required: true", "requird: true")))
        .isInstanceOfSatisfying(
            MujunException.class,
            fault -> {
              assertThat(fault.code()).isEqualTo("CONTRACT_INVALID");
              assertThat(fault)
                  .hasMessageContaining("column 'zone_code'")
                  .hasMessageContaining("requird");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "businessName: 宗地, 'businessName: 宗地\\n    bussinessName: 宗地'",
    "apiVersion:, 'apiversion: v3\\napiVersion:'",
    "'    properties:', '    qualty: []\\n    properties:'",
    "'    properties:', '    quality: [{type: sqll, query: select 0}]\\n    properties:'",
    "'    properties:', '    quality: [{type: sql, querry: select 0}]\\n    properties:'",
  })
  void refusesAMisspeltFieldAtEveryLevel(String right, String wrong) {
    String contract = CONTRACT.replace(right, wrong.replace("\\n", "\n"));
    assertThat(contract).isNotEqualTo(CONTRACT);
    assertThatThrownBy(() -> read(contract))
        .isInstanceOfSatisfying(
            MujunException.class, fault -> assertThat(fault.code()).isEqualTo("CONTRACT_INVALID"))
        .hasMessageContaining("ods/parcel/contract.odcs.yaml");
  }

  @Test
  void refusesASliceByWhichFilesAreNotParted() throws IOException {
    String parted = "primaryKey: true\n        partitioned: true";
    String sliced =
        CONTRACT.replace(
            "[provenance]}", "[provenance]}\n      - {property: slice, value: [zone_code, area]}");
    assertThat(read(CONTRACT.replace("primaryKey: true", parted)).partitioning())
        .containsExactly("zone_code");
    assertThatThrownBy(() -> read(sliced.replace("primaryKey: true", parted)))
        .isInstanceOfSatisfying(
            MujunException.class, fault -> assertThat(fault.code()).isEqualTo("CONTRACT_INVALID"))
        .hasMessageContaining("ods.parcel: slice names [area]")
        .hasMessageContaining("it is by [zone_code]");
  }

  @ParameterizedTest
  @CsvSource({
    "'{table: ods.parcel, columns: [zone_code, area]}', ''",
    "'{table: ods.parcels, columns: [area]}', 'refersTo names ''ods.parcels'''",
    "'{table: ods.parcel, columns: [areas]}', 'refersTo names ''areas'''",
    "'{table: ods.parcel}', '''columns'' is missing'",
    "'{columns: [area]}', '''table'' is missing'",
    "'{table: ods.parcel, column: area}', 'column'",
  })
  void refersToRecordsOfADeclaredTable(String reference, String fault) throws IOException {
    String contract =
        CONTRACT.replace(
            "[provenance]}",
            "[provenance]}\n      - {property: refersTo, value: " + reference + "}");
    if (fault.isEmpty()) {
      assertThat(read(contract).refersTo())
          .isEqualTo(new Reference("ods.parcel", List.of("zone_code", "area")));
    } else {
      assertThatThrownBy(() -> read(contract))
          .isInstanceOfSatisfying(
              MujunException.class, e -> assertThat(e.code()).isEqualTo("CONTRACT_INVALID"))
          .hasMessageContaining("parcel")
          .hasMessageContaining(fault);
    }
  }

  @Test
  void refusesAnUnknownType() {
    assertThatThrownBy(() -> read(CONTRACT.replace("decimal(20,6)", "money")))
        .hasMessageContaining("physicalType 'money' is not known");
  }

  @Test
  void refusesBrokenYamlWithItsLine() {
    assertThatThrownBy(() -> read(CONTRACT.replace("kind: DataContract", "kind: [")))
        .hasMessageContaining("line ");
  }

  private Contract read(String yaml) throws IOException {
    Path table = Files.createDirectories(tables.resolve("ods/parcel"));
    Files.writeString(table.resolve("contract.odcs.yaml"), yaml);
    Path shared = Files.createDirectories(tables.resolve("shared"));
    Files.writeString(shared.resolve("provenance.odcs.yaml"), PROVENANCE);
    return Contracts.read(tables).table("ods.parcel");
  }
}
