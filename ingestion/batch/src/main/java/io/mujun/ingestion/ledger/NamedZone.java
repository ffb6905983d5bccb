package io.mujun.ingestion.ledger;

import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.record.value.Texts;
import io.mujun.warehouse.code.Zone;
import io.mujun.warehouse.code.Zones;
import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The zone that a ledger says it is of, in its title or in the name of its file. */
final class NamedZone {
  private NamedZone() {}

  /** The zones that a text names. */
  static Set<Zone> in(String text, Zones zones) {
    return zones.named(Texts.compact(Normalizer.normalize(text, Normalizer.Form.NFC)));
  }

  /**
   * The one zone that title and file name agree on.
   *
   * @param titles texts above the header
   * @param named zones that the file's name speaks of
   * @throws FileRefusedException where they disagree, name several, or none
   */
  static Zone of(List<String> titles, Set<Zone> named, Zones zones) throws FileRefusedException {
    Set<Zone> titled =
        titles.stream()
            .flatMap(title -> in(title, zones).stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (titled.isEmpty() && named.isEmpty()) {
      throw new FileRefusedException("ZONE_UNKNOWN", null, "标题和文件名都没有写明是哪个示范区，分不清是谁的台账，请在标题中写明");
    }
    Set<Zone> agreed = new LinkedHashSet<>(titled.isEmpty() ? named : titled);
    if (!named.isEmpty()) {
      agreed.retainAll(named);
    }
    if (agreed.isEmpty()) {
      throw new FileRefusedException(
          "ZONE_DISAGREES",
          names(titled),
          "标题写的是“%s”，文件名写的是“%s”，分不清是谁的台账，整份不收。请核对后重新报送".formatted(names(titled), names(named)));
    }
    if (agreed.size() > 1) {
      throw new FileRefusedException(
          "ZONE_AMBIGUOUS",
          names(agreed),
          "标题或文件名同时写有“%s”，分不清是谁的台账，请只写一个".formatted(names(agreed)));
    }
    return agreed.iterator().next();
  }

  private static String names(Collection<Zone> zones) {
    return String.join("、", new TreeSet<>(zones.stream().map(Zone::name).toList()));
  }
}
