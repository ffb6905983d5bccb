package io.mujun.cli;

import io.mujun.catalog.publication.KeptDeclarations;
import io.mujun.catalog.publication.PublicationBook;
import io.mujun.catalog.publication.PublicationEntry;
import io.mujun.cli.ledger.OpenedLedger;
import io.mujun.cli.ledger.TracedLedgers;
import io.mujun.cli.trace.CheckedNumbers;
import io.mujun.cli.trace.NumberTrace;
import io.mujun.cli.trace.Outcome;
import io.mujun.cli.trace.TraceLines;
import io.mujun.cli.trace.Tracer;
import io.mujun.warehouse.FileTrees;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.scope.Scope;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mujun trace}. */
@Command(
    name = "trace",
    description = {
      "Takes a published number apart: its formula and version, numerator and denominator, the"
          + " facts with their shares, and where their records stand: file, sheet, row and cell, or"
          + " database, table and key. The shares are summed and held against the number.",
      "",
      "mujun trace METRIC --zone Z --month M",
      "mujun trace METRIC --scope city:140500 --month M",
      "mujun trace --all"
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the rows make the number up",
      "1:failed: there is no such number, or it cannot be traced",
      "2:wrong usage",
      "5:the rows do not make the number up"
    })
final class TraceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "METRIC",
      description = "The metric, as investment_ledger.")
  private String metric;

  @Option(names = "--zone", paramLabel = "Z", description = "The zone, by its code.")
  private String zone;

  @Option(
      names = "--scope",
      paramLabel = "KIND:CODE",
      description = "Instead of a zone: city:140500, zone_class:industrial, province:140000.")
  private String scope;

  @Option(names = "--month", paramLabel = "YYYY-MM", description = "The month.")
  private YearMonth month;

  @Option(names = "--all", description = "Checks every published number, and says how many sum.")
  private boolean all;

  @Option(names = "--deep", description = "Follows a number that is made of others to the facts.")
  private boolean deep;

  @Option(
      names = "--as-known-on",
      paramLabel = "YYYY-MM-DD",
      description = "As the last publication on or before this day told it. Default: the last.")
  private LocalDate knownOn;

  @Option(
      names = "--limit",
      defaultValue = "50",
      paramLabel = "N",
      description = "How many rows are shown; all are summed. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--user",
      defaultValue = TrinoDoor.DEFAULT_USER,
      description = "As whom: the rows are theirs. Default: ${DEFAULT-VALUE}.")
  private String user;

  @Option(names = "--sql", description = "Writes the query that gives the rows, for SQL Lab.")
  private boolean sql;

  @Option(
      names = "--open",
      paramLabel = "FOLDER",
      description =
          "Writes copies of the ledgers into a folder, with the traced cells marked, and lists of"
              + " the cells beside them; of the rows that are shown (--limit).")
  private Path open;

  @Option(names = "--json", description = "Writes all of it as JSON.")
  private boolean json;

  @Override
  public Integer call() throws SQLException, IOException {
    requireUsage();
    try (Workspace workspace = Workspace.open()) {
      String asked = all ? null : key(workspace);
      PublicationBook book = PublicationBook.of(workspace.moment());
      PublicationEntry publication = book.asKnownOn(Dates.orToday(knownOn));
      book.requireStanding(publication);
      return declared(
          workspace,
          publication,
          warehouse -> {
            try (TrinoDoor door = TrinoDoor.open(workspace);
                Connection connection = door.connect(user)) {
              Tracer tracer =
                  new Tracer(
                      connection,
                      publication,
                      warehouse,
                      workspace.warehouse().access().user(user).role());
              return all ? check(tracer) : trace(tracer, asked, connection, workspace);
            } catch (SQLException failed) {
              throw new MujunException("SQL_FAILED", failed.getMessage(), failed);
            }
          });
    } finally {
      spec.commandLine().getOut().flush();
    }
  }

  private int trace(Tracer tracer, String asked, Connection connection, Workspace workspace) {
    NumberTrace trace =
        tracer.trace(metric, asked, month, limit, deep ? Tracer.Depth.ALL : Tracer.Depth.ONE);
    PrintWriter out = spec.commandLine().getOut();
    if (sql) {
      out.print(trace.sql().strip() + "\n");
    } else if (open == null) {
      out.print(json ? Output.json(trace) + "\n" : TraceLines.of(trace));
    } else {
      List<OpenedLedger> opened =
          TracedLedgers.write(trace, connection, workspace.settings().data(), open);
      out.print(
          json
              ? Output.json(Map.of("trace", trace, "opened", opened)) + "\n"
              : TraceLines.of(trace) + lines(opened));
    }
    return differs(trace) ? ExitCodes.DIFFERENT : ExitCodes.DONE;
  }

  private static String lines(List<OpenedLedger> opened) {
    return opened.stream()
        .map(
            ledger ->
                "opened %s: %d traced, %s; list: %s%n"
                    .formatted(
                        ledger.copy(),
                        ledger.marks(),
                        switch (ledger.marking()) {
                          case CELLS -> "marked yellow";
                          case TOO_LARGE -> "not marked, the workbook is too large";
                          case TEXT -> "not marked, a text has no colours";
                        },
                        ledger.list()))
        .collect(Collectors.joining());
  }

  private static boolean differs(NumberTrace trace) {
    return trace.number().outcome() == Outcome.DIFFERS
        || trace.parts().stream().anyMatch(TraceCommand::differs);
  }

  private int check(Tracer tracer) {
    CheckedNumbers checked = tracer.all();
    spec.commandLine().getOut().print(json ? Output.json(checked) + "\n" : TraceLines.of(checked));
    return checked.agree() ? ExitCodes.DONE : ExitCodes.DIFFERENT;
  }

  private void requireUsage() {
    boolean one = metric != null && month != null && (zone == null) != (scope == null);
    boolean whole =
        metric == null && month == null && zone == null && scope == null && !sql && open == null;
    if (all ? !whole : !one) {
      throw new ParameterException(
          spec.commandLine(),
          "Name a metric, a month and either a zone or a scope; or --all alone.");
    }
    if (sql && open != null) {
      throw new ParameterException(spec.commandLine(), "--sql and --open do not go together.");
    }
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit is 1 or more.");
    }
  }

  /** The scope asked for, of those that there are. */
  private String key(Workspace workspace) {
    String asked = zone == null ? scope : Scope.Kind.ZONE.code() + ":" + zone;
    return workspace.warehouse().scopes().all().stream()
        .map(Scope::key)
        .filter(asked::equals)
        .findFirst()
        .orElseThrow(
            () ->
                new MujunException(
                    "SCOPE_UNKNOWN",
                    "There is no scope '%s'. Wider ones than a zone are: %s; dim.scope lists all."
                        .formatted(
                            asked,
                            workspace.warehouse().scopes().all().stream()
                                .filter(each -> each.kind() != Scope.Kind.ZONE)
                                .map(Scope::key)
                                .collect(Collectors.joining(", ")))));
  }

  /** Runs something with the declarations by which a publication was computed. */
  private static int declared(
      Workspace workspace, PublicationEntry publication, Function<Warehouse, Integer> use)
      throws IOException {
    if (workspace.warehouse().definitionHash().equals(publication.definition())) {
      return use.apply(workspace.warehouse());
    }
    Path folder = Files.createTempDirectory("mujun-trace");
    try {
      return use.apply(KeptDeclarations.restore(workspace.moment(), publication, folder));
    } finally {
      FileTrees.delete(folder);
    }
  }
}
