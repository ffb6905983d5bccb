package io.mujun.dashboards.dataset;

import java.util.regex.Pattern;

/** Chinese texts out of YAML. */
public final class ShownTexts {
  private static final Pattern FOLD = Pattern.compile("(?<=[\\p{IsHan}，。；：、）]) +(?=[\\p{IsHan}（])");

  private ShownTexts() {}

  /** A name with its unit: 年度完成率（%）, 固定资产投资（台账，亿元）. */
  public static String withUnit(String name, String unit) {
    return name.endsWith("）")
        ? name.substring(0, name.length() - 1) + "，" + unit + "）"
        : name + "（" + unit + "）";
  }

  /** Without the spaces that YAML puts where it joins the lines of a folded text. */
  public static String unfolded(String text) {
    return FOLD.matcher(text).replaceAll("").strip();
  }
}
