package io.mujun.dashboards.manual.declared;

import java.util.Locale;

/**
 * What something is called.
 *
 * @param slug its identifier: English words
 * @param chinese its declared name
 */
public record Title(String slug, String chinese) {

  /** The name in a language. */
  public String in(Language language) {
    return language == Language.CHINESE ? chinese : english();
  }

  /** The identifier's words, as a name in English: declarations give none. */
  public String english() {
    String words = slug.substring(slug.lastIndexOf('.') + 1).replace('_', ' ');
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
