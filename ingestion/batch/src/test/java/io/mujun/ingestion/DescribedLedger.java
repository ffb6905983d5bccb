package io.mujun.ingestion;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A ledger of {@code resources/ledgers} and what is expected of it; the README there tells what the
 * keys mean. How its file is made is {@code make.py}'s.
 *
 * @param name of the ledger, and of its files
 * @param dirt kinds of dirt that it holds, of {@code kinds.yaml}
 * @param files ends of its files' names: the program that saved it, and the format
 */
record DescribedLedger(
    @JsonProperty("ledger") String name,
    List<String> dirt,
    @JsonProperty("as") List<String> files,
    Expected expected) {
  static final Path FOLDER = Path.of("src/test/resources/ledgers");
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  /**
   * What the ledger means.
   *
   * @param refusal why the file as a whole is not taken; empty for one that is
   * @param delivery by which it was sent; null for a file that is not taken
   * @param period the month, or the year
   * @param columns properties of a record, as {@code records} lists them
   * @param records row → values; amounts in base units, with ≥, ≤ or ≈ where they are bounds
   * @param findings cell (or row) and code, also of what is refused
   * @param notes what the receipt says of the file, at least in part
   */
  record Expected(
      String refusal,
      String delivery,
      String period,
      List<String> columns,
      Map<Integer, List<String>> records,
      List<String> findings,
      List<String> notes) {
    Expected {
      refusal = refusal == null ? "" : refusal;
      columns = columns == null ? List.of() : columns;
      records = records == null ? Map.of() : records;
      findings = findings == null ? List.of() : findings;
      notes = notes == null ? List.of() : notes;
    }
  }

  /** All ledgers of the folder. */
  static List<DescribedLedger> all() {
    List<DescribedLedger> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".yaml") && !name.equals("kinds.yaml")) {
          found.addAll(YAML.readValue(file.toFile(), new TypeReference<>() {}));
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return found;
  }

  /** The kinds of dirt that have to stand in the ledgers, and what they are. */
  static Map<String, String> kinds() throws IOException {
    return YAML.readValue(FOLDER.resolve("kinds.yaml").toFile(), new TypeReference<>() {});
  }
}
