package io.mujun.sample;

import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.code.Units;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number in a text that the sample rows may hold: {@code 5000余万元}, {@code 1.92亿元}, {@code
 * 33,350.00}, {@code ３７００}.
 *
 * @param value in the unit asked for
 * @param precision whether the text says more than the number
 */
record Amount(BigDecimal value, Precision precision) {
  private static final Pattern TEXT = Pattern.compile("(约?)([0-9,]+(?:\\.[0-9]+)?)(余?)(|[^0-9].*)");
  private static final Pattern PLAIN = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");

  /** Whether the number is all that the text says. */
  enum Precision {
    EXACT,
    LOWER_BOUND,
    ABOUT
  }

  /**
   * Reads a text.
   *
   * @param text may be null
   * @param written unit of a bare number
   * @param wanted unit of the answer
   */
  static Optional<Amount> parse(String text, Unit written, Unit wanted, Units units) {
    Matcher matcher =
        TEXT.matcher(text == null ? "" : Normalizer.normalize(text, Normalizer.Form.NFKC).strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Unit unit = matcher.group(4).isEmpty() ? written : labelled(matcher.group(4), units);
    BigDecimal number = new BigDecimal(matcher.group(2).replace(",", ""));
    Precision precision =
        matcher.group(3).isEmpty()
            ? matcher.group(1).isEmpty() ? Precision.EXACT : Precision.ABOUT
            : Precision.LOWER_BOUND;
    return Optional.of(new Amount(convert(number, unit, wanted), precision));
  }

  /** A bare number of the rows as it is shown in another unit; any other text as it stands. */
  static String shown(String text, Unit written, Unit wanted) {
    return text == null || !isPlain(text) || written.equals(wanted)
        ? text
        : show(convert(new BigDecimal(text), written, wanted));
  }

  static boolean isPlain(String text) {
    return PLAIN.matcher(text).matches();
  }

  static String show(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static Unit labelled(String label, Units units) {
    String usual = label.strip().replace("m2", "平方米");
    return units
        .byLabel(usual)
        .orElseThrow(() -> new IllegalArgumentException("Unknown unit in sample rows: " + label));
  }

  private static BigDecimal convert(BigDecimal number, Unit from, Unit to) {
    return number
        .multiply(from.numerator())
        .multiply(to.denominator())
        .divide(from.denominator().multiply(to.numerator()), MathContext.DECIMAL64);
  }
}
