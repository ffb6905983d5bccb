package io.mujun.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.warehouse.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The SQL of a dbt project without dbt: of its templates it knows {@code ref}, {@code source}, the
 * project's own {@code last_heard} and the variable {@code day}, and no others.
 */
final class DbtProject {
  private static final Pattern REFERENCE = Pattern.compile("\\{\\{ ref\\('(\\w+)'\\) }}");
  private static final Pattern SOURCE = Pattern.compile("\\{\\{ source\\('(\\w+)', '(\\w+)'\\) }}");

  private static final Pattern LAST_HEARD =
      Pattern.compile("\\{\\{ last_heard\\('(\\w+)', '([^']+)'\\) }}");

  private final Path folder;

  DbtProject(Path folder) {
    this.folder = folder;
  }

  /** What makes the functions that models call. */
  String functions(LocalDate day) throws IOException {
    return macro("functions").replace("{{ var(\"day\") }}", day.toString());
  }

  private String macro(String name) throws IOException {
    return Files.readAllLines(folder.resolve("macros/" + name + ".sql")).stream()
        .filter(line -> !line.startsWith("{%"))
        .collect(Collectors.joining("\n"));
  }

  /** Names of the sources of a schema. */
  List<String> sources(String schema) {
    for (JsonNode source :
        Yaml.read(folder.resolve("models/sources.yml"), "DBT_INVALID").node().path("sources")) {
      if (source.path("name").asText().equals(schema)) {
        return source.path("tables").findValuesAsText("name");
      }
    }
    throw new IllegalArgumentException(schema);
  }

  /** Name → query of each model, after those that it reads. */
  Map<String, String> models() throws IOException {
    String lastHeard =
        macro("last_heard")
            .replace("{{ source('ods', table) }}", "ods.$1")
            .replace("{{ key }}", "$2");
    Map<String, String> written = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder.resolve("models"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".sql")).toList()) {
        String name = file.getFileName().toString();
        written.put(
            name.substring(0, name.length() - ".sql".length()),
            LAST_HEARD.matcher(Files.readString(file)).replaceAll(lastHeard));
      }
    }
    Map<String, String> ordered = new LinkedHashMap<>();
    written.keySet().forEach(name -> add(name, written, ordered));
    return ordered;
  }

  private static void add(String name, Map<String, String> written, Map<String, String> ordered) {
    if (!ordered.containsKey(name)) {
      String sql = written.get(name);
      REFERENCE
          .matcher(sql)
          .results()
          .map((MatchResult found) -> found.group(1))
          .forEach(read -> add(read, written, ordered));
      String plain = REFERENCE.matcher(sql).replaceAll("main.$1");
      ordered.put(name, SOURCE.matcher(plain).replaceAll("$1.$2"));
    }
  }
}
