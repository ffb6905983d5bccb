package io.mujun.ingestion.portal;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a portal is asked for.
 *
 * @param path path, escaped as in an address
 * @param parameters name → value, unescaped; without signature
 */
record Ask(String path, Map<String, String> parameters) {

  Ask {
    parameters = Map.copyOf(parameters);
  }

  /** The same, and another parameter. */
  Ask with(String name, String value) {
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(name, value);
    return new Ask(path, more);
  }

  /**
   * What a link of a page asks for.
   *
   * @param page what gave the page
   * @return null where it leads elsewhere than to the portal
   * @throws IllegalArgumentException where it is no link
   */
  static Ask ofLink(Portal portal, Ask page, String link) {
    URI base = portal.base();
    URI next = base.resolve(page.path()).resolve(link);
    if (!base.getScheme().equalsIgnoreCase(next.getScheme())
        || !base.getHost().equalsIgnoreCase(next.getHost())
        || base.getPort() != next.getPort()) {
      return null;
    }
    Map<String, String> parameters = new TreeMap<>();
    if (next.getRawQuery() != null) {
      for (String part : next.getRawQuery().split("&", -1)) {
        String[] pair = part.split("=", 2);
        parameters.put(unescape(pair[0]), pair.length == 2 ? unescape(pair[1]) : "");
      }
    }
    return new Ask(next.getRawPath(), parameters);
  }

  /** Parameters as they stand in an address or a form. */
  static String escape(Map<String, String> parameters) {
    return new TreeMap<>(parameters)
        .entrySet().stream()
            .map(part -> escape(part.getKey()) + "=" + escape(part.getValue()))
            .collect(Collectors.joining("&"));
  }

  private static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String unescape(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
