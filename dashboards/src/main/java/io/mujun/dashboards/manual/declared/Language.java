package io.mujun.dashboards.manual.declared;

/** A language of the manual. */
public enum Language {
  CHINESE("zh", "zh-CN", "中文"),
  ENGLISH("en", "en", "English");

  private final String folder;
  private final String tag;
  private final String label;

  Language(String folder, String tag, String label) {
    this.folder = folder;
    this.tag = tag;
    this.label = label;
  }

  /** Folder of its pages. */
  public String folder() {
    return folder;
  }

  /** What {@code lang} says of its pages. */
  public String tag() {
    return tag;
  }

  /** What it calls itself. */
  public String label() {
    return label;
  }

  /** The language of the page beside. */
  public Language other() {
    return this == CHINESE ? ENGLISH : CHINESE;
  }
}
