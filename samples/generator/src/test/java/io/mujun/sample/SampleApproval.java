package io.mujun.sample;

import io.mujun.sample.Amount.Precision;
import io.mujun.sample.SampleStatement.Total;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.Zones;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Commitments and proxy services of 2024 as the SQL of both deliveries leaves them. */
record SampleApproval(List<List<String>> commitments, List<List<String>> services, Zones zones) {
  private static final Pattern INSERT =
      Pattern.compile("insert into (\\w+)\\n  \\([^)]*\\)\\nvalues\\n(.*?);\\n", Pattern.DOTALL);
  private static final Pattern ROW = Pattern.compile("^  \\((.*)\\),?$", Pattern.MULTILINE);
  private static final Pattern DELETE =
      Pattern.compile("delete from (\\w+) where \\w+ = '([^']*)';");
  private static final String DATABASE = "county_approval";
  private static final int AREA = 1;
  private static final int PROJECT = 2;
  private static final int SIGNED = 6;
  private static final int STARTED = 7;

  static SampleApproval read(Path databases) {
    String sql = text(databases, "2024-11-15", DATABASE) + text(databases, "2024-11-22", DATABASE);
    Zones zones = new Warehouse(Path.of("../../warehouse")).zones();
    return new SampleApproval(rows(sql, "sp_cnz"), rows(sql, "sp_qdb"), zones);
  }

  Total commitmentProjects(String zone) {
    return count(of(commitments, zone, SIGNED).map(row -> row.get(PROJECT)).distinct());
  }

  Total commitmentItems(String zone) {
    return count(of(commitments, zone, SIGNED));
  }

  Total proxyProjects(String zone) {
    return count(of(services, zone, STARTED).map(row -> row.get(PROJECT)).distinct());
  }

  Total proxyItems(String zone) {
    return count(of(services, zone, STARTED));
  }

  private Stream<List<String>> of(List<List<String>> rows, String zone, int date) {
    return rows.stream()
        .filter(row -> zones.ofArea(row.get(AREA)).orElseThrow().code().equals(zone))
        .filter(row -> row.get(date).startsWith("2024"));
  }

  static Total count(Stream<?> rows) {
    return new Total(BigDecimal.valueOf(rows.count()), Precision.EXACT);
  }

  static List<List<String>> rows(String sql, String table) {
    List<List<String>> rows = new ArrayList<>();
    for (Matcher insert = INSERT.matcher(sql); insert.find(); ) {
      if (insert.group(1).equals(table)) {
        for (Matcher row = ROW.matcher(insert.group(2)); row.find(); ) {
          rows.add(Stream.of(row.group(1).split(", ")).map(cell -> cell.replace("'", "")).toList());
        }
      }
    }
    for (Matcher delete = DELETE.matcher(sql); delete.find(); ) {
      if (delete.group(1).equals(table)) {
        String key = delete.group(2);
        rows.removeIf(row -> row.get(0).equals(key));
      }
    }
    return rows;
  }

  static String text(Path databases, String delivery, String database) {
    try {
      return Files.readString(databases.resolve(delivery).resolve(database + ".sql"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
