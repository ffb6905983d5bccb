package io.mujun.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlPositionTest {
  private static final String FILE =
      """
      # 注释：亩
      plain: sum(area) + @1
      name: {quoted: "a \\"b\\" @2", single: 'it''s @3'}
      list:
        - 亩: 𠮷 @4
          folded: >-
            one

            two
              three @5
        - literal: |
            one
            two @6
          many: one
            two
            @7
      """;

  /** Each marker is found where it stands, however its value is written. */
  @ParameterizedTest
  @CsvSource({
    "@1, /plain, 2, 20",
    "@2, /name/quoted, 3, 25",
    "@3, /name/single, 3, 45",
    "@4, /list/0/亩, 5, 10",
    "@5, /list/0/folded, 10, 15",
    "@6, /list/1/literal, 13, 11",
    "@7, /list/1/many, 16, 7",
  })
  void findsACharacterInTheFile(String marker, String pointer, int line, int column)
      throws IOException {
    JsonNode file = new YAMLMapper().readTree(FILE);
    String value = file.at(pointer).asText();

    assertThat(YamlPosition.of(FILE, pointer, value, value.indexOf(marker)))
        .isEqualTo(new YamlPosition(line, column));
    assertThat(FILE.lines().toList().get(line - 1)).contains(marker);
  }
}
