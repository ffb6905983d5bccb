package io.mujun.jobs.sql;

import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.StatementScope;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The query that turns the records of an ods table into what was known, and when: business columns,
 * {@code known_from}, {@code known_to}, and the provenance of the record that first said so.
 *
 * <p>A ledger's record is part of a statement, a whole of its scope: the next statement that holds
 * for the scope ends what it does not repeat; a record of a statement that never held is not known.
 * Any other record is an operation on its key, in the order of its source's positions: one that is
 * received after a later one says nothing. Of one day only the last statement, or the last
 * operation on a key, counts. What is said again unchanged is one row. What is received, or holds,
 * only after {@code :as_at} is not known yet.
 */
public final class VintageSql {
  /** The table that says which statement of a scope holds from which day on. */
  public static final String STATEMENTS = "ods.statement";

  /** Whether a fact's statement holds as a whole; a column of the vintages of statements. */
  public static final String COMPLETENESS = "completeness";

  /**
   * Of one source's operations on a key, the last: the highest position, as text, whenever it was
   * received. Where positions are alike, or there are none, the one received last.
   */
  private static final String LAST_OF_SOURCE =
      "source_position desc, received_at desc, batch_id desc, source_row desc";

  /** Positions of two sources say nothing of each other: of several, the one heard last. */
  private static final String LAST_HEARD =
      "received_at desc, source_database desc, source_table desc";

  private final Contract contract;
  private final String source;
  private final String statements;

  private VintageSql(Contract contract, String source, String statements) {
    this.contract = contract;
    this.source = source;
    this.statements = statements;
  }

  /**
   * The query.
   *
   * @param source the table or view that holds the records
   * @param statements the table or view that says which statements hold
   */
  public static String of(Contract contract, String source, String statements) {
    VintageSql sql = new VintageSql(contract, source, statements);
    return contract.statementScope().isEmpty() ? sql.operations() : sql.statements();
  }

  /**
   * The query of what was said and from which day on, each time that it was said: business columns
   * and {@code known_from}. Of equal rows the first day is that of the vintages, at a fraction of
   * their price, since nothing is compared with what was said before.
   *
   * @param source the table or view that holds the records
   * @param statements the table or view that says which statements hold
   */
  public static String said(Contract contract, String source, String statements) {
    VintageSql sql = new VintageSql(contract, source, statements);
    return contract.statementScope().isEmpty()
        ? sql.said(sql.operated(), "operated", "received_on")
        : sql.said(sql.stated(), "stated", "stated_on");
  }

  private String said(String states, String view, String knownFrom) {
    return "with %s select %s, %s as known_from from %s where present"
        .formatted(states, list(business()), knownFrom, view);
  }

  /**
   * What a statement says more than once of a key is told apart by its place: by a number among all
   * that is said of the key, less those of the turns before, since rows that are parted by the key
   * alone need not be parted again.
   */
  private String statements() {
    Set<String> key = new LinkedHashSet<>(contract.statementScope());
    key.addAll(contract.key());
    return """
        with %1$s,
        repeated as (
          select
            *,
            row_number() over (
              partition by %2$s order by turn, source_sheet, source_row, source_text
            ) - rank() over (partition by %2$s order by turn) as repetition
          from stated
        ),
        """
            .formatted(stated(), list(key))
        + coalesced(
            "repeated",
            list(key) + ", repetition",
            Stream.concat(business().stream(), Stream.of(COMPLETENESS)).toList(),
            "stated_on");
  }

  /**
   * Which statement holds for a scope from which day on is said by {@code ods.statement} alone: its
   * distinct heads are ranked, and the records follow their statement.
   */
  private String stated() {
    return """
        turns as (
          select
            scope as stated_scope,
            batch_id as stated_batch_id,
            completeness,
            received_on as stated_on,
            lead(received_on) over (partition by scope order by received_on) as superseded_on,
            row_number() over (partition by scope order by received_on) as turn
          from (
            select
              *,
              row_number() over (
                partition by scope, received_on order by sequence desc
              ) as before_the_last
            from %1$s
            where table_name = %2$s and received_on <= :as_at
          )
          where before_the_last = 1
        ),
        stated as (
          select
            received.*,
            turns.* except (stated_scope, stated_batch_id),
            true as present
          from turns
          inner join %3$s as received
            on turns.stated_batch_id = received.batch_id and turns.stated_scope = %4$s
        )"""
        .formatted(
            statements, Sql.text(contract.qualifiedName()), source, StatementScope.sql(contract));
  }

  private String operations() {
    return "with " + operated() + ",\n" + coalesced("operated", keys(), business(), "received_on");
  }

  private String operated() {
    return """
        said_by_source as (
          select
            *,
            row_number() over (
              partition by %1$s, source_database, source_table, received_on order by %2$s
            ) as before_the_last
          from %4$s
          where received_on <= :as_at
        ),
        placed as (
          select
            * except (before_the_last),
            max(source_position) over (
              partition by %1$s, source_database, source_table order by received_on
              rows between unbounded preceding and 1 preceding
            ) as position_before
          from said_by_source
          where before_the_last = 1
        ),
        received as (
          select
            *,
            row_number() over (
              partition by %1$s, received_on order by %3$s
            ) as before_the_last
          from placed
          where coalesce(source_position >= position_before, true)
        ),
        operated as (
          select
            *,
            operation <> 'delete' as present,
            lead(received_on) over (partition by %1$s order by received_on) as superseded_on,
            row_number() over (partition by %1$s order by received_on) as turn
          from received
          where before_the_last = 1
        )"""
        .formatted(keys(), LAST_OF_SOURCE, LAST_HEARD, source);
  }

  /**
   * Joins neighbouring turns of a chain that say the same; the first one's provenance stays. What
   * they say is known until the turn before the next that says something else is superseded.
   *
   * @param said the columns that a turn says something in
   * @param knownFrom the column of the day from which a turn is known
   */
  private String coalesced(String states, String chain, List<String> said, String knownFrom) {
    String saying = said.stream().collect(Collectors.joining(", ", "struct(", ")"));
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
            ) as unchanged,
            lag(superseded_on) over chain as superseded_before,
            last_value(superseded_on) over (
              partition by %3$s order by turn
              rows between unbounded preceding and unbounded following
            ) as superseded_at_last
          from %2$s
          window chain as (partition by %3$s order by turn)
        ),
        bounded as (
          select
            *,
            coalesce(
              lead(if(unchanged, null, superseded_before)) ignore nulls over (
                partition by %3$s order by turn
              ),
              superseded_at_last
            ) as known_to
          from compared
        )
        select %4$s, %5$s as known_from, known_to, %6$s
        from bounded
        where present and not unchanged
        """
        .formatted(saying, states, chain, list(said), knownFrom, list(provenance()));
  }

  private List<String> provenance() {
    List<String> business = business();
    return contract.properties().stream()
        .map(Property::name)
        .filter(column -> !business.contains(column))
        .toList();
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
