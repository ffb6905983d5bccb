package io.mujun.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.ingestion.statement.Placement;
import io.mujun.ingestion.statement.State;
import io.mujun.ingestion.statement.StatementActions;
import io.mujun.ingestion.statement.StatementBook;
import io.mujun.record.IngestRules;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.source.Delivery;
import io.mujun.warehouse.source.Layout;
import io.mujun.warehouse.source.LayoutFiles;
import io.mujun.warehouse.source.LedgerSource;
import io.mujun.warehouse.source.SourceDefinition;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random sequences of statements, each of a scope of its own: new ones and ones said before, with
 * faulty cells, two at once, of older periods, withdrawn and released. What holds is what a plain
 * model of lists says, always one statement as a whole; told again, the same holds.
 */
class StatementSequencesIT {
  private static final long SEED = 20241124;
  private static final int SEQUENCES = 1_000;
  private static final int STEPS = 6;
  private static final int DECISIONS = 25;
  private static final LocalDate FIRST = LocalDate.parse("2024-11-01");
  private static final YearMonth FIRST_PERIOD = YearMonth.of(2008, 1);
  private static final Map<String, String> ZONES =
      new TreeMap<>(
          Map.of("140821", "临猗", "140521", "沁水", "140729", "灵石", "140524", "陵川", "140406", "潞城"));
  private static final String INVESTMENT =
      """
      layout: investment
      table: ods.investment_ledger
      period: {row: 1}
      header_rows: [2]
      columns:
        - {headers: [项目名称], property: project_name}
        - {headers: [本年累计], property: ytd_investment, unit: CNY_10K}
      """;
  private static final String LAND =
      """
      layout: land
      table: ods.land_ledger
      period: {row: 1}
      header_rows: [2]
      columns:
        - {headers: [合同编号], property: contract_number}
        - {headers: [用途], property: land_use, values: {工业: industrial}}
        - {headers: [面积], property: area, unit: MU}
        - {headers: [标准地], property: standard_land, values: {是: "true"}}
        - {headers: [签约日期], property: contract_date}
      """;

  @TempDir Path folder;

  /** What a file says. */
  private record Content(YearMonth period, int variant, String fault) {
    boolean isFaulty() {
      return !fault.isEmpty();
    }

    /** The figures of its rows that can be taken. */
    List<Integer> figures() {
      List<Integer> figures = new ArrayList<>(List.of(100 * variant, 100 * variant + 1));
      if (!isFaulty()) {
        figures.add(100 * variant + 2);
      }
      return figures;
    }
  }

  /** One that was handed over, as the model knows it. */
  private static final class Said {
    private final Content content;

    /** Its place in its handover, which its file is called by. */
    private final int place;

    private String batch;
    private State state = State.RECEIVED;

    /** Who else was to blame that it was held; empty where nobody was. */
    private List<Object> blamed = List.of();

    Said(Content content, int place) {
      this.content = content;
      this.place = place;
    }
  }

  /** One scope and all that is said of it. */
  private static final class Sequence {
    private final String table;
    private final String zone;
    private final YearMonth period;
    private final Random random;
    private final List<Said> said = new ArrayList<>();
    private final List<Said> held = new ArrayList<>();

    Sequence(String table, String zone, YearMonth period, long seed) {
      this.table = table;
      this.zone = zone;
      this.period = period;
      this.random = new Random(seed);
    }

    String scope() {
      return period == null
          ? "zone_code=" + zone
          : "zone_code=" + zone + "/period=" + period.atDay(1);
    }

    List<Content> next() {
      List<Content> contents = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        Content content =
            new Content(
                period == null ? YearMonth.of(2024, 1 + random.nextInt(4)) : period,
                1 + random.nextInt(3),
                random.nextInt(4) == 0 ? "待核" : "");
        if (!contents.contains(content)) {
          contents.add(content);
        }
      }
      return contents;
    }

    private Said last(Content content) {
      Said last = null;
      for (Said before : said) {
        last = before.content.equals(content) ? before : last;
      }
      return last;
    }

    private Said inForce() {
      return held.isEmpty() ? null : held.get(held.size() - 1);
    }

    /** The model: which of these become something new, and what. */
    List<Said> hand(List<Content> contents) {
      List<Content> heard = new ArrayList<>();
      for (Content content : contents) {
        Said prior = last(content);
        if (prior == null || prior.state != State.HELD || !content.isFaulty()) {
          heard.add(content);
        }
      }
      List<Said> fresh = new ArrayList<>();
      List<Said> holding = new ArrayList<>();
      Said standing = inForce();
      for (Content content : heard) {
        Said prior = last(content);
        if (prior != null && prior.state == State.IN_FORCE) {
          continue;
        }
        List<Object> rivals =
            heard.stream()
                .filter(other -> !other.equals(content) && other.period().equals(content.period()))
                .filter(other -> !other.isFaulty() || isInForce(other))
                .map(
                    other ->
                        (Object) (isInForce(other) ? last(other).place : contents.indexOf(other)))
                .toList();
        boolean rival = !rivals.isEmpty();
        boolean older = standing != null && content.period().isBefore(standing.content.period());
        List<Object> blamed = rival ? rivals : older ? List.of(standing) : List.of();
        if (prior != null && prior.state == State.HELD && prior.blamed.equals(blamed)) {
          continue;
        }
        if (!content.isFaulty()
            && !rival
            && older
            && prior != null
            && prior.state == State.SUPERSEDED) {
          continue;
        }
        Said next = new Said(content, contents.indexOf(content));
        next.blamed = blamed;
        next.state = content.isFaulty() || rival || older ? State.HELD : State.IN_FORCE;
        fresh.add(next);
        if (next.state == State.IN_FORCE) {
          holding.add(next);
        }
      }
      said.addAll(fresh);
      holding.sort(Comparator.comparing(next -> next.content.period()));
      holding.forEach(this::hold);
      return fresh;
    }

    private boolean isInForce(Content content) {
      Said prior = last(content);
      return prior != null && prior.state == State.IN_FORCE;
    }

    private void hold(Said next) {
      Said before = inForce();
      if (before != null) {
        before.state = State.SUPERSEDED;
      }
      next.state = State.IN_FORCE;
      held.add(next);
    }

    void withdraw(Said which) {
      boolean held = which.state == State.IN_FORCE;
      which.state = State.WITHDRAWN;
      if (held) {
        Said before = null;
        for (Said one : this.held) {
          before = one == null || one.state == State.WITHDRAWN ? before : one;
        }
        this.held.add(before);
        if (before != null) {
          before.state = State.IN_FORCE;
        }
      }
    }
  }

  @Test
  void whatHoldsIsAlwaysOneStatementAsAWhole() throws Exception {
    System.out.printf("StatementSequencesIT: seed %d, %d sequences%n", SEED, SEQUENCES);
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      Future<Map<String, String>> once = both.submit(() -> run("once"));
      Future<Map<String, String>> again = both.submit(() -> run("again"));
      assertThat(again.get()).as("the same sequences replayed").isEqualTo(once.get());
    } finally {
      both.shutdownNow();
    }
  }

  /** Scope → the batch that holds and its figures. */
  private Map<String, String> run(String name) throws Exception {
    Path data = Files.createDirectory(folder.resolve(name));
    List<Sequence> sequences = sequences();
    try (Stage stage = Stage.open(data)) {
      IngestRules rules = rules();
      for (int step = 0; step < STEPS; step++) {
        LocalDate day = FIRST.plusDays(step);
        hand(sequences, stage, rules, day, Files.createDirectory(data.resolve("in" + step)));
        decide(sequences, stage, day, new Random(SEED + step));
      }
      Map<String, String> states = new HashMap<>();
      StatementBook.of(stage.catalog())
          .submissions()
          .forEach(
              found ->
                  states.put(
                      found.batchId(),
                      found.states().get(found.states().size() - 1).state().code()));
      Map<String, String> holding = holding(stage);
      int statements = 0;
      for (Sequence sequence : sequences) {
        for (Said said : sequence.said) {
          assertThat(states.get(said.batch))
              .as("%s %s", sequence.scope(), said.content)
              .isEqualTo(said.state.code());
        }
        statements += sequence.said.size();
        Said head = sequence.inForce();
        assertThat(holding.get(sequence.table + " " + sequence.scope()))
            .as("what holds for %s %s", sequence.table, sequence.scope())
            .isEqualTo(head == null ? null : head.batch + " " + head.content.figures());
      }
      assertThat(statements).isGreaterThan(2 * SEQUENCES);
      return holding;
    }
  }

  private static List<Sequence> sequences() {
    List<Sequence> sequences = new ArrayList<>();
    for (String zone : ZONES.keySet()) {
      sequences.add(new Sequence("ods.land_ledger", zone, null, SEED + sequences.size()));
    }
    for (int month = 0; sequences.size() < SEQUENCES; month++) {
      for (String zone : ZONES.keySet()) {
        sequences.add(
            new Sequence(
                "ods.investment_ledger",
                zone,
                FIRST_PERIOD.plusMonths(month),
                SEED + sequences.size()));
      }
    }
    return sequences;
  }

  private static void hand(
      List<Sequence> sequences, Stage stage, IngestRules rules, LocalDate day, Path in)
      throws IOException {
    Map<String, List<Said>> waiting = new HashMap<>();
    for (int i = 0; i < sequences.size(); i++) {
      Sequence sequence = sequences.get(i);
      List<Content> contents = sequence.next();
      for (int file = 0; file < contents.size(); file++) {
        Files.writeString(
            in.resolve("%04d-%d.csv".formatted(i, file)), text(sequence, contents.get(file)));
      }
      for (Said fresh : sequence.hand(contents)) {
        int file = contents.indexOf(fresh.content);
        waiting
            .computeIfAbsent("%04d-%d.csv".formatted(i, file), any -> new ArrayList<>())
            .add(fresh);
      }
    }
    List<Receipt> receipts =
        LedgerIngestion.ingest(
            List.of(in),
            stage.context(rules, day),
            Placement.Order.BY_PERIOD,
            IngestProgress.SILENT);
    for (Receipt receipt : receipts) {
      List<Said> fresh = waiting.getOrDefault(receipt.file(), List.of());
      assertThat(receipt.status() == Receipt.Status.KNOWN)
          .as("%s %s: %s", day, receipt.file(), receipt)
          .isEqualTo(fresh.isEmpty());
      fresh.forEach(said -> said.batch = receipt.batchId());
    }
  }

  private static void decide(List<Sequence> sequences, Stage stage, LocalDate day, Random random) {
    StatementActions actions = new StatementActions(stage.catalog(), day, day.atTime(10, 0));
    for (int i = 0; i < DECISIONS; i++) {
      Sequence sequence = sequences.get(random.nextInt(i % 5 == 0 ? 5 : sequences.size()));
      if (sequence.said.isEmpty()) {
        continue;
      }
      Said which = sequence.said.get(random.nextInt(sequence.said.size()));
      if (which.state == State.HELD && random.nextBoolean()) {
        actions.release(which.batch, "放行");
        sequence.hold(which);
      } else if (which.state != State.WITHDRAWN) {
        actions.withdraw(which.batch, "撤回");
        sequence.withdraw(which);
      }
    }
  }

  private static String text(Sequence sequence, Content content) {
    String zone = ZONES.get(sequence.zone);
    StringBuilder text = new StringBuilder();
    boolean land = sequence.period == null;
    text.append(
        "%s示范区%d年%d月%s台账\n"
            .formatted(
                zone,
                content.period().getYear(),
                content.period().getMonthValue(),
                land ? "土地" : "投资"));
    text.append(land ? "合同编号,用途,面积,标准地,签约日期\n" : "项目名称,本年累计\n");
    for (int row = 0; row < 3; row++) {
      String figure =
          row == 2 && content.isFaulty()
              ? content.fault()
              : Integer.toString(100 * content.variant() + row);
      text.append(
          land
              ? "H%d,工业,%s,是,2023-04-05\n".formatted(row, figure)
              : "项目%d,%s\n".formatted(row, figure));
    }
    return text.toString();
  }

  /** Table and scope → the batch that the book says to hold, and the figures of its records. */
  private static Map<String, String> holding(Stage stage) {
    Map<String, Map<String, Object>> heads = new TreeMap<>();
    for (Map<String, Object> row : stage.rows("ods.statement")) {
      heads.merge(
          row.get("table_name") + " " + row.get("scope"),
          row,
          (one, other) -> order(one).compareTo(order(other)) > 0 ? one : other);
    }
    Map<String, Set<Integer>> figures = new HashMap<>();
    figures(stage, "ods.investment_ledger", "ytd_investment", BigDecimal.valueOf(10_000), figures);
    figures(stage, "ods.land_ledger", "area", null, figures);
    Map<String, String> holding = new TreeMap<>();
    heads.forEach(
        (scope, head) -> {
          if (head.get("batch_id") != null) {
            holding.put(
                scope, head.get("batch_id") + " " + List.copyOf(figures.get(head.get("batch_id"))));
          }
        });
    return holding;
  }

  private static String order(Map<String, Object> head) {
    return head.get("received_on") + " %020d".formatted((Long) head.get("sequence"));
  }

  /**
   * @param unit base units of one; null for mu, of which three are 2000 m²
   */
  private static void figures(
      Stage stage,
      String table,
      String column,
      BigDecimal unit,
      Map<String, Set<Integer>> figures) {
    for (Map<String, Object> row : stage.rows(table)) {
      BigDecimal value = (BigDecimal) row.get(column);
      int figure =
          unit == null
              ? (int) Math.round(value.doubleValue() * 3 / 2000)
              : value.divideToIntegralValue(unit).intValueExact();
      figures.computeIfAbsent((String) row.get("batch_id"), any -> new TreeSet<>()).add(figure);
    }
  }

  private static IngestRules rules() {
    Warehouse warehouse = Stage.warehouse();
    List<SourceDefinition> sources = new ArrayList<>();
    for (String text : List.of(INVESTMENT, LAND)) {
      Layout layout = LayoutFiles.parse(text, "test.yaml");
      ZONES.forEach(
          (code, name) ->
              sources.add(
                  new LedgerSource(
                      new Delivery(
                          "z" + code, name + "台账", code, layout.table(), layout.layout(), 15),
                      layout)));
    }
    return new IngestRules(warehouse.contracts(), warehouse.units(), warehouse.zones(), sources);
  }
}
