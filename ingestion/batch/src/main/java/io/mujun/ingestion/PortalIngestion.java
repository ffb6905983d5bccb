package io.mujun.ingestion;

import io.mujun.ingestion.change.ChangeReading;
import io.mujun.ingestion.portal.Pause;
import io.mujun.ingestion.portal.Portal;
import io.mujun.ingestion.portal.PortalTable;
import io.mujun.record.IngestRules;
import io.mujun.warehouse.source.PortalSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;

/** Takes the records of a portal in, from where the last commit says that reading came. */
public final class PortalIngestion {
  private static final Clock CLOCK = Clock.system(ZoneId.of("Asia/Shanghai"));

  private PortalIngestion() {}

  /** The portals' records that the rules know. */
  public static List<PortalSource> sources(IngestRules rules) {
    return ChangeIngestion.sources(rules, PortalSource.class);
  }

  /**
   * Takes in what is new. All that one reading takes is one batch: a portal gives its records in no
   * order that a mark could follow.
   *
   * @return the receipt of what is in, and what went wrong: {@code SOURCE_UNREACHABLE}, {@code
   *     SOURCE_SIGNATURE_REFUSED}, {@code SOURCE_PAGES_DISAGREE} and the like; {@code
   *     SOURCE_SHRUNK} and {@code SOURCE_WENT_BACK} as of exchange tables
   */
  public static ChangeResult ingest(
      PortalSource source,
      Portal portal,
      IngestContext context,
      ChangeReading.Depth depth,
      IngestProgress progress) {
    return ingest(source, portal, context, depth, progress, rest -> Thread.sleep(rest.toMillis()));
  }

  static ChangeResult ingest(
      PortalSource source,
      Portal portal,
      IngestContext context,
      ChangeReading.Depth depth,
      IngestProgress progress,
      Pause pause) {
    return ChangeIngestion.ingest(
        source,
        () -> new PortalTable(source, portal, new KeptPages(source, context), CLOCK, pause),
        context,
        depth,
        progress,
        Integer.MAX_VALUE);
  }

  /** Pages are kept as ledgers are, and called as their source, their number and their content. */
  private record KeptPages(PortalSource source, IngestContext context)
      implements PortalTable.Keeping {
    private static final int DIGITS = 16;

    @Override
    public Path waiting() {
      return context.data().resolve("pages").resolve(source.source());
    }

    @Override
    public String keep(Path page, int number) {
      try {
        String name =
            "%s-%05d-%s.json"
                .formatted(source.source(), number, ReceivedFiles.hash(page).substring(0, DIGITS));
        Path named = Files.move(page, page.resolveSibling(name));
        new ReceivedFiles(context.data()).keep(named, context.limits().fileBytes());
        return name;
      } catch (IOException failed) {
        throw WriteFaults.of(source.source(), context.data(), failed, failed);
      }
    }
  }
}
