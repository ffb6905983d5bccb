package io.mujun.ingestion.portal;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mujun.record.value.Shown;
import io.mujun.warehouse.source.PortalConvention;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a portal answered: JSON, and the bytes as received. */
final class Answer {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final byte[] bytes;
  private final JsonNode root;

  private Answer(byte[] bytes, JsonNode root) {
    this.bytes = bytes;
    this.root = root;
  }

  byte[] bytes() {
    return bytes;
  }

  /**
   * Reads an answer.
   *
   * @throws IOException where it is no JSON as a whole
   */
  static Answer read(byte[] bytes) throws IOException {
    JsonNode root = JSON.readTree(bytes);
    if (root == null || root.isMissingNode()) {
      throw new IOException("the answer is empty");
    }
    return new Answer(bytes, root);
  }

  /**
   * The records.
   *
   * @throws IOException where there is no array of objects
   */
  List<JsonNode> records(PortalConvention convention) throws IOException {
    JsonNode array = root.at(convention.records());
    if (!array.isArray()) {
      throw new IOException("there is no array at " + convention.records());
    }
    List<JsonNode> records = new ArrayList<>();
    for (JsonNode record : array) {
      if (!record.isObject()) {
        throw new IOException("%s/%d is no object".formatted(convention.records(), records.size()));
      }
      records.add(record);
    }
    return records;
  }

  /**
   * The number of all records; null where the convention tells none.
   *
   * @throws IOException where it should tell one and does not
   */
  Long total(PortalConvention convention) throws IOException {
    String pointer = convention.paging().total();
    if (pointer == null) {
      return null;
    }
    String total = root.at(pointer).asText("");
    if (!total.matches("[0-9]{1,15}")) {
      throw new IOException("there is no number of all records at " + pointer);
    }
    return Long.valueOf(total);
  }

  /**
   * The next cursor or link; null on the last page.
   *
   * @throws IOException where there is no place for one
   */
  String next(PortalConvention convention) throws IOException {
    JsonNode next = root.at(convention.paging().next());
    if (next.isMissingNode() || next.isContainerNode()) {
      throw new IOException(
          "there is nothing at %s, where the last page has null"
              .formatted(convention.paging().next()));
    }
    return next.isNull() || next.asText().isEmpty() ? null : next.asText();
  }

  /** A text of the answer, on one line; {@code nothing} where there is none. */
  String text(String pointer) {
    String text = pointer == null ? "" : root.at(pointer).asText("");
    return text.isEmpty() ? "nothing" : Shown.text(text);
  }
}
