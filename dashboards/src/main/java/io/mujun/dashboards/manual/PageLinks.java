package io.mujun.dashboards.manual;

import io.mujun.dashboards.manual.declared.Declared;
import io.mujun.dashboards.manual.declared.Language;
import io.mujun.dashboards.manual.declared.Title;
import io.mujun.warehouse.lineage.ColumnInput;
import io.mujun.warehouse.lineage.Lineage;
import io.mujun.warehouse.source.LedgerSource;
import io.mujun.warehouse.source.SourceDefinition;
import java.util.Collection;
import java.util.List;

/** Links to what is declared, in one language. */
final class PageLinks {
  private final Declared declared;
  private final Language language;

  PageLinks(Declared declared, Language language) {
    this.declared = declared;
    this.language = language;
  }

  PageLink metric(String name) {
    return link(declared.title(declared.metrics().measure(name, "manual")), Addresses.metric(name));
  }

  PageLink table(String name) {
    return link(declared.title(declared.contracts().table(name)), Addresses.table(name));
  }

  /** A source; of ledgers the layout is told as well. */
  PageLink source(SourceDefinition source) {
    String code =
        source instanceof LedgerSource ledger
            ? source.source() + " (" + ledger.layout().layout() + ")"
            : source.source();
    return new PageLink(source.system(), code, Addresses.source(source));
  }

  /** A dataset, as lineage names it. */
  PageLink dataset(String name) {
    return Lineage.metricOf(name)
        .map(this::metric)
        .or(
            () ->
                Lineage.codesOf(name)
                    .map(file -> new PageLink(file + ".csv", file, Addresses.codes(file))))
        .orElseGet(() -> table(name));
  }

  PageLink column(ColumnInput input) {
    return new PageLink(
        dataset(input.dataset()).text(),
        Lineage.metricOf(input.dataset()).isPresent()
            ? Lineage.metricOf(input.dataset()).get()
            : input.dataset() + "." + input.column(),
        Addresses.column(input));
  }

  List<PageLink> datasets(Collection<String> names) {
    return names.stream().map(this::dataset).toList();
  }

  private PageLink link(Title title, String address) {
    return new PageLink(title.in(language), title.slug(), address);
  }
}
