package io.mujun.warehouse.source;

import io.mujun.warehouse.MujunException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the files of {@code ingestion/layouts}, as strictly as those of the sources. */
public final class LayoutFiles {
  private static final DeclarationFiles<Layout> FILES =
      new DeclarationFiles<>(
          Layout.class, tree -> Layout.class, "layout", Layout::layout, "is no layout");

  private LayoutFiles() {}

  /**
   * Reads every {@code *.yaml} of a folder.
   *
   * @return by slug, in the order of their names
   * @throws MujunException {@code SOURCE_FILE_INVALID} with file, line and key
   */
  public static Map<String, Layout> readAll(Path folder) {
    Map<String, Layout> layouts = new LinkedHashMap<>();
    FILES.readAll(folder).forEach(layout -> layouts.put(layout.layout(), layout));
    return layouts;
  }

  /**
   * Parses the text of one layout file.
   *
   * @param place what the messages call the text, usually its file
   */
  public static Layout parse(String text, String place) {
    return FILES.parse(text, place);
  }
}
