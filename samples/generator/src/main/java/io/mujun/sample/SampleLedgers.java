package io.mujun.sample;

import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.CodeTable;
import io.mujun.warehouse.code.Units;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Renders the five zones' ledgers from {@code samples/rows} and {@code samples/layouts}. The files
 * under {@code samples/ledgers} and {@code samples/bad} are what it makes, and a test holds them to
 * it.
 */
public final class SampleLedgers {
  private SampleLedgers() {}

  /**
   * Writes {@code ledgers/<delivery>/<file>} and {@code bad/<file>} below a folder, replacing files
   * of the same name.
   *
   * @param repository folder that holds {@code samples} and {@code warehouse}
   * @param target folder to write to, usually {@code samples} of the repository
   */
  public static void write(Path repository, Path target) {
    try {
      for (Map.Entry<String, byte[]> file : render(repository).entrySet()) {
        Path path = target.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Path below {@code samples} → content of every ledger. */
  static SortedMap<String, byte[]> render(Path repository) throws IOException {
    Units units = new Warehouse(repository.resolve("warehouse")).units();
    Path samples = repository.resolve("samples");
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (LedgerLayout layout : LedgerLayout.readAll(samples.resolve("layouts"))) {
      for (Map.Entry<String, List<String>> delivery : layout.statements().entrySet()) {
        Path rows =
            samples.resolve("rows").resolve(delivery.getKey()).resolve(layout.layout() + ".csv");
        for (String month : delivery.getValue()) {
          YearMonth period = YearMonth.parse(month);
          files.put(
              "ledgers/" + delivery.getKey() + "/" + LedgerLayout.fill(layout.file(), period),
              file(layout, CodeTable.read(rows).rows(), period, units));
        }
      }
    }
    files.putAll(new BadLedgers(samples, units).render());
    return files;
  }

  /** One ledger as the bytes of its file. */
  static byte[] file(
      LedgerLayout layout, List<Map<String, String>> rows, YearMonth period, Units units)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(new LedgerComposer(units).compose(layout, rows, period), layout, bytes);
    return bytes.toByteArray();
  }

  /** Writes a ledger as its layout's kind of file, and leaves the stream open. */
  static void write(LedgerSheet ledger, LedgerLayout layout, OutputStream target)
      throws IOException {
    switch (layout.format()) {
      case XLSX -> XlsxLedgerWriter.write(ledger, target);
      case CSV -> CsvLedgerWriter.write(ledger, layout.encoding(), target);
    }
  }
}
