package io.mujun.dashboards.manual.drawing;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is to be drawn.
 *
 * @param boxes by their ids, in order
 * @param links from what is used to what is made of it
 */
public record Diagram(Map<String, Box> boxes, Set<Link> links) {

  /** Nothing yet. */
  public static Diagram empty() {
    return new Diagram(new LinkedHashMap<>(), new LinkedHashSet<>());
  }

  /**
   * A box.
   *
   * @param title what stands in its head
   * @param note smaller text below, or empty
   * @param address where it leads, or null
   * @param kind class of its looks
   * @param rows its rows by their ids, in order
   */
  public record Box(
      String title, String note, String address, String kind, Map<String, String> rows) {
    public Box(String title, String note, String address, String kind) {
      this(title, note, address, kind, new LinkedHashMap<>());
    }
  }

  /**
   * A curve between two boxes.
   *
   * @param fromRow a row of the box, or null for the box itself
   * @param toRow likewise
   */
  public record Link(String from, String fromRow, String to, String toRow, Manner manner) {
    public Link(String from, String to) {
      this(from, null, to, null, Manner.SOLID);
    }
  }

  /** How a curve is drawn. */
  public enum Manner {
    SOLID,
    DASHED
  }

  /** Adds a box where there is none of its id. */
  public void add(String id, Box box) {
    boxes.putIfAbsent(id, box);
  }

  /** Adds a curve; one from a box to itself is left out. */
  public void add(Link link) {
    if (!link.from().equals(link.to())) {
      links.add(link);
    }
  }
}
