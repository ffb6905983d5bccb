package io.mujun.dashboards.manual;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.mujun.dashboards.manual.declared.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words of the pages themselves, each in both languages: {@code texts.yaml}. */
final class PageTexts {
  private static final Map<String, List<String>> ALL = read();

  private PageTexts() {}

  /** Key → text. */
  static Map<String, String> in(Language language) {
    Map<String, String> texts = new HashMap<>();
    ALL.forEach((key, both) -> texts.put(key, both.get(language == Language.CHINESE ? 0 : 1)));
    return texts;
  }

  private static Map<String, List<String>> read() {
    try (InputStream file = PageTexts.class.getResourceAsStream("texts.yaml")) {
      return new JsonMapper(new YAMLFactory())
          .readValue(file, new TypeReference<Map<String, List<String>>>() {});
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
