package io.mujun.sample;

import java.util.List;

/**
 * A zone of a generated city.
 *
 * @param number counted from 1
 * @param template slug of the sample zone whose systems it copies, such as {@code linyi}
 */
record GeneratedZone(int number, Template template) {
  private static final int ZONES_PER_CITY = 10;

  /** What a sample zone is called, so that its files can be renamed. */
  record Template(String slug, String name, String shortName, String county, String landSlug) {}

  private static final List<Template> TEMPLATES =
      List.of(
          new Template("lingshi", "灵石经济技术开发区", "灵石经开区", "灵石", "lingshi"),
          new Template("qinshui", "沁水经济技术开发区", "沁水经开区", "沁水", "qinshui"),
          new Template("lucheng", "潞城经济技术开发区", "潞城经开区", "潞城", "lucheng"),
          new Template("linyi", "临猗现代农业产业示范区", "临猗示范区", "临猗", "linyi"),
          new Template("lingchuan", "陵川生态文化旅游示范区", "陵川示范区", "陵川", "linyi"));

  static GeneratedZone of(int number) {
    return new GeneratedZone(number, TEMPLATES.get((number - 1) % TEMPLATES.size()));
  }

  static Template template(String slug) {
    return TEMPLATES.stream()
        .filter(template -> template.slug().equals(slug))
        .findFirst()
        .orElseThrow();
  }

  /** County code of a province that there is not. */
  String code() {
    return "99%02d%02d".formatted(city(), (number - 1) % ZONES_PER_CITY + 1);
  }

  String cityCode() {
    return "99%02d00".formatted(city());
  }

  private int city() {
    return (number - 1) / ZONES_PER_CITY + 1;
  }

  String county() {
    return "示例%04d".formatted(number);
  }

  String name() {
    return rename(template.name());
  }

  String shortName() {
    return rename(template.shortName());
  }

  String zoneClass() {
    return switch (template.slug()) {
      case "linyi" -> "agricultural";
      case "lingchuan" -> "eco_tourism";
      default -> "industrial";
    };
  }

  String slug() {
    return "zone" + code();
  }

  /** A text about the template's zone as one about this zone. */
  String rename(String text) {
    return text.replace(template.county(), county());
  }
}
