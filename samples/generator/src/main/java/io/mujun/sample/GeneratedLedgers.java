package io.mujun.sample;

import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.code.Units;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ledgers of generated zones, in the layouts of the five sample zones. */
final class GeneratedLedgers {
  private static final int LATEST_YEAR = GeneratedProject.LAST.getYear();

  private static final List<String> NOTES = List.of("注：示例数据，各行均为虚构。", "填报人：示例");

  private final List<String> declared;
  private final List<String> deliveries = new ArrayList<>();
  private final Path target;
  private final CityShape shape;
  private final Consumer<Path> written;
  private final Units units;
  private final Map<String, LedgerLayout> layouts;

  GeneratedLedgers(Path repository, CityShape shape, Path target, Consumer<Path> written)
      throws IOException {
    this.declared = Files.readAllLines(repository.resolve("ingestion/deliveries.csv"));
    this.target = target;
    this.shape = shape;
    this.written = written;
    this.units = new Warehouse(repository.resolve("warehouse")).units();
    this.layouts =
        LedgerLayout.readAll(repository.resolve("samples/layouts")).stream()
            .collect(Collectors.toMap(LedgerLayout::layout, Function.identity()));
  }

  /** Writes a zone's ledgers, and remembers its deliveries. */
  void write(GeneratedZone zone, List<GeneratedProject> projects) throws IOException {
    String template = zone.template().slug();
    LedgerLayout investment = source(zone, template, "investment_ledger");
    List<GeneratedProject> grouped =
        projects.stream().sorted(Comparator.comparing(GeneratedProject::category)).toList();
    for (int back = shape.months() - 1; back >= 0; back--) {
      YearMonth month = GeneratedProject.LAST.minusMonths(back);
      ledger(
          investment,
          month,
          () ->
              grouped.stream()
                  .filter(project -> project.isStarted(month))
                  .map(project -> investment(project, month))
                  .iterator());
    }
    LedgerLayout land = source(zone, zone.template().landSlug(), "land_ledger");
    ledger(land, GeneratedProject.LAST, land(land, projects));
    ledger(source(zone, template, "target_ledger"), GeneratedProject.LAST, targets(projects));
  }

  /**
   * Writes a ledger.
   *
   * @param rows made anew each time that they are gone through
   */
  private void ledger(LedgerLayout layout, YearMonth month, Iterable<Map<String, String>> rows)
      throws IOException {
    Path folder =
        Files.createDirectories(target.resolve("ledgers").resolve(CityGenerator.DELIVERY));
    Path file = folder.resolve(LedgerLayout.fill(layout.file(), month));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      SampleLedgers.write(new LedgerComposer(units).compose(layout, rows, month), layout, out);
    }
    written.accept(target.relativize(file));
  }

  /** The declared deliveries and those of all zones that were written. */
  String deliveries() {
    return Stream.concat(declared.stream(), deliveries.stream())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** Remembers a zone's delivery, in the layout of its template, and returns how it is written. */
  private LedgerLayout source(GeneratedZone zone, String template, String kind) {
    String slug = template + "_" + kind;
    GeneratedZone.Template owner = GeneratedZone.template(template);
    deliveries.add(
        declared.stream()
            .filter(line -> line.startsWith(template + ",") && line.contains(",ods." + kind + ","))
            .findFirst()
            .orElseThrow()
            .replaceFirst("^" + template + ",", zone.slug() + ",")
            .replaceFirst(",\\d{6},", "," + zone.code() + ",")
            .replace(owner.county(), zone.county()));
    LedgerLayout layout = layouts.get(slug);
    return layout
        .withFile(layout.file().replace(owner.county(), zone.county()))
        .withTitle(layout.title().replace(owner.county(), zone.county()), NOTES);
  }

  private static Map<String, String> investment(GeneratedProject project, YearMonth month) {
    Map<String, String> row = new HashMap<>();
    row.put("project_name", project.name());
    row.put("project_code", project.code());
    row.put("credit_code", project.creditCode());
    row.put("enterprise_name", project.enterprise());
    row.put("category", project.category());
    row.put("key_project", project.number() % 3 == 0 ? "否" : "是");
    row.put("total_investment", Long.toString(project.total()));
    row.put("annual_plan", Long.toString(project.plan()));
    row.put("cumulative_before", "0");
    row.put("started_on", project.startedOn().toString());
    row.put("responsible_unit", "示例部门");
    row.put("remark", "示例数据");
    row.put(
        month.toString(),
        "%d;%d;%d"
            .formatted(
                project.yearToDate(month), project.invested(month), project.cumulative(month)));
    return row;
  }

  /** One parcel for every fourth project. */
  private Iterable<Map<String, String>> land(LedgerLayout layout, List<GeneratedProject> projects) {
    String code =
        layout.columns().stream()
            .filter(column -> column.value().equals("area"))
            .findFirst()
            .orElseThrow()
            .rowsUnit();
    Unit unit = units.unit(code, layout.layout());
    return () ->
        projects.stream()
            .filter(project -> project.number() % 4 == 1)
            .map(project -> parcel(project, unit))
            .iterator();
  }

  private static Map<String, String> parcel(GeneratedProject project, Unit unit) {
    Random random = new Random(project.seed() + 1);
    BigDecimal squareMetres = BigDecimal.valueOf(2_000L * (5 + random.nextInt(60)));
    LocalDate contract = project.startedOn().minusDays(random.nextInt(60));
    String number =
        "%s%dB%05d".formatted(project.zone().code(), contract.getYear(), project.number());
    Map<String, String> row = new HashMap<>();
    row.put("contract_number", number);
    row.put("parcel_name", "示例地块%05d".formatted(project.number()));
    row.put("parcel_code", "%s001001GB%05d".formatted(project.zone().code(), project.number()));
    row.put("supervision_number", number);
    row.put("project_name", project.name());
    row.put("project_code", project.code());
    row.put("enterprise_name", project.enterprise());
    row.put("credit_code", project.creditCode());
    row.put("land_use", random.nextInt(10) == 0 ? "商服用地" : "工业用地");
    row.put("area", Amount.show(unit.fromBase(squareMetres, 4)));
    row.put("standard_land", random.nextInt(5) == 0 ? "否" : "是");
    row.put("price", Integer.toString(100 + random.nextInt(2_000)));
    row.put("contract_date", contract.toString());
    row.put("started_on", project.startedOn().toString());
    row.put("remark", "示例数据");
    return row;
  }

  private static List<Map<String, String>> targets(List<GeneratedProject> projects) {
    return List.of(
        target("全部", projects),
        target("产业", projects.stream().filter(GeneratedLedgers::isIndustry).toList()));
  }

  private static boolean isIndustry(GeneratedProject project) {
    return project.category().equals("产业");
  }

  private static Map<String, String> target(String scope, List<GeneratedProject> projects) {
    long plan =
        projects.stream()
            .filter(project -> project.startedOn().getYear() <= LATEST_YEAR)
            .mapToLong(GeneratedProject::plan)
            .sum();
    return Map.of(
        "investment_scope", scope,
        "target_reading", "直接",
        "preferred", "是",
        "amount", Long.toString(Math.max(plan, 1)),
        "note", "示例数据");
  }
}
