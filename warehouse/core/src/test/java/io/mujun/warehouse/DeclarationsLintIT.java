package io.mujun.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds every declaration to its standard: contracts to ODCS as {@code datacontract lint} reads it,
 * without a warning, models to the project's SQL style, YAML to its style. So too the dbt project
 * that computes the figures once more.
 */
class DeclarationsLintIT {
  private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
  private static LintTools tools;

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    Optional<String> python = LintTools.python();
    assumeTrue(
        python.isPresent(),
        "The linters were not run: they need Python 3.10 to 3.12 with venv on the PATH"
            + " (Debian: apt-get install python3 python3-venv).");
    tools = LintTools.install(python.orElseThrow(), REPOSITORY, Path.of("target").toAbsolutePath());
  }

  @Test
  void everyContractPassesWithoutAWarning() throws IOException, InterruptedException {
    requireClean(
        tools.run("python", "warehouse/tools/lint_contracts.py", "warehouse/tables"),
        " contracts, 0 not accepted");
    requireClean(
        tools.run("python", "warehouse/tools/lint_contracts.py", "warehouse/views"),
        " contracts, 0 not accepted");
  }

  @Test
  void everyModelIsWellFormedSql() throws IOException, InterruptedException {
    requireClean(
        tools.run("sqlfluff", "lint", "--nocolor", "--processes", "0", "warehouse/tables"), "");
  }

  @Test
  void everyModelOfTheDbtProjectIsWellFormedSql() throws IOException, InterruptedException {
    requireClean(
        tools.run(
            "sqlfluff",
            "lint",
            "--nocolor",
            "--processes",
            "0",
            "--templater",
            "jinja",
            "bench/dbt/models"),
        "");
  }

  @Test
  void everyYamlFileIsWellFormed() throws IOException, InterruptedException {
    requireClean(
        tools.run(
            "yamllint",
            "--strict",
            "--format",
            "parsable",
            "warehouse/access",
            "warehouse/coverage.yaml",
            "warehouse/metrics",
            "warehouse/tables",
            "warehouse/views",
            "ingestion/layouts",
            "ingestion/sources",
            "bench/dbt",
            "dashboards/boards",
            "dashboards/datasets"),
        "");
  }

  private static void requireClean(LintTools.Outcome outcome, String said) {
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains(said);
  }
}
