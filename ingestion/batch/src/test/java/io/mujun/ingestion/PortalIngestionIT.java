package io.mujun.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mujun.ingestion.change.ChangeReading;
import io.mujun.ingestion.portal.Portal;
import io.mujun.record.Problem;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.source.PortalSource;
import io.mujun.warehouse.source.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader of portals against one that listens on a socket, and misbehaves. */
class PortalIngestionIT {
  private static final String TABLE = "ods.agreement";
  private static final LocalDate FIRST = LocalDate.of(2024, 11, 15);
  private static final LocalDate SECOND = LocalDate.of(2024, 11, 22);

  @TempDir Path data;
  private Stage stage;
  private TestPortal county;
  private PortalSource agreements;
  private final List<Duration> pauses = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    stage = Stage.open(data);
    county = new TestPortal();
    agreements = source("");
  }

  @AfterEach
  void close() {
    county.close();
    stage.close();
  }

  @Test
  void recordsOfAllPagesAreTakenOnceAndLeadBackToTheirPage() throws Exception {
    county.list(7);
    Receipt receipt = taken(FIRST);
    assertThat(receipt.accepted()).isEqualTo(7);
    assertThat(receipt.batchId()).isEqualTo("portal-agreement-1");
    assertThat(keys()).containsExactly("A01", "A02", "A03", "A04", "A05", "A06", "A07");
    assertThat(county.requests())
        .as("three pages, asked for twice")
        .extracting(request -> request.parameters().get("pageNum"))
        .containsExactly("1", "2", "3", "1", "2", "3");
    assertThat(county.requests())
        .extracting(request -> request.parameters().get("nonce"))
        .doesNotHaveDuplicates();
    Map<String, Object> row = row("A05");
    assertThat(row)
        .containsEntry("source_database", "county_portal")
        .containsEntry("source_table", "/agreements")
        .containsEntry("source_sheet", "/data/records/1")
        .containsEntry("operation", "update")
        .containsEntry("cd_time", LocalDateTime.of(2024, 11, 5, 10, 0))
        .containsEntry("zone_code", "140729");
    assertThat(TestPortal.json(kept(row)).at(row.get("source_sheet") + "/xybh").asText())
        .as("the kept page has the record at its pointer")
        .isEqualTo("A05");
    assertThat(data.resolve("pages").resolve("agreement")).doesNotExist();
  }

  @Test
  void onlyWhatChangedSinceIsAskedForAndNothingNewWritesNothing() throws Exception {
    county.list(2);
    taken(FIRST);
    Map<String, Integer> before = stage.snapshots();
    long kept = keptFiles();
    assertThat(taken(SECOND).status()).isEqualTo(Receipt.Status.UNCHANGED);
    assertThat(stage.snapshots()).isEqualTo(before);
    assertThat(keptFiles()).as("a page of which nothing is taken is not kept").isEqualTo(kept);
    assertThat(county.requests().get(1).parameters())
        .as("from the last change, less the overlap")
        .containsEntry("gxsjq", "2024-11-02 09:30:00");
    county.record("A01").put("ydtz", 6000).put("gxsj", "2024-11-20 08:00:00");
    county.record("A02").put("zt", "作废").put("gxsj", "2024-11-20 08:01:00");
    assertThat(taken(SECOND).accepted()).isEqualTo(2);
    assertThat(stage.rows(TABLE))
        .extracting(row -> row.get("source_key") + " " + row.get("operation"))
        .containsExactlyInAnyOrder("A01 update", "A02 update", "A01 update", "A02 delete");
  }

  /** What happens at a portal while its pages are read, in ways that numbers of records hide. */
  static Stream<Arguments> meanwhile() {
    return Stream.of(
        Arguments.of(
            "one of page 1 goes and another comes",
            (Meanwhile)
                portal -> {
                  portal.records().remove(0);
                  portal.records().add(portal.agreement("B01", "2024-11-14 10:00:00"));
                }),
        Arguments.of(
            "one of page 1 is changed and goes to the end",
            (Meanwhile)
                portal -> {
                  ObjectNode changed = portal.records().remove(1);
                  portal.records().add(changed.put("ydtz", 1).put("gxsj", "2024-11-14 10:00:00"));
                }),
        Arguments.of(
            "one comes at the beginning",
            (Meanwhile)
                portal -> portal.records().add(0, portal.agreement("B01", "2024-11-14 10:00:00"))),
        Arguments.of("one of page 1 goes", (Meanwhile) portal -> portal.records().remove(0)),
        Arguments.of(
            "one of page 1 is changed in its place",
            (Meanwhile) portal -> portal.record("A01").put("ydtz", 1)));
  }

  /** Something that happens at a portal. */
  interface Meanwhile {
    void happen(TestPortal portal);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("meanwhile")
  void aPageThatChangesMeanwhileLosesAndDoublesNothing(String what, Meanwhile meanwhile)
      throws Exception {
    county.list(7);
    county.beforeEach(
        () -> {
          if (county.requests().size() == 2) {
            meanwhile.happen(county);
          }
        });
    Receipt receipt = taken(FIRST);
    assertThat(receipt.accepted()).as(what).isEqualTo(county.records().size());
    assertThat(keys())
        .as(what)
        .containsExactlyInAnyOrderElementsOf(
            county.records().stream().map(record -> record.path("xybh").asText()).toList());
    for (ObjectNode record : county.records()) {
      assertThat(row(record.path("xybh").asText()).get("agreed_investment").toString())
          .isEqualTo(record.path("ydtz").asText() + "0000.0000");
    }
  }

  @Test
  void aPortalThatNeverStandsStillIsHeldAndSaid() throws Exception {
    county.list(4);
    county.beforeEach(() -> county.record("A01").put("ydtz", county.requests().size()));
    assertHeld(
        "SOURCE_PAGES_DISAGREE",
        "The portal 'county_portal' gives pages that do not fit together (/api/agreements: record"
            + " A01 was another in the pass before; asked for 4 times). Nothing of the pull is in."
            + " Ingest again at a quieter hour; if it stays, ask the provider to sort by a unique"
            + " field.");
    assertThat(county.requests()).hasSize(8);
  }

  @Test
  void aPortalWithoutAFirmOrderIsHeldAndSaid() throws Exception {
    county.list(4);
    county.beforeEach(
        () ->
            county
                .records()
                .set(
                    3,
                    county
                            .requests()
                            .get(county.requests().size() - 1)
                            .parameters()
                            .get("pageNum")
                            .equals("2")
                        ? county.record("A01")
                        : county.agreement("A04", "2024-11-04 10:00:00")));
    assertHeld(
        "SOURCE_PAGES_DISAGREE",
        "record A01 stands on page 1 and again on page 2; asked for 4 times");
  }

  @Test
  void aTotalThatIsWrongIsHeldAndSaid() throws Exception {
    county.misbehave(
        TestPortal.says("{\"code\": 200, \"data\": {\"total\": 2, \"records\": []}}"), 4);
    assertHeld(
        "SOURCE_PAGES_DISAGREE",
        "its pages gave 0 records, and told of 2 in all; asked for 4 times");
  }

  @Test
  void aPortalThatAsksToWaitIsWaitedFor() throws Exception {
    county.list(2);
    county.misbehave(TestPortal.status(429, "Retry-After", "7"), 1);
    county.misbehave(TestPortal.status(429), 1);
    county.misbehave(TestPortal.status(503, "Retry-After", "Fri, 15 Nov 2024 01:00:00 GMT"), 1);
    county.misbehave(TestPortal.says("{\"code\": \"503\", \"message\": \"系统繁忙\"}"), 1);
    assertThat(taken(FIRST).accepted()).isEqualTo(2);
    assertThat(pauses)
        .as("as asked for, then twice as long each time; a time gone by is none")
        .containsExactly(
            Duration.ofSeconds(7), Duration.ofSeconds(2), Duration.ZERO, Duration.ofSeconds(8));
  }

  @Test
  void aPortalThatAsksForMoreThanIsWaitedIsSaid() throws Exception {
    county.misbehave(TestPortal.status(429, "Retry-After", "3600"), 1);
    assertHeld(
        "SOURCE_OVERLOADED",
        "The portal 'county_portal' asks to be left alone for a while (/api/agreements: HTTP status"
            + " 429; it asks to wait for 3600 s). Ingest again later; nothing was lost. If it"
            + " happens each day, ask the provider for a higher limit or another hour.");
    assertThat(county.requests()).hasSize(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void faultsOfThePortalAreTriedAgainAndThenSaid() throws Exception {
    county.list(5);
    county.misbehave(TestPortal.status(500), 1);
    county.misbehave(TestPortal.status(502), 1);
    assertThat(taken(FIRST).accepted()).isEqualTo(5);
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    county.misbehave(TestPortal.status(500), 6);
    assertFault(
        county.portal(),
        "SOURCE_FAILED",
        "The portal 'county_portal' failed (/api/agreements: HTTP status 500; tried 6 times). Ask"
            + " the provider. Nothing half-read is visible; ingest again.");
    assertThat(keys()).hasSize(5);
  }

  @Test
  void aConnectionThatIsCutIsTriedAgainAndThenSaid() throws Exception {
    county.list(5);
    county.misbehave(TestPortal.hangsUp(), 2);
    assertThat(taken(FIRST).accepted()).isEqualTo(5);
    assertThat(keys()).hasSize(5).doesNotHaveDuplicates();
    county.misbehave(TestPortal.hangsUp(), 6);
    assertFault(
        county.portal(),
        "SOURCE_UNREACHABLE",
        "tried 6 times). Check that it is up, and 'url' in connections.yaml, then ingest again;"
            + " nothing was lost.");
    county.close();
    assertFault(county.portal(), "SOURCE_UNREACHABLE", "does not answer (/api/agreements: ");
  }

  @Test
  void aWrongSignatureIsSaidOnceAndShowsNoSecret() throws Exception {
    county.list(2);
    assertFault(
        county.portal("another-key"),
        "SOURCE_SIGNATURE_REFUSED",
        "The portal 'county_portal' does not accept user or signature (/api/agreements: return code"
            + " 401, 签名错误). Correct 'user' and the secret in connections.yaml, the machine's"
            + " clock, or 'signature' of the convention.");
    assertThat(county.requests()).hasSize(1);
    county.misbehave(TestPortal.status(403), 1);
    assertFault(county.portal(), "SOURCE_SIGNATURE_REFUSED", "HTTP status 403");
    assertThat(stage.rows(TABLE)).isEmpty();
  }

  @Test
  void anotherReturnCodeIsSaidWithWhatThePortalSaysOfIt() throws Exception {
    county.misbehave(TestPortal.says("{\"code\": \"5001\", \"message\": \"无此接口权限\"}"), 1);
    assertHeld(
        "SOURCE_REFUSED",
        "The portal 'county_portal' refused the call (/api/agreements: return code 5001,"
            + " 无此接口权限). Ask the provider what the code means, or correct the source file.");
    county.misbehave(TestPortal.says("{\"data\": {}}"), 1);
    assertHeld("SOURCE_REFUSED", "return code nothing, nothing");
    county.misbehave(TestPortal.status(404), 1);
    assertHeld("SOURCE_PATH_MISSING", "HTTP status 404");
  }

  @Test
  void whatIsNoPageIsSaid() throws Exception {
    county.misbehave(TestPortal.says("<html>登录</html>"), 6);
    assertHeld("SOURCE_ANSWER_INVALID", "no JSON in UTF-8: Unexpected character");
    county.misbehave(TestPortal.says("{\"code\": 200, \"data\": {\"total\": 1}}"), 1);
    assertHeld("SOURCE_ANSWER_INVALID", "there is no array at /data/records");
    county.misbehave(TestPortal.says("{\"code\": 200, \"data\": {\"records\": []}}"), 1);
    assertHeld("SOURCE_ANSWER_INVALID", "there is no number of all records at /data/total");
    county.misbehave(TestPortal.says("{\"filler\": \"" + "x".repeat(70_000) + "\"}"), 1);
    assertHeld("SOURCE_ANSWER_TOO_LARGE", "more than 65536 bytes");
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    try (TestPortal elsewhere = new TestPortal()) {
      county.misbehave(TestPortal.status(302, "Location", elsewhere.uri() + "/agreements"), 1);
      assertHeld(
          "SOURCE_REDIRECTED",
          "The portal 'county_portal' sends the call elsewhere (/api/agreements: HTTP status 302)."
              + " Redirects are not followed: what is signed for one place is for no other. Correct"
              + " 'url' in connections.yaml.");
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void aFieldThatIsRenamedOrHoldsNoValueHoldsThePull() throws Exception {
    county.list(2);
    ObjectNode second = county.record("A02");
    second.set("qdrq2", second.remove("qdrq"));
    assertHeld(
        "SOURCE_FIELD_MISSING",
        "The portal 'county_portal' gives records that lack a field (/agreements: page 1,"
            + " /data/records/1 has no qdrq; it has [xybh, xzqdm, xylx, zt, xm, crhtbh, ydtz,"
            + " ydkgrq, zzrq, wyrdrq, wyqx, czfs, czwcrq, gxsj, qdrq2]). Ask the provider, or"
            + " correct the source file; a field that records may lack is 'presence: OPTIONAL'."
            + " Nothing of the pull is in.");
    second.set("qdrq", second.remove("qdrq2"));
    second.putObject("ydtz").put("value", 5000);
    assertHeld("SOURCE_FIELD_UNREADABLE", "page 1, ydtz of /data/records/1 is an object");
    second.put("ydtz", 1).putNull("xybh");
    assertHeld("SOURCE_FIELD_MISSING", "/data/records/1 has no value in its key xybh");
  }

  @Test
  void aFieldThatIsNotKnownIsSaidAndWrongValuesAreRefusedAlone() throws Exception {
    county.list(4);
    county.record("A01").put("fzr", "某人");
    county.record("A02").put("qdrq", "2024.1");
    county.record("A03").put("wyqx", "失信").put("ydtz", "1e400");
    county.record("A04").put("gxsj", "昨天");
    ChangeResult result = ingest(county.portal(), FIRST, ChangeReading.Depth.CHANGES);
    assertThat(result.faults()).isEmpty();
    Receipt receipt = result.receipts().get(0);
    assertThat(receipt.notes()).containsExactly("接口有未登记的字段，没有读：fzr");
    assertThat(receipt.accepted()).isEqualTo(1);
    assertThat(receipt.refusals())
        .extracting(problem -> problem.locator().key() + " " + problem.code())
        .containsExactly(
            "A02 DATE_AMBIGUOUS",
            "A03 NUMBER_EXPECTED",
            "A03 VALUE_NOT_LISTED",
            "A04 CHANGE_TIME_MISSING");
    Problem first = receipt.refusals().get(0);
    assertThat(first.message()).startsWith("记录 A02：");
    assertThat(first.cell()).isEqualTo("qdrq");
    assertThat(first.locator().sheet()).isEqualTo("/data/records/1");
    assertThat(stage.rows("ops.refusal")).hasSize(4);
    assertThat(keys()).containsExactly("A01");
    county.record("A02").put("qdrq", "2024-10-01").put("gxsj", "2024-11-18 10:00:00");
    county.record("A03").putNull("wyqx").put("ydtz", 1).put("gxsj", "2024-11-18 10:00:00");
    county.record("A04").put("gxsj", "2024-11-18 10:00:00");
    assertThat(taken(SECOND).accepted()).as("once mended, each is in").isEqualTo(3);
  }

  /** Other ways in which portals give pages and take signatures. */
  static Stream<String> conventions() {
    String none = "convention: test\nrecords: /data/records\n";
    return Stream.of(
        none
            + "method: POST\npaging: {kind: offset, parameter: start, size_parameter: limit,"
            + " size: 2, total: /data/total}\n",
        none + "paging: {kind: cursor, parameter: after, size: 2, next: /data/next}\n",
        none
            + "paging: {kind: link, size: 2, next: /data/next, total: /data/total}\n"
            + "signature: {place: header, encoding: base64, user: X-App, timestamp: X-Time,"
            + " timestamp_format: yyyyMMddHHmmss, nonce: X-Nonce, sign: X-Sign}\n",
        TestPortal.PAGES.replace("page, parameter", "page, first: 0, parameter"));
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("conventions")
  void otherConventionsAreDeclaredNotProgrammed(String convention) throws Exception {
    try (TestPortal other = new TestPortal(convention)) {
      other.list(7);
      assertThat(ingest(other.portal(), FIRST, ChangeReading.Depth.CHANGES).faults()).isEmpty();
      assertThat(keys()).containsExactly("A01", "A02", "A03", "A04", "A05", "A06", "A07");
    }
  }

  @Test
  void aLinkToAnotherAddressIsNotFollowed() throws Exception {
    String links = "convention: test\nrecords: /data\npaging: {kind: link, next: /next}\n";
    try (TestPortal other = new TestPortal(links);
        TestPortal elsewhere = new TestPortal(links)) {
      other.misbehave(
          TestPortal.says("{\"data\": [], \"next\": \"%s/agreements\"}".formatted(elsewhere.uri())),
          1);
      assertFault(
          other.portal(),
          "SOURCE_REDIRECTED",
          "the link to the next page leads to another address");
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void aPortalWithoutTimesIsReadAsAWholeAndWhatIsGoneIsEnded() throws Exception {
    agreements = source("compare: {limit_percent: 50}\n", "since:", "change:");
    county.list(3);
    assertThat(taken(FIRST).accepted()).isEqualTo(3);
    Map<String, Integer> before = stage.snapshots();
    assertThat(taken(FIRST).status()).isEqualTo(Receipt.Status.UNCHANGED);
    assertThat(stage.snapshots()).as("read as a whole, and written nothing").isEqualTo(before);
    county.record("A01").put("ydtz", 1);
    assertThat(taken(FIRST).accepted()).isEqualTo(1);
    county.record("A01").put("ydtz", 5000);
    assertThat(taken(SECOND).accepted()).as("back to what it was").isEqualTo(1);
    assertThat(taken(SECOND).status()).isEqualTo(Receipt.Status.UNCHANGED);
    county.records().remove(2);
    Receipt receipt = taken(SECOND);
    assertThat(receipt.notes()).contains("比对：1 条记录在来源中已不存在，已终止");
    assertThat(row("A03", "delete")).containsEntry("source_table", "/agreements");
    county.records().clear();
    ChangeResult shrunk = ingest(county.portal(), SECOND, ChangeReading.Depth.CHANGES);
    assertThat(shrunk.faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.code()).isEqualTo("SOURCE_SHRUNK");
              assertThat(fault)
                  .hasMessage(
                      "The portal 'county_portal' does not hold 2 of the 2 records of area 140729 in"
                          + " /agreements any more; without a word of yours no more than 50 % are ended."
                          + " Nothing of it was ended. Ask the provider; if it is right as it is, run:"
                          + " mujun ingest portal --source agreement --end-missing");
            });
  }

  @Test
  void itemsOfAProjectAreRecordsOfTheirOwn() throws Exception {
    agreements =
        (PortalSource)
            SourceFiles.parse(
                """
                source: agreement
                kind: portal
                system: 项目门户
                table: ods.agreement
                portal: county_portal
                convention: test
                path: /projects
                zone_code: "140729"
                items: agreements
                key: [code, agreements/no]
                constants: {kind: investment}
                columns:
                  - {field: agreements/no, property: agreement_number}
                  - {field: name, property: project_name}
                  - {field: agreements/day, property: signed_on}
                """,
                "agreement.yaml");
    county.misbehave(
        TestPortal.says(
            """
            {"code": 200, "data": {"total": 2, "records": [
              {"code": "P1", "name": "示例甲", "agreements": [
                {"no": "1", "day": "2024-01-01"}, {"no": "2", "day": "2024-02-01"}]},
              {"code": "P2", "name": "示例乙", "agreements": null}]}}
            """),
        1);
    assertThat(taken(FIRST).accepted()).isEqualTo(2);
    assertThat(stage.rows(TABLE))
        .extracting(
            row ->
                "%s %s %s"
                    .formatted(
                        row.get("source_key"), row.get("project_name"), row.get("source_sheet")))
        .containsExactlyInAnyOrder(
            "P1|1 示例甲 /data/records/0/agreements/0", "P1|2 示例甲 /data/records/0/agreements/1");
  }

  private Receipt taken(LocalDate day) {
    ChangeResult result = ingest(county.portal(), day, ChangeReading.Depth.CHANGES);
    assertThat(result.faults()).isEmpty();
    assertThat(result.receipts()).hasSize(1);
    assertThat(result.receipts().get(0).refusals()).isEmpty();
    return result.receipts().get(0);
  }

  private ChangeResult ingest(Portal portal, LocalDate day, ChangeReading.Depth depth) {
    pauses.clear();
    return PortalIngestion.ingest(
        agreements,
        portal,
        stage.context(Stage.rules(), day),
        depth,
        IngestProgress.SILENT,
        pauses::add);
  }

  /** Nothing is in, and this is why. */
  private void assertHeld(String code, String text) {
    Map<String, Integer> before = stage.snapshots();
    assertFault(county.portal(), code, text);
    assertThat(stage.snapshots()).isEqualTo(before);
    assertThat(data.resolve("pages").resolve("agreement")).doesNotExist();
  }

  private void assertFault(Portal portal, String code, String text) {
    ChangeResult result = ingest(portal, FIRST, ChangeReading.Depth.CHANGES);
    assertThat(result.receipts()).isEmpty();
    assertThat(result.faults())
        .singleElement()
        .satisfies(
            (MujunException fault) -> {
              assertThat(fault.code()).as(fault.getMessage()).isEqualTo(code);
              assertThat(fault)
                  .hasMessageContaining(text)
                  .hasMessageNotContaining(TestPortal.SECRET)
                  .hasMessageNotContaining("another-key")
                  .hasMessageNotContaining("sign=");
            });
  }

  private List<String> keys() {
    return stage.rows(TABLE).stream().map(row -> (String) row.get("source_key")).sorted().toList();
  }

  private Map<String, Object> row(String key) {
    return row(key, "update");
  }

  private Map<String, Object> row(String key, String operation) {
    return stage.rows(TABLE).stream()
        .filter(row -> key.equals(row.get("source_key")) && operation.equals(row.get("operation")))
        .findFirst()
        .orElseThrow();
  }

  /** The page that a record stood on, as it was received. */
  private byte[] kept(Map<String, Object> row) throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("received"))) {
      Path page =
          files
              .filter(file -> file.getFileName().toString().equals(row.get("source_file")))
              .findFirst()
              .orElseThrow();
      return Files.readAllBytes(page);
    }
  }

  private long keptFiles() throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("received"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  /** The sample's source, with further lines, and without those that begin so. */
  private static PortalSource source(String lines, String... without) throws IOException {
    String text = Files.readString(Stage.INGESTION.resolve("sources").resolve("agreement.yaml"));
    for (String beginning : without) {
      text = text.replaceAll("(?m)^" + beginning + ".*\n", "");
    }
    return (PortalSource) SourceFiles.parse(lines + text, "agreement.yaml");
  }
}
