package io.mujun.dashboards.manual;

/**
 * A link on a page.
 *
 * @param text what it says, in the page's language or as it was declared
 * @param code the identifier of where it leads; empty where it has none
 * @param address where it leads, within the language's folder
 */
public record PageLink(String text, String code, String address) {}
