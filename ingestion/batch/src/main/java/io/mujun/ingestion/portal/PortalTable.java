package io.mujun.ingestion.portal;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.ingestion.change.Change;
import io.mujun.ingestion.change.ChangeTable;
import io.mujun.ingestion.change.Window;
import io.mujun.warehouse.source.PortalSource;
import io.mujun.warehouse.time.TimeForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The records of a portal. They are handed over once two passes over all pages in a row gave the
 * same; one page is whole by itself.
 */
public final class PortalTable implements ChangeTable {
  private final PortalSource source;
  private final Portal portal;
  private final Keeping keeping;
  private final Clock clock;
  private final PortalClient client;
  private final PageRecords records;

  /** Keeps pages as they were received. */
  public interface Keeping {
    /** A folder for the pages that wait until they are kept or forgotten. */
    Path waiting();

    /**
     * Keeps a page.
     *
     * @param number its number, from 1
     * @return the name under which it is kept
     */
    String keep(Path page, int number);
  }

  /**
   * @param clock in Asia/Shanghai
   */
  public PortalTable(
      PortalSource source, Portal portal, Keeping keeping, Clock clock, Pause pause) {
    this.source = source;
    this.portal = portal;
    this.keeping = keeping;
    this.clock = clock;
    this.client = new PortalClient(portal, clock, pause);
    this.records = new PageRecords(source);
  }

  /** This machine's: a portal tells none. */
  @Override
  public LocalDateTime now() {
    return LocalDateTime.now(clock);
  }

  @Override
  public List<String> notes() {
    return records.unknown().isEmpty()
        ? List.of()
        : List.of("接口有未登记的字段，没有读：" + String.join("、", records.unknown()));
  }

  @Override
  public void read(Window window, Consumer<Change> consumer) {
    Ask first = ask(window);
    try (PageFolder pages = new PageFolder(keeping.waiting())) {
      PortalPass before = null;
      String doubt = null;
      for (int passes = 0; passes < portal.limits().passes(); passes++) {
        pages.clear();
        PortalPass pass = PortalPass.over(source, portal, client, records, first, pages);
        doubt = pass.doubt(before);
        if (doubt == null && (before != null || pages.count() == 1)) {
          hand(pages, consumer);
          return;
        }
        before = pass;
      }
      throw PortalFault.SOURCE_PAGES_DISAGREE.of(
          portal,
          first.path(),
          "%s; asked for %d times".formatted(doubt, portal.limits().passes()));
    }
  }

  private Ask ask(Window window) {
    Ask ask = new Ask(portal.base().getRawPath() + source.path(), source.parameters());
    LocalDateTime from = window.from();
    return source.since() == null || from == null
        ? ask
        : ask.with(source.since().parameter(), TimeForm.write(from, source.since().format()));
  }

  private void hand(PageFolder pages, Consumer<Change> consumer) {
    LocalDateTime readAt = now();
    for (int number = 1; number <= pages.count(); number++) {
      Path file = pages.path(number);
      Supplier<String> kept = new Kept(file, number);
      try {
        Answer answer = Answer.read(Files.readAllBytes(file));
        List<JsonNode> listed = answer.records(portal.convention());
        for (int i = 0; i < listed.size(); i++) {
          String pointer = portal.convention().records() + "/" + i;
          records.of(listed.get(i), pointer, readAt, kept).forEach(consumer);
        }
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      } catch (PageRecords.UnfitException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  /** The name of a page, which is kept once something on it is taken. */
  private final class Kept implements Supplier<String> {
    private final Path file;
    private final int number;
    private String name;

    Kept(Path file, int number) {
      this.file = file;
      this.number = number;
    }

    @Override
    public String get() {
      if (name == null) {
        name = keeping.keep(file, number);
      }
      return name;
    }
  }

  /** Nothing is held between calls. */
  @Override
  public void close() {}
}
