package io.mujun.ingestion.ledger;

import io.mujun.ingestion.ledger.head.HeaderMatch;
import io.mujun.ingestion.ledger.head.LedgerHead;
import io.mujun.ingestion.ledger.head.LedgerHead.OpenSheet;
import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.Limits;
import io.mujun.record.IngestRules;
import io.mujun.warehouse.code.Zone;
import io.mujun.warehouse.source.Layout;
import io.mujun.warehouse.source.LedgerSource;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises who sent an incoming file, and which layout it has: by its headers, and by the zone
 * that its title or its name speaks of.
 */
public final class LedgerLayouts {
  /** Farther than any header, nearer than a sheet that is missing. */
  private static final int WITHOUT_HEADER = Integer.MAX_VALUE - 1;

  private final IngestRules rules;
  private final Limits limits;
  private final List<LedgerSource> sources;

  public LedgerLayouts(IngestRules rules, Limits limits) {
    this.rules = rules;
    this.limits = limits;
    this.sources =
        rules.sources().stream()
            .filter(LedgerSource.class::isInstance)
            .map(LedgerSource.class::cast)
            .toList();
  }

  /** The source of a slug. */
  public Optional<LedgerSource> source(String slug) {
    return sources.stream().filter(source -> source.source().equals(slug)).findFirst();
  }

  /**
   * Opens a file by the one delivery that fits its headers and its zone.
   *
   * @param file where the content is
   * @param name the file's name as it was sent
   * @param receivedOn the day on which it was received
   */
  public LedgerFile open(Path file, String name, LocalDate receivedOn)
      throws LedgerRefusedException {
    Set<Zone> named = NamedZone.in(name, rules.zones());
    List<LedgerSource> candidates =
        sources.stream()
            .filter(
                source ->
                    named.isEmpty()
                        || named.stream().anyMatch(zone -> zone.code().equals(source.zoneCode())))
            .toList();
    try (OpenSheets sheets = new OpenSheets(file, limits)) {
      if (candidates.isEmpty()) {
        throw new LedgerRefusedException(
            new FileRefusedException(
                "DELIVERY_UNKNOWN", name, "没有登记%s报送的台账，请先登记报送单位和版式".formatted(names(named))),
            null);
      }
      List<LedgerHead> heads = heads(candidates, sheets);
      LedgerFile ledger = choose(heads, candidates, named, name, receivedOn);
      sheets.keep(ledger.sheetFile());
      return ledger;
    }
  }

  /** The sheets that have the header of a candidate's layout. */
  private List<LedgerHead> heads(List<LedgerSource> candidates, OpenSheets sheets)
      throws LedgerRefusedException {
    List<LedgerHead> heads = new ArrayList<>();
    Fault nearest = null;
    for (Layout layout : candidates.stream().map(LedgerSource::layout).distinct().toList()) {
      OpenSheet sheet = null;
      try {
        sheet = sheets.open(layout);
        heads.add(LedgerHead.of(layout, sheet, rules.units()));
      } catch (FileRefusedException fault) {
        int distance =
            sheet != null
                ? LedgerHead.distance(layout, sheet, rules.units())
                : fault.code().equals("SHEET_MISSING") ? Integer.MAX_VALUE : WITHOUT_HEADER;
        if (nearest == null || distance < nearest.distance()) {
          nearest = new Fault(fault, layout, distance);
        }
      }
    }
    if (heads.isEmpty() && nearest != null && nearest.distance() == HeaderMatch.ALL) {
      throw new LedgerRefusedException(
          new FileRefusedException("LAYOUT_UNKNOWN", null, "没有一种登记的版式有这样的表头，请核对表头，或先登记版式"), null);
    }
    if (heads.isEmpty() && nearest != null) {
      throw new LedgerRefusedException(nearest.fault(), only(candidates, nearest.layout()));
    }
    return heads;
  }

  private LedgerFile choose(
      List<LedgerHead> heads,
      List<LedgerSource> candidates,
      Set<Zone> named,
      String name,
      LocalDate receivedOn)
      throws LedgerRefusedException {
    List<LedgerFile> fitting = new ArrayList<>();
    LedgerRefusedException first = null;
    for (LedgerHead head : heads) {
      try {
        Zone zone = NamedZone.of(head.titles(), named, rules.zones());
        fitting.add(LedgerFile.open(name, source(head, candidates, zone), head, receivedOn, rules));
      } catch (FileRefusedException refused) {
        first =
            first == null
                ? new LedgerRefusedException(refused, only(candidates, head.layout()))
                : first;
      }
    }
    if (fitting.size() > 1) {
      List<String> slugs = fitting.stream().map(found -> found.layout().source()).toList();
      throw new LedgerRefusedException(
          new FileRefusedException(
              "LAYOUT_AMBIGUOUS",
              name,
              "文件同时符合几种登记的台账：%s，请在版式文件中写明区别".formatted(String.join("、", slugs))),
          null);
    }
    if (fitting.isEmpty()) {
      throw first;
    }
    return fitting.get(0);
  }

  private static LedgerSource source(LedgerHead head, List<LedgerSource> candidates, Zone zone)
      throws FileRefusedException {
    return candidates.stream()
        .filter(source -> source.layout().equals(head.layout()))
        .filter(source -> source.zoneCode().equals(zone.code()))
        .findFirst()
        .orElseThrow(
            () ->
                new FileRefusedException(
                    "DELIVERY_UNKNOWN",
                    zone.name(),
                    "没有登记%s报送这种版式（%s）的台账，请先登记".formatted(zone.name(), head.layout().layout())));
  }

  /** The only candidate of a layout, or null. */
  private static LedgerSource only(List<LedgerSource> candidates, Layout layout) {
    List<LedgerSource> found =
        candidates.stream().filter(source -> source.layout().equals(layout)).toList();
    return found.size() == 1 ? found.get(0) : null;
  }

  private static String names(Set<Zone> zones) {
    return String.join("、", zones.stream().map(Zone::name).toList());
  }

  /**
   * Why a layout does not fit.
   *
   * @param distance how many in {@link HeaderMatch#ALL} of its headers are missing
   */
  private record Fault(FileRefusedException fault, Layout layout, int distance) {}
}
