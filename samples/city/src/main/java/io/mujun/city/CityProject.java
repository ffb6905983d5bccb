package io.mujun.city;

import io.mujun.warehouse.identifier.ProjectCode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A project of a zone, and how it is spoken of: by its code, by its firm and name, or by its name
 * alone, which is not always written alike.
 *
 * @param zone its zone, from 0
 * @param number its number in the zone, from 0
 * @param code 项目代码
 * @param name as registered; two neighbours may have one name and firm
 * @param creditCode of its firm
 * @param category null where it is not known
 * @param filedOn day of filing
 */
record CityProject(
    int zone,
    int number,
    String code,
    String name,
    String creditCode,
    String category,
    LocalDate filedOn) {
  private static final List<String> CATEGORIES =
      List.of("industry", "infrastructure", "industry", "livelihood", "industry");

  static CityProject of(CityPlan plan, int zone, int number) {
    Draw draw = plan.draw(zone, number, 1);
    LocalDate filedOn = draw.day(plan.begin(zone), plan.lastDay());
    int named = isNamesake(number) ? number - 1 : number;
    String digits =
        "%02d%02d%s8901%05d"
            .formatted(
                filedOn.getYear() % 100, filedOn.getMonthValue(), plan.zoneCode(zone), number);
    String code =
        "%s-%s-89-01-%s%s"
            .formatted(
                digits.substring(0, 4),
                digits.substring(4, 10),
                digits.substring(14),
                ProjectCode.checkDigit(digits));
    return new CityProject(
        zone,
        number,
        code,
        "%s%d号项目（%d期）".formatted(named % 2 == 0 ? "汾河" : "太行", named, named % 3 + 1),
        "91%s%09dX".formatted(plan.zoneCode(zone), named),
        category(zone, number, draw),
        filedOn);
  }

  /** Whether it has the name and firm of the one before; a ledger has no two of one name. */
  boolean isNamesake() {
    return isNamesake(number);
  }

  private static boolean isNamesake(int number) {
    return number % 11 == 7;
  }

  /** Some zones have projects of one category alone. */
  private static String category(int zone, int number, Draw draw) {
    if (draw.oneOf(40)) {
      return null;
    }
    return switch (zone % 9) {
      case 4 -> "industry";
      case 5 -> "livelihood";
      default -> CATEGORIES.get(number % CATEGORIES.size());
    };
  }

  /** Puts the project's code, firm and name into a record, as one who is not always exact would. */
  void mention(Map<String, Object> row, Draw draw) {
    row.put("project_code", number % 6 >= 4 || draw.oneOf(15) ? null : code);
    row.put("project_name", written(draw));
    row.put("credit_code", number % 6 == 4 ? null : creditCode);
  }

  /** The name, now and then in other widths of its characters. */
  String written(Draw draw) {
    if (!draw.oneOf(4)) {
      return name;
    }
    StringBuilder wide = new StringBuilder();
    name.chars()
        .map(each -> each >= '0' && each <= '9' ? each - '0' + '０' : each)
        .forEach(each -> wide.append((char) each));
    return draw.oneOf(2)
        ? wide.toString()
        : name.replace('（', '(').replace('）', ')').replace("号", "号 ");
  }
}
