package io.mujun.jobs;

import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Property;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The query that turns the records of an ods table into what was known, and when: business columns,
 * {@code known_from}, {@code known_to}, and the provenance of the record that first said so.
 *
 * <p>A ledger's record is part of a statement, a whole of its scope: the next statement of the
 * scope ends what it does not repeat. Any other record is an operation on its key. Of one day only
 * the last statement, or the last operation on a key, counts. What is said again unchanged is one
 * row. Records received after {@code :as_at} are not known yet.
 */
final class VintageSql {

  /**
   * The last operation of a day: of several sources that of the one heard last, for positions of
   * two sources say nothing of each other; within a source that of the highest position, as text.
   */
  private static final String LAST_FIRST =
      "heard_at desc, source_database desc, source_table desc, source_position desc,"
          + " received_at desc, batch_id desc, source_row desc";

  private final Contract contract;
  private final String source;

  private VintageSql(Contract contract, String source) {
    this.contract = contract;
    this.source = source;
  }

  /** Name of the view that models read. */
  static String view(Contract contract) {
    return "vintage_" + contract.name();
  }

  /**
   * The query.
   *
   * @param source the table or view that holds the records
   */
  static String of(Contract contract, String source) {
    VintageSql sql = new VintageSql(contract, source);
    return contract.statementScope().isEmpty() ? sql.operations() : sql.statements();
  }

  private String statements() {
    String scope = list(contract.statementScope());
    Set<String> chain = new LinkedHashSet<>(contract.statementScope());
    chain.addAll(contract.key());
    return """
        with received as (
          select
            *,
            max(struct(received_at, batch_id)) over (
              partition by %1$s, received_on
            ).batch_id as last_of_the_day,
            min(received_on) over (
              partition by %1$s order by received_on
              range between interval 1 day following and unbounded following
            ) as superseded_on,
            dense_rank() over (partition by %1$s order by received_on) as turn
          from %2$s
          where received_on <= :as_at
        ),
        stated as (
          select
            *,
            true as present,
            row_number() over (
              partition by %3$s, turn order by source_sheet, source_row, source_text
            ) as repetition
          from received
          where batch_id = last_of_the_day
        ),
        """
            .formatted(scope, source, list(chain))
        + coalesced("stated", list(chain) + ", repetition");
  }

  private String operations() {
    return """
        with heard as (
          select
            *,
            max(received_at) over (
              partition by %1$s, received_on, source_database, source_table
            ) as heard_at
          from %3$s
          where received_on <= :as_at
        ),
        received as (
          select
            *,
            row_number() over (
              partition by %1$s, received_on order by %2$s
            ) as before_the_last
          from heard
        ),
        operated as (
          select
            *,
            operation <> 'delete' as present,
            lead(received_on) over (partition by %1$s order by received_on) as superseded_on,
            row_number() over (partition by %1$s order by received_on) as turn
          from received
          where before_the_last = 1
        ),
        """
            .formatted(keys(), LAST_FIRST, source)
        + coalesced("operated", keys());
  }

  /** Joins neighbouring turns of a chain that say the same; the first one's provenance stays. */
  private String coalesced(String states, String chain) {
    String business = business().stream().collect(Collectors.joining(", ", "struct(", ")"));
    return """
        compared as (
          select
            *,
            present
            and coalesce(
              lag(turn) over chain = turn - 1
              and lag(present) over chain
              and lag(%1$s) over chain <=> %1$s,
              false
            ) as unchanged
          from %2$s
          window chain as (partition by %3$s order by turn)
        ),
        grouped as (
          select
            *,
            sum(if(unchanged, 0, 1)) over (partition by %3$s order by turn) as interval_number
          from compared
        ),
        bounded as (
          select
            *,
            last_value(superseded_on) over (
              partition by %3$s, interval_number order by turn
              rows between unbounded preceding and unbounded following
            ) as known_to
          from grouped
        )
        select %4$s
        from bounded
        where present and not unchanged
        """
        .formatted(business, states, chain, columns());
  }

  private String columns() {
    List<String> business = business();
    List<String> shared =
        contract.properties().stream()
            .map(Property::name)
            .filter(column -> !business.contains(column))
            .toList();
    return list(business) + ", received_on as known_from, known_to, " + list(shared);
  }

  private String keys() {
    return list(contract.key());
  }

  private List<String> business() {
    return contract.ownProperties().stream().map(Property::name).toList();
  }

  private static String list(Collection<String> columns) {
    return String.join(", ", columns);
  }
}
