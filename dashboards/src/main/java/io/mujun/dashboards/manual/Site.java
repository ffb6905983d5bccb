package io.mujun.dashboards.manual;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mujun.warehouse.FileTrees;
import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of a site, which come to stand in their folder together. */
final class Site {
  /** What tells a folder that a manual was written to from one that holds other things. */
  private static final String MARK = "manual.json";

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
  private static final Pattern PLACE = Pattern.compile("\\bid=\"([^\"]*)\"");

  private final Map<String, String> files = new TreeMap<>();

  /** Adds a file, by its path below the folder. */
  void add(String path, String text) {
    files.put(path, text);
  }

  /** Adds a file as it lies beside the templates. */
  void addResource(String name) {
    try (InputStream resource = Site.class.getResourceAsStream(name)) {
      files.put(name, new String(resource.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** How many pages there are. */
  int pages() {
    return (int) files.keySet().stream().filter(name -> name.endsWith(".html")).count();
  }

  /** Addresses on pages that lead nowhere: to no file of the site, or to no place on its page. */
  Set<String> deadLinks() {
    Map<String, Set<String>> places = new HashMap<>();
    files.forEach((name, text) -> places.put(name, found(PLACE, text)));
    Set<String> dead = new TreeSet<>();
    files.forEach(
        (name, text) -> {
          if (name.endsWith(".html")) {
            found(ADDRESS, text).stream()
                .filter(address -> !leadsSomewhere(name, address, places))
                .forEach(address -> dead.add(name + " → " + address));
          }
        });
    return dead;
  }

  private static boolean leadsSomewhere(
      String page, String address, Map<String, Set<String>> places) {
    String[] parts = address.split("#", 2);
    String target =
        parts[0].isEmpty() ? page : Path.of(page).resolveSibling(parts[0]).normalize().toString();
    return places.containsKey(target)
        && (parts.length == 1 || places.get(target).contains(parts[1]));
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet());
  }

  /**
   * Writes all files, in place of those of an earlier manual.
   *
   * @throws MujunException {@code FOLDER_TAKEN} where the folder holds anything else; {@code
   *     LINK_DEAD} where a page has a link that leads nowhere
   */
  void write(Path folder, Map<String, Object> mark) {
    Set<String> dead = deadLinks();
    if (!dead.isEmpty()) {
      throw new MujunException(
          "LINK_DEAD", "Pages have links that lead nowhere: " + String.join(", ", dead));
    }
    Path draft = folder.resolveSibling(folder.getFileName() + ".draft");
    try {
      requireOurs(folder);
      FileTrees.delete(draft);
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = draft.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
      Files.writeString(draft.resolve(MARK), json(mark));
      FileTrees.delete(folder);
      Files.move(draft, folder);
    } catch (IOException failed) {
      throw new MujunException(
          "FOLDER_UNWRITABLE", "%s: cannot be written: %s".formatted(folder, failed), failed);
    }
  }

  private static void requireOurs(Path folder) throws IOException {
    if (!Files.exists(folder) || Files.exists(folder.resolve(MARK))) {
      return;
    }
    boolean isFree = Files.isDirectory(folder);
    if (isFree) {
      try (Stream<Path> entries = Files.list(folder)) {
        isFree = entries.findAny().isEmpty();
      }
    }
    if (!isFree) {
      throw new MujunException(
          "FOLDER_TAKEN",
          "%s holds other things, which the manual would replace. Name a new folder."
              .formatted(folder));
    }
  }

  /** JSON as a script may hold it: nothing in it ends a script. */
  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value).replace("<", "\\u003c");
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
