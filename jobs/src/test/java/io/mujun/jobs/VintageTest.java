package io.mujun.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.jobs.sql.VintageSql;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

/** The generated views against the same rules, written plainly for lists of records. */
class VintageTest {
  private static final int TRIALS = 150;
  private static final String HEADS = "stated_heads";
  private static final LocalDate FIRST = LocalDate.parse("2024-11-01");
  private static final LocalDate AS_AT = LocalDate.parse("2024-11-05");
  private static final Contracts CONTRACTS =
      Contracts.read(TestWarehouse.DECLARATIONS.resolve("tables"));

  /** One record of the tests: who says what of which key, when. */
  private record Received(
      String scope, String key, String value, String operation, int day, int batch, int position) {}

  /** What is known of a key over an interval, and the batch that first said so. */
  private record Known(String scope, String key, String value, int from, Integer to, int batch) {}

  /** Which statement of a scope holds from a day on; no batch = none. */
  private record Head(String scope, int day, int sequence, Integer batch, String completeness) {}

  @Test
  void aStatementEndsWhatItDoesNotRepeatAndOneThatNeverHeldSaysNothing() {
    Random random = new Random(20241119);
    List<Received> records = new ArrayList<>();
    List<Head> heads = new ArrayList<>();
    for (int trial = 0; trial < TRIALS; trial++) {
      String scope = "T" + trial;
      int batches = 1 + random.nextInt(5);
      for (int batch = 0; batch < batches; batch++) {
        int id = trial * 10 + batch;
        for (String key : List.of("甲", "乙", "丙")) {
          if (random.nextInt(3) > 0) {
            records.add(new Received(scope, key, value(random), "statement", batch, id, batch));
          }
        }
      }
      for (int head = 0; head < random.nextInt(7); head++) {
        heads.add(
            new Head(
                scope,
                random.nextInt(7),
                head,
                random.nextInt(6) == 0 ? null : trial * 10 + random.nextInt(batches),
                random.nextInt(3) == 0 ? "partial" : "whole"));
      }
    }
    Contract contract = CONTRACTS.table("ods.investment_ledger");
    LocalSpark.rows(
            CONTRACTS.table(VintageSql.STATEMENTS).properties(),
            heads.stream().map(head -> head(contract, head)).toList())
        .createOrReplaceTempView(HEADS);
    assertSame(known(contract, records), statements(records, heads));
  }

  @Test
  void anOperationEndsTheOneBeforeOnItsKey() {
    Random random = new Random(20241120);
    List<Received> records = new ArrayList<>();
    for (int trial = 0; trial < TRIALS; trial++) {
      List<Integer> positions = new ArrayList<>(List.of(0, 1, 2, 3, 3, 5, 6, 6));
      Collections.shuffle(positions, random);
      for (int batch = 0; batch < random.nextInt(8); batch++) {
        int day = batch / 2 + random.nextInt(2);
        int position = positions.get(batch);
        String operation = List.of("insert", "update", "delete").get(random.nextInt(3));
        records.add(
            new Received("T" + trial, "K" + trial, value(random), operation, day, batch, position));
      }
    }
    assertSame(known(CONTRACTS.table("ods.investment_statistics"), records), operations(records));
  }

  /** Positions of two sources say nothing of each other: the one heard last is believed. */
  @Test
  void ofTwoSourcesTheOneHeardLastCounts() {
    Contract contract = CONTRACTS.table("ods.investment_statistics");
    List<Map<String, String>> rows = new ArrayList<>();
    rows.add(ofSource(contract, "county_a", new Received("T", "K", "1.00", "update", 1, 1, 9)));
    rows.add(ofSource(contract, "county_b", new Received("T", "K", "2.00", "update", 1, 2, 1)));
    rows.add(ofSource(contract, "county_b", new Received("T", "K", "3.00", "update", 1, 3, 0)));
    LocalSpark.rows(contract.properties(), rows).createOrReplaceTempView("received_twice");
    assertThat(
            LocalSpark.texts(
                LocalSpark.session()
                    .sql(VintageSql.of(contract, "received_twice", HEADS), Map.of("as_at", AS_AT))))
        .extracting(row -> row.get("ytd_investment"))
        .containsExactly("2.00");
  }

  /** Record by record: position, day of reception; and the values known from which day on. */
  @Test
  void aRecordThatComesLateChangesNothing() {
    assertThat(told("1.00 at 5 on 1", "2.00 at 4 on 2")).containsExactly("1.00 1 null");
    assertThat(told("1.00 at 5 on 1", "delete at 4 on 2", "3.00 at 6 on 3"))
        .containsExactly("1.00 1 3", "3.00 3 null");
    assertThat(told("delete at 5 on 1", "2.00 at 4 on 2")).isEmpty();
    assertThat(told("1.00 at 5 on 1", "2.00 at 4 on 2", "3.00 at 4 on 3"))
        .containsExactly("1.00 1 null");
    assertThat(told("1.00 at 5 on 1", "2.00 at 5 on 2")).containsExactly("1.00 1 2", "2.00 2 null");
    assertThat(told("1.00 at 5 on 1", "2.00 at 5 on 1")).containsExactly("2.00 1 null");
    assertThat(told("1.00 at null on 1", "2.00 at null on 2"))
        .containsExactly("1.00 1 2", "2.00 2 null");
    assertThat(told("1.00 at null on 1", "2.00 at null on 1")).containsExactly("2.00 1 null");
    assertThat(told("1.00 at 7 on 6", "2.00 at 4 on 3")).containsExactly("2.00 3 null");
  }

  /** A source that tells only what is older than what it told before is not heard again. */
  @Test
  void aLateRecordDoesNotBringItsSourceBack() {
    assertThat(told("1.00 at 5 on 1 of a", "2.00 at 1 on 2 of b", "3.00 at 4 on 3 of a"))
        .containsExactly("1.00 1 2", "2.00 2 null");
    assertThat(told("1.00 at 5 on 1 of a", "2.00 at 1 on 2 of b", "3.00 at 6 on 3 of a"))
        .containsExactly("1.00 1 2", "2.00 2 3", "3.00 3 null");
    assertThat(told("1.00 at 5 on 1 of a", "2.00 at 1 on 1 of b", "3.00 at 4 on 1 of a"))
        .containsExactly("2.00 1 null");
  }

  private static List<String> told(String... records) {
    Contract contract = CONTRACTS.table("ods.investment_statistics");
    List<Map<String, String>> rows = new ArrayList<>();
    for (String text : records) {
      String[] words = text.split(" ", -1);
      boolean deletes = words[0].equals("delete");
      Map<String, String> row =
          record(
              contract,
              new Received(
                  "T",
                  "K",
                  deletes ? null : words[0],
                  deletes ? "delete" : "update",
                  Integer.parseInt(words[4]) - 1,
                  rows.size(),
                  0));
      row.put("source_position", words[2].equals("null") ? null : words[2]);
      row.put("source_database", words.length > 6 ? words[6] : "a");
      rows.add(row);
    }
    LocalSpark.rows(contract.properties(), rows).createOrReplaceTempView("told");
    return LocalSpark.texts(
            LocalSpark.session()
                .sql(VintageSql.of(contract, "told", HEADS), Map.of("as_at", AS_AT)))
        .stream()
        .map(
            row ->
                "%s %s %s"
                    .formatted(
                        row.get("ytd_investment"),
                        day(row.get("known_from")) + 1,
                        row.get("known_to") == null ? null : day(row.get("known_to")) + 1))
        .sorted()
        .toList();
  }

  private static Map<String, String> ofSource(
      Contract contract, String database, Received received) {
    Map<String, String> row = record(contract, received);
    row.put("source_database", database);
    return row;
  }

  private static String value(Random random) {
    int value = random.nextInt(4);
    return value == 0 ? null : value + ".00";
  }

  private static void assertSame(List<Known> actual, List<Known> expected) {
    Comparator<Known> order = Comparator.comparing(Known::toString);
    assertThat(actual.stream().sorted(order).toList())
        .containsExactlyElementsOf(expected.stream().sorted(order).toList());
  }

  private static List<Known> known(Contract contract, List<Received> records) {
    String view = "received_" + contract.name();
    LocalSpark.rows(
            contract.properties(), records.stream().map(row -> record(contract, row)).toList())
        .createOrReplaceTempView(view);
    String key = contract.statementScope().isEmpty() ? "project_code" : "project_name";
    Dataset<Row> vintages =
        LocalSpark.session().sql(VintageSql.of(contract, view, HEADS), Map.of("as_at", AS_AT));
    Dataset<Row> said =
        LocalSpark.session().sql(VintageSql.said(contract, view, HEADS), Map.of("as_at", AS_AT));
    assertThat(firstSaid(said)).containsExactlyElementsOf(firstSaid(vintages));
    return LocalSpark.texts(vintages).stream()
        .map(
            row ->
                new Known(
                    row.get("zone_code"),
                    row.get(key),
                    row.containsKey("completeness")
                        ? row.get("ytd_investment") + "/" + row.get("completeness")
                        : row.get("ytd_investment"),
                    day(row.get("known_from")),
                    row.get("known_to") == null ? null : day(row.get("known_to")),
                    Integer.parseInt(row.get("batch_id"))))
        .toList();
  }

  /** What of names and amounts is ever said, and since when. */
  private static List<String> firstSaid(Dataset<Row> rows) {
    return LocalSpark.texts(
            rows.groupBy("zone_code", "project_code", "project_name", "ytd_investment")
                .agg(functions.min("known_from")))
        .stream()
        .map(Map::toString)
        .sorted()
        .toList();
  }

  private static int day(String date) {
    return (int) (LocalDate.parse(date).toEpochDay() - FIRST.toEpochDay());
  }

  private static Map<String, String> record(Contract contract, Received record) {
    Map<String, String> row = new HashMap<>();
    row.put("zone_code", record.scope());
    row.put("period", "2024-10-01");
    row.put(contract.statementScope().isEmpty() ? "project_code" : "project_name", record.key());
    row.put("ytd_investment", record.value());
    row.put("batch_id", Integer.toString(record.batch()));
    row.put("system", "测试");
    row.put("operation", record.operation());
    row.put("source_position", Integer.toString(record.position()));
    row.put("received_on", FIRST.plusDays(record.day()).toString());
    row.put("received_at", FIRST.plusDays(record.day()) + " 08:00:" + (10 + record.batch() % 10));
    return row;
  }

  private static Map<String, String> head(Contract contract, Head head) {
    Map<String, String> row = new HashMap<>();
    row.put("table_name", contract.qualifiedName());
    row.put("scope", "zone_code=" + head.scope() + "/period=2024-10-01");
    row.put("received_on", FIRST.plusDays(head.day()).toString());
    row.put("sequence", Integer.toString(head.sequence()));
    row.put("zone_code", head.scope());
    row.put("batch_id", head.batch() == null ? null : Integer.toString(head.batch()));
    row.put("completeness", head.completeness());
    return row;
  }

  private static List<Known> statements(List<Received> records, List<Head> heads) {
    List<Known> known = new ArrayList<>();
    for (String scope : new TreeSet<>(records.stream().map(Received::scope).toList())) {
      TreeMap<Integer, Head> lastOfDay = new TreeMap<>();
      heads.stream()
          .filter(head -> head.scope().equals(scope) && head.day() <= day(AS_AT.toString()))
          .forEach(
              head ->
                  lastOfDay.merge(
                      head.day(),
                      head,
                      (one, next) -> one.sequence() > next.sequence() ? one : next));
      for (String key : List.of("甲", "乙", "丙")) {
        List<Received> turns = new ArrayList<>();
        for (Head head : lastOfDay.values()) {
          turns.add(
              records.stream()
                  .filter(row -> row.scope().equals(scope) && row.key().equals(key))
                  .filter(row -> Objects.equals(row.batch(), head.batch()))
                  .findFirst()
                  .map(row -> said(row, head))
                  .orElse(new Received(scope, key, null, "delete", head.day(), 0, 0)));
        }
        known.addAll(intervals(turns));
      }
    }
    return known;
  }

  /** A record as it is said again by the statement that holds; its completeness is said with it. */
  private static Received said(Received row, Head head) {
    return new Received(
        row.scope(),
        row.key(),
        row.value() + "/" + head.completeness(),
        row.operation(),
        head.day(),
        row.batch(),
        row.position());
  }

  private static List<Known> operations(List<Received> records) {
    List<Known> known = new ArrayList<>();
    for (String scope : new TreeSet<>(records.stream().map(Received::scope).toList())) {
      List<Received> ofScope = upToTheDay(records, scope);
      List<Received> turns = new ArrayList<>();
      for (int day : new TreeSet<>(ofScope.stream().map(Received::day).toList())) {
        ofScope.stream()
            .filter(row -> row.day() <= day)
            .max(
                Comparator.comparing(Received::position)
                    .thenComparing(Received::day)
                    .thenComparing(Received::batch))
            .filter(newest -> newest.day() == day)
            .ifPresent(turns::add);
      }
      known.addAll(intervals(turns));
    }
    return known;
  }

  private static List<Received> upToTheDay(List<Received> records, String scope) {
    return records.stream()
        .filter(row -> row.scope().equals(scope) && row.day() <= day(AS_AT.toString()))
        .toList();
  }

  /** Turns of one key, a day each, in order; a delete says that there is nothing. */
  private static List<Known> intervals(List<Received> turns) {
    List<Known> known = new ArrayList<>();
    Received standing = null;
    for (Received turn : turns) {
      Received next = turn.operation().equals("delete") ? null : turn;
      boolean same =
          standing != null && next != null && Objects.equals(standing.value(), next.value());
      if (!same) {
        if (standing != null) {
          known.add(interval(standing, turn.day()));
        }
        standing = next;
      }
    }
    if (standing != null) {
      known.add(interval(standing, null));
    }
    return known;
  }

  private static Known interval(Received row, Integer to) {
    return new Known(row.scope(), row.key(), row.value(), row.day(), to, row.batch());
  }
}
