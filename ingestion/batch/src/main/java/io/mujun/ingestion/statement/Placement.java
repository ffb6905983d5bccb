package io.mujun.ingestion.statement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Decides which statements of a handover hold. Of one scope the one of the latest period does; two
 * of one period contradict each other, unless the handover gives their order, or just one of them
 * says that it is a correction. A statement of an older period than the one that holds is held
 * back, and so is one with a refused record.
 */
public final class Placement {
  private final StatementBook book;
  private final Order order;
  private final Map<Statement, Verdict> verdicts = new LinkedHashMap<>();

  /** What gives the order of two statements of one scope and period. */
  public enum Order {
    /** Nothing but a correction's own words; without, neither holds. */
    BY_PERIOD,
    /** The handover: the later one holds. */
    AS_GIVEN
  }

  private Placement(StatementBook book, Order order) {
    this.book = book;
    this.order = order;
  }

  /**
   * Decides.
   *
   * @param handover the statements as they were given
   * @return a verdict for each, those that hold in the order in which they supersede one another
   */
  public static Map<Statement, Verdict> of(
      List<Statement> handover, Order order, StatementBook book) {
    Placement placement = new Placement(book, order);
    List<Statement> sorted = new ArrayList<>(handover);
    Comparator<Statement> byPeriod =
        Comparator.comparing(
            Statement::period, Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()));
    sorted.sort(order == Order.BY_PERIOD ? byPeriod.thenComparing(Statement::revision) : byPeriod);
    sorted.forEach(statement -> placement.place(statement, sorted));
    return placement.verdicts;
  }

  private void place(Statement statement, List<Statement> handover) {
    verdicts.put(statement, verdict(statement, handover));
  }

  private Verdict verdict(Statement statement, List<Statement> handover) {
    if (statement.isInForce()) {
      return Verdict.known(Verdict.SAME.formatted(statement.batchId()));
    }
    if (statement.completeness() == Completeness.PARTIAL) {
      return Verdict.held(
          "STATEMENT_PARTIAL", "有记录被拒绝，整份退回，原来有效的报表不变。请改正后重新报送整份；确需部分采用的，由市级按批次号放行");
    }
    List<Statement> rivals = rivals(statement, handover);
    if (order == Order.BY_PERIOD && !rivals.isEmpty() && !isOrdered(statement, rivals)) {
      return Verdict.held(
          "STATEMENT_TWICE",
          "与“%s”是同一范围、同一统计期的报表，分不清以哪份为准，都不生效。请只报一份，或按先后注明顺序"
              .formatted(
                  rivals.stream()
                      .map(Statement::file)
                      .collect(Collectors.toCollection(TreeSet::new))
                      .stream()
                      .collect(Collectors.joining("”“"))));
    }
    int place = handover.indexOf(statement);
    if (rivals.stream().anyMatch(rival -> rival.isInForce() && handover.indexOf(rival) > place)) {
      String follows = order == Order.AS_GIVEN ? "后面的" : "更正的";
      String said = "同一次报送中%s“%s”已经有效".formatted(follows, rivals.get(0).file());
      return statement.prior() == null
          ? Verdict.held("STATEMENT_CORRECTED", said + "，这一份没有生效，退回")
          : Verdict.known(said);
    }
    return older(statement).or(() -> denied(statement)).orElseGet(Verdict::inForce);
  }

  /**
   * A statement of none does not by itself take away records that it would have to list again: none
   * may well mean none besides them.
   */
  private Optional<Verdict> denied(Statement statement) {
    return statement.completeness() == Completeness.EMPTY
        ? statement.denied().stream()
            .sorted()
            .map(scope -> withRecords(statement.table(), scope))
            .flatMap(Optional::stream)
            .findFirst()
            .map(
                batch ->
                    Verdict.held(
                        "NONE_AFTER_RECORDS",
                        "写明没有记录，但这张台账应照样列出以前报过的记录，以前有效的一份（批次 %s）有记录，退回。本月没有新增的，请照样列出以前的全部记录；确实没有的，由市级按批次号放行"
                            .formatted(batch)))
        : Optional.empty();
  }

  /** The batch that holds for a scope, of this handover or before, where it has records. */
  private Optional<String> withRecords(String table, String scope) {
    Optional<Statement> placed =
        verdicts.entrySet().stream()
            .filter(verdict -> verdict.getValue().outcome() == Verdict.Outcome.IN_FORCE)
            .map(Map.Entry::getKey)
            .filter(other -> other.table().equals(table) && other.scopes().contains(scope))
            .reduce((earlier, later) -> later);
    return placed.isPresent()
        ? placed.filter(other -> other.completeness() != Completeness.EMPTY).map(Statement::batchId)
        : book.inForce(table, scope)
            .filter(head -> !Completeness.EMPTY.code().equals(head.completeness()))
            .map(Head::batchId);
  }

  /** Of just two, the one that says that it is a correction follows the other. */
  private static boolean isOrdered(Statement statement, List<Statement> rivals) {
    return rivals.size() == 1 && rivals.get(0).revision() != statement.revision();
  }

  private List<Statement> rivals(Statement statement, List<Statement> handover) {
    return handover.stream()
        .filter(other -> !other.equals(statement))
        .filter(other -> other.isInForce() || other.completeness() != Completeness.PARTIAL)
        .filter(other -> other.table().equals(statement.table()))
        .filter(other -> other.scopes().stream().anyMatch(statement.scopes()::contains))
        .filter(other -> Objects.equals(other.period(), statement.period()))
        .toList();
  }

  private Optional<Verdict> older(Statement statement) {
    return statement.scopes().stream()
        .flatMap(scope -> book.inForce(statement.table(), scope).stream())
        .filter(statement::isOlderThan)
        .findFirst()
        .map(
            standing ->
                statement.prior() != null && statement.prior().state() == State.SUPERSEDED
                    ? Verdict.known("这份文件以前收过，已被统计期 %s 的报表取代".formatted(standing.period()))
                    : Verdict.held(
                        "STATEMENT_OLDER",
                        "统计期 %s 早于现行有效报表的统计期 %s（批次 %s），退回。确要以它为准的，由市级按批次号放行"
                            .formatted(statement.period(), standing.period(), standing.batchId())));
  }
}
