package io.mujun.city;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The code files that name a city's zones: {@code zone.csv}, {@code zone_class.csv}, {@code
 * area.csv}, {@code zone_attribute.csv}; and in {@code score_scheme.csv} and {@code
 * score_weight.csv} a scheme of the last year, by which zones of few projects have totals.
 */
public final class CityCodes {
  private static final List<String> CLASSES =
      List.of("industrial", "industrial", "agricultural", "eco_tourism", "industrial");

  private static final String SCHEME = "generated";
  private static final List<String> WEIGHTS =
      List.of(
          "schedule_deviation,any,projects,项目,30,-50,0,,true,false",
          "on_schedule_project_share,any,projects,项目,20,0,100,1,true,true",
          "standard_land_share_by_area,any,land,土地,20,0,100,,false,false",
          "on_time_closure_rate,any,approval,审批,15,20,100,2,false,false",
          "on_time_closure_rate,agricultural,approval,审批,15,10,90,2,false,false",
          "warning_cards_per_100_cases,any,approval,审批,5,60,0,,false,false",
          "contract_coverage,any,governance,治理,10,0,100,,false,false");

  private CityCodes() {}

  /** Writes them over those of a copied folder {@code warehouse/codes}. */
  public static void write(CityPlan plan, Path codes) {
    List<String> zones = new ArrayList<>();
    List<String> classes = new ArrayList<>();
    List<String> areas = new ArrayList<>();
    List<String> attributes = new ArrayList<>();
    zones.add(
        "zone_code,name,short_name,zone_class,zone_class_name,level,city_code,city_name,"
            + "county_code,county_name,province_code,province_name");
    classes.add("zone_code,zone_class,zone_class_name,valid_to");
    areas.add("area_code,area_name,kind,zone_code,source");
    attributes.add("zone_code,attribute,value,valid_from,valid_to,source");
    LocalDate newYear = plan.lastDay().withDayOfYear(1);
    for (int zone = 0; zone < plan.zones(); zone++) {
      String code = plan.zoneCode(zone);
      String zoneClass = CLASSES.get(zone % CLASSES.size());
      zones.add(
          String.join(
              ",",
              code,
              "第%d示范区".formatted(zone),
              "示范区%d".formatted(zone),
              zoneClass,
              label(zoneClass),
              "provincial",
              plan.cityCode(zone),
              "市" + plan.cityCode(zone),
              code,
              "县" + code,
              plan.provinceCode(zone),
              "省" + plan.provinceCode(zone)));
      areas.add("%s,县%s,current,%s,generated".formatted(code, code, code));
      if (zone % 3 == 0) {
        LocalDate reform = newYear.minusMonths(zone % 7);
        attributes.add("%s,standard_land_reform,yes,%s,,generated".formatted(code, reform));
      }
      if (zone % 17 == 2) {
        classes.add(former(code, "industrial", newYear.minusMonths(2).withDayOfMonth(15)));
      }
      if (zone % 17 == 4) {
        classes.add(former(code, "eco_tourism", newYear.minusMonths(3).minusDays(1)));
        classes.add(former(code, "agricultural", newYear.minusDays(1)));
      }
    }
    write(codes.resolve("zone.csv"), zones);
    write(codes.resolve("zone_class.csv"), classes);
    write(codes.resolve("area.csv"), areas);
    write(codes.resolve("zone_attribute.csv"), attributes);
    score(codes, newYear);
  }

  /** Ends the scheme that there is with the year before, and begins another. */
  private static void score(Path codes, LocalDate from) {
    Path schemes = codes.resolve("score_scheme.csv");
    Path weights = codes.resolve("score_weight.csv");
    List<String> ended =
        new ArrayList<>(
            read(schemes).stream()
                .map(line -> line.replace("2024-01-01,,", "2024-01-01," + from.minusDays(1) + ","))
                .toList());
    ended.add(SCHEME + ",生成的方案,trial,%s,,0.6,0.8,80,2,10,3,generated".formatted(from));
    List<String> all = new ArrayList<>(read(weights));
    WEIGHTS.forEach(weight -> all.add(SCHEME + "," + weight + ",generated"));
    write(schemes, ended);
    write(weights, all);
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String former(String zone, String zoneClass, LocalDate validTo) {
    return "%s,%s,%s,%s".formatted(zone, zoneClass, label(zoneClass), validTo);
  }

  private static String label(String zoneClass) {
    return switch (zoneClass) {
      case "agricultural" -> "农业类";
      case "eco_tourism" -> "文旅类";
      default -> "工业类";
    };
  }

  private static void write(Path file, List<String> lines) {
    try {
      Files.write(file, lines, StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
