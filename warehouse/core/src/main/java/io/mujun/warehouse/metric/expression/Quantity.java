package io.mujun.warehouse.metric.expression;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntBinaryOperator;
import java.util.stream.Collectors;

/**
 * What a number measures, as powers of the quantities of {@code codes/unit.csv}: money by area is
 * {@code {money=1, area=-1}}. Counting leaves other quantities as they are: money by project is
 * money.
 *
 * @param powers by quantity, none of them 0
 */
public record Quantity(Map<String, Integer> powers) {
  /** A ratio, or a number of nothing in particular. */
  public static final Quantity PLAIN = new Quantity(Map.of());

  /** How many there are. */
  public static final Quantity COUNT = new Quantity(Map.of("count", 1));

  /** A number written out: a plain factor, and beside a quantity whatever that is. */
  static final Quantity WRITTEN = new Quantity(Map.of("", 1));

  public Quantity {
    powers = Map.copyOf(powers);
  }

  /** The quantity of a unit: one of them, or one over another, such as {@code money/area}. */
  public static Quantity of(String quantity) {
    int over = quantity.indexOf('/');
    if (over >= 0) {
      return of(quantity.substring(0, over)).over(of(quantity.substring(over + 1)));
    }
    return switch (quantity) {
      case "ratio" -> PLAIN;
      case "count" -> COUNT;
      default -> new Quantity(Map.of(quantity, 1));
    };
  }

  /** Whether numbers of the two can be added and compared. */
  public boolean fits(Quantity other) {
    return equals(WRITTEN) || other.equals(WRITTEN) || equals(other);
  }

  /** Of two that fit, the one that is not written out. */
  Quantity or(Quantity other) {
    return equals(WRITTEN) ? other : this;
  }

  /** The quantity of a product. */
  Quantity times(Quantity other) {
    if (equals(WRITTEN) && other.equals(WRITTEN)) {
      return WRITTEN;
    }
    boolean counts = equals(COUNT) || other.equals(COUNT);
    Quantity product = combined(other, (left, right) -> left + right);
    return counts && product.equals(PLAIN) && !isMeasured() ? COUNT : product;
  }

  /** The quantity of a quotient. */
  public Quantity over(Quantity other) {
    if (equals(WRITTEN) && other.equals(WRITTEN)) {
      return WRITTEN;
    }
    boolean counts = equals(COUNT) && !other.equals(COUNT) && !other.isMeasured();
    return counts ? COUNT : combined(other, (left, right) -> left - right);
  }

  private boolean isMeasured() {
    return !equals(PLAIN) && !equals(COUNT) && !equals(WRITTEN);
  }

  private Quantity combined(Quantity other, IntBinaryOperator power) {
    Map<String, Integer> all = new TreeMap<>(isMeasured() ? powers : Map.of());
    if (other.isMeasured()) {
      other.powers.forEach(
          (name, of) -> all.put(name, power.applyAsInt(all.getOrDefault(name, 0), of)));
    }
    all.values().removeIf(of -> of == 0);
    return new Quantity(all);
  }

  /** As messages name it. */
  @Override
  public String toString() {
    if (equals(PLAIN) || equals(WRITTEN)) {
      return "a plain number";
    }
    return new TreeMap<>(powers)
        .entrySet().stream()
            .map(entry -> entry.getKey() + (entry.getValue() == 1 ? "" : "^" + entry.getValue()))
            .collect(Collectors.joining(" "));
  }
}
