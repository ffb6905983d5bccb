package io.mujun.stream.configuration;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.Serial;
import java.time.DateTimeException;
import java.time.LocalDate;

/** Reads dates of the form 2024-11-15 in the configuration. */
final class LocalDateText extends SimpleModule {
  @Serial private static final long serialVersionUID = 1L;

  LocalDateText() {
    addDeserializer(LocalDate.class, new Reader());
  }

  private static final class Reader extends StdDeserializer<LocalDate> {
    @Serial private static final long serialVersionUID = 1L;

    Reader() {
      super(LocalDate.class);
    }

    @Override
    public LocalDate deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = parser.getText();
      try {
        return LocalDate.parse(text);
      } catch (DateTimeException unreadable) {
        return (LocalDate)
            context.handleWeirdStringValue(LocalDate.class, text, "needs the form 2024-11-15");
      }
    }
  }
}
