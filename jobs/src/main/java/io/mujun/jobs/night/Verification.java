package io.mujun.jobs.night;

import io.mujun.catalog.CatalogMoment;
import io.mujun.catalog.CatalogSettings;
import io.mujun.catalog.publication.KeptDeclarations;
import io.mujun.catalog.publication.PublicationBook;
import io.mujun.catalog.publication.PublicationEntry;
import io.mujun.catalog.publication.Volume;
import io.mujun.jobs.model.Model;
import io.mujun.jobs.model.ModelGraph;
import io.mujun.jobs.model.Models;
import io.mujun.jobs.slice.Need;
import io.mujun.jobs.slice.Slices;
import io.mujun.jobs.sql.Inputs;
import io.mujun.jobs.sql.Sessions;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.FileTrees;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.metric.Metrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Computes a publication again, from the records that it read and by the declarations that it was
 * computed by, and compares each row with what it published. It computes in a catalog of its own in
 * a folder that is gone afterwards, and changes nothing of the warehouse.
 *
 * <p>What it cannot compute again is {@code publication_id}, which tells when a row was first said,
 * and {@code dim.metric_version}, which tells of earlier publications.
 */
public final class Verification {
  private static final String APART = "verification";
  private static final int ROWS_TOLD = 200;

  private final SparkSession session;
  private final CatalogSettings settings;
  private final Consumer<ModelResult> progress;

  /**
   * @param progress told of each model as it was computed
   */
  public Verification(
      SparkSession session, CatalogSettings settings, Consumer<ModelResult> progress) {
    this.session = session;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Verifies a publication.
   *
   * @throws MujunException {@code PUBLICATION_UNKNOWN}, {@code PUBLICATION_NOT_KEPT} or {@code
   *     DECLARATIONS_NOT_KEPT} where there is nothing to compute or to compare; and what
   *     declarations and models throw
   */
  public VerificationResult verify(String publicationId) {
    CatalogMoment moment = CatalogMoment.read(settings);
    PublicationBook book = PublicationBook.of(moment);
    PublicationEntry publication = book.find(publicationId);
    book.requireStanding(publication);
    Path folder = createFolder();
    try {
      Warehouse kept =
          KeptDeclarations.restore(moment, publication, folder.resolve("declarations"));
      return verify(publication, moment, kept, apart(folder.resolve("tables")));
    } finally {
      delete(folder);
    }
  }

  private VerificationResult verify(
      PublicationEntry publication, CatalogMoment moment, Warehouse kept, SparkSession apart) {
    Contracts contracts = kept.contracts();
    Metrics metrics = kept.metrics();
    ModelGraph graph = new Models(kept, contracts, metrics).read();
    Map<String, Long> records = records(publication, moment);
    Sessions.fit(
        apart, Volume.of(publication.inputs().keySet().stream().mapToLong(records::get).sum()));
    ModelRows rows =
        ModelRows.of(
            apart,
            kept,
            contracts,
            metrics,
            publication.asAt(),
            new Inputs(publication.inputs()),
            table -> records.getOrDefault(table, 0L));
    List<VerificationResult.VerifiedTable> tables = new ArrayList<>();
    List<VerificationResult.Difference> differences = new ArrayList<>();
    for (Model model : graph.ordered()) {
      long started = System.nanoTime();
      Contract contract = model.contract();
      write(apart, publication, contract, rows.of(model, Need.everything()).rows());
      Dataset<Row> different = different(apart, publication, contract);
      long count = different.count();
      if (count > 0) {
        differences.addAll(RowDifferences.of(contract, different, ROWS_TOLD));
      }
      long published = records.getOrDefault(model.name(), 0L);
      tables.add(new VerificationResult.VerifiedTable(model.name(), published, count));
      long millis = (System.nanoTime() - started) / 1_000_000;
      progress.accept(
          new ModelResult(
              model.name(), published, count, millis, Slices.all(), Slices.none(), null));
    }
    return new VerificationResult(
        publication.id(), publication.asAt(), List.copyOf(tables), List.copyOf(differences));
  }

  /** Writes a model's rows where the models after it will read them. */
  private static void write(
      SparkSession apart, PublicationEntry publication, Contract contract, Dataset<Row> rows) {
    Dataset<Row> typed = RowComparison.typed(contract, rows);
    if (RowComparison.isPublished(contract)) {
      typed = typed.withColumn(RowComparison.PUBLICATION_ID, functions.lit(publication.id()));
    }
    apart.sql("create namespace if not exists %s.%s".formatted(APART, contract.layer()));
    // Spark throws TableAlreadyExistsException, which is checked, without declaring it
    try {
      typed.writeTo(APART + "." + contract.qualifiedName()).using("iceberg").create();
    } catch (Exception fault) {
      throw new MujunException(
          "MODEL_INVALID", contract.qualifiedName() + ": " + fault.getMessage(), fault);
    }
  }

  private static Dataset<Row> different(
      SparkSession apart, PublicationEntry publication, Contract contract) {
    String name = contract.qualifiedName();
    String published =
        "select * from %s.%s version as of %d"
            .formatted(CatalogSettings.NAME, name, publication.tables().get(name));
    return RowComparison.of(
            contract,
            apart.table(APART + "." + name).drop(RowComparison.PUBLICATION_ID),
            apart.sql(published))
        .where("%s <> %s".formatted(RowComparison.FRESH, RowComparison.STANDING));
  }

  /** A session that reads and writes computed tables in a catalog of its own. */
  private SparkSession apart(Path folder) {
    SparkSession apart = session.newSession();
    String prefix = "spark.sql.catalog." + APART;
    String catalog = "spark.sql.catalog." + CatalogSettings.NAME;
    session
        .conf()
        .getAll()
        .foreach(
            setting -> {
              if (setting._1().startsWith(catalog)) {
                apart.conf().set(setting._1(), setting._2());
              }
              return null;
            });
    apart.conf().set(prefix, "org.apache.iceberg.spark.SparkCatalog");
    apart.conf().set(prefix + ".type", "hadoop");
    apart.conf().set(prefix + ".warehouse", folder.toUri().toString());
    apart.conf().set(prefix + ".cache-enabled", "false");
    apart.conf().set("spark.sql.defaultCatalog", APART);
    return apart;
  }

  private static Map<String, Long> records(PublicationEntry publication, CatalogMoment moment) {
    Map<String, Long> records = new TreeMap<>();
    publication
        .tableNames()
        .forEach(
            name ->
                records.put(
                    name,
                    moment
                        .table(name)
                        .map(table -> table.snapshot(publication.tag()))
                        .map(Volume::records)
                        .orElse(0L)));
    return records;
  }

  private static Path createFolder() {
    try {
      return Files.createTempDirectory("mujun-verification-");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void delete(Path folder) {
    try {
      FileTrees.delete(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
