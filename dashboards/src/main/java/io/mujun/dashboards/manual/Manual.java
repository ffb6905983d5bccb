package io.mujun.dashboards.manual;

import io.mujun.dashboards.bulletin.Published;
import io.mujun.dashboards.manual.declared.Declared;
import io.mujun.dashboards.manual.declared.Language;
import io.mujun.dashboards.manual.declared.Title;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.coverage.Mechanism;
import io.mujun.warehouse.lineage.Lineage;
import io.mujun.warehouse.metric.Judgement;
import io.mujun.warehouse.metric.Measure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the manual of a repository's declarations. */
public final class Manual {
  private final Declared declared;
  private final Lineage lineage;
  private final Map<String, String> untraced;
  private final Published published;

  /**
   * @param lineage of the same declarations
   * @param untraced metric without a trace view → why
   * @param published null where no warehouse is running
   */
  public Manual(
      Declared declared, Lineage lineage, Map<String, String> untraced, Published published) {
    this.declared = declared;
    this.lineage = lineage;
    this.untraced = untraced;
    this.published = published;
  }

  /**
   * Writes all pages, in place of those of an earlier manual.
   *
   * @return what was written: the number of pages, metrics, tables, sources and mechanisms, and the
   *     publication of the figures, or null
   * @throws io.mujun.warehouse.MujunException {@code FOLDER_TAKEN} where the folder holds anything
   *     else
   */
  public Map<String, Object> write(Path folder) {
    Site site = new Site();
    site.addResource("style.css");
    site.addResource("search.js");
    site.add(
        "index.html", Templates.render("choose", Map.of("languages", List.of(Language.values()))));
    for (Language language : Language.values()) {
      pages(site, language);
      site.add(
          language.folder() + "/entries.js",
          "window.manualEntries = " + Site.json(entries(language)) + ";\n");
    }
    ListPages.Index index = new ListPages(declared, lineage, Language.CHINESE).index();
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("pages", site.pages());
    written.put("metrics", index.metrics());
    written.put("tables", index.tables());
    written.put("sources", index.sources());
    written.put("mechanisms", index.mechanisms());
    written.put("publication", published == null ? null : published.publication());
    site.write(folder, written);
    return written;
  }

  private void pages(Site site, Language language) {
    ListPages lists = new ListPages(declared, lineage, language);
    add(site, language, "index", "index.html", lists.index());
    add(site, language, "metrics", "metrics.html", lists.metrics());
    add(site, language, "tables", "tables.html", lists.tables());
    add(site, language, "lineage", "lineage.html", lists.lineage());
    add(site, language, "codes", "codes.html", lists.codes());
    add(site, language, "sources", "sources.html", new SourcePages(declared, language).page());
    add(
        site,
        language,
        "coverage",
        "coverage.html",
        new CoveragePages(declared, lineage, published, language).page());
    MetricPages metrics = new MetricPages(declared, lineage, untraced, published, language);
    for (Measure measure : declared.metrics().measures()) {
      add(site, language, "metric", Addresses.metric(measure.name()), metrics.page(measure));
    }
    TablePages tables = new TablePages(declared, lineage, language);
    for (Contract table : declared.contracts().all()) {
      String address = Addresses.table(table.qualifiedName());
      add(site, language, "table", address, tables.page(table));
    }
  }

  private void add(Site site, Language language, String template, String file, Object page) {
    Map<String, String> marks = new HashMap<>();
    for (Mechanism.Status status : Mechanism.Status.values()) {
      marks.put(status.name().toLowerCase(Locale.ROOT), status.mark());
    }
    Map<String, Object> model = new HashMap<>();
    model.put("page", page);
    model.put("file", file);
    model.put("language", language);
    model.put("t", PageTexts.in(language));
    model.put("marks", marks);
    model.put("beginning", Judgement.BEGINNING);
    model.put("published", published);
    site.add(language.folder() + "/" + file, Templates.render(template, model));
  }

  /** What the search looks through: kind, title, identifier, address. */
  private List<List<String>> entries(Language language) {
    Map<String, String> texts = PageTexts.in(language);
    List<List<String>> entries = new ArrayList<>();
    for (Measure measure : declared.metrics().measures()) {
      entries.add(
          entry(
              texts.get("metrics"),
              declared.title(measure),
              language,
              measure.name(),
              Addresses.metric(measure.name())));
    }
    for (Contract table : declared.contracts().all()) {
      String name = table.qualifiedName();
      entries.add(
          entry(texts.get("table"), declared.title(table), language, name, Addresses.table(name)));
      for (Property column : table.properties()) {
        entries.add(
            entry(
                texts.get("column"),
                new Title(column.name(), column.label()),
                language,
                name + "." + column.name(),
                Addresses.column(name, column.name())));
      }
    }
    return entries;
  }

  /** Both names are found on the pages of either language. */
  private static List<String> entry(
      String kind, Title title, Language language, String code, String address) {
    String shown =
        language == Language.CHINESE ? title.chinese() : title.english() + " " + title.chinese();
    return List.of(kind, shown, code, address);
  }
}
