package io.mujun.cli;

import io.mujun.ingestion.portal.Portal;
import io.mujun.ingestion.portal.PortalLimits;
import io.mujun.sample.SampleCounty;
import io.mujun.sample.portal.SamplePortal;
import io.mujun.warehouse.source.ConventionFiles;
import io.mujun.warehouse.source.PortalConvention;
import io.mujun.warehouse.source.PortalSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The portals of county systems, as {@code connections.yaml} names them. The sample county's is
 * started where one is asked for, and stopped on closing.
 */
final class Portals implements AutoCloseable {
  private final Connections connections;
  private final Path home;
  private final Optional<String> delivery;
  private final List<SamplePortal> started = new ArrayList<>();

  private Portals(Workspace workspace, Optional<String> delivery) {
    this.connections = Connections.of(workspace);
    this.home = workspace.settings().home();
    this.delivery = delivery;
  }

  /** The portals, of which the sample county's lists what it listed at a delivery. */
  static Portals at(Workspace workspace, String delivery) {
    return new Portals(workspace, Optional.of(delivery));
  }

  /** The portals, of which the sample county's lists what it listed last. */
  static Portals of(Workspace workspace) {
    return new Portals(workspace, Optional.empty());
  }

  /** The portal that a source is read from. */
  Portal portal(PortalSource source) {
    PortalConvention convention = ConventionFiles.of(source, home.resolve("ingestion/conventions"));
    Connections.PortalEntry entry = connections.portal(source.portal(), convention);
    if (entry.url() != null) {
      return portal(source, convention, entry);
    }
    SamplePortal sample =
        SamplePortal.start(
            home.resolve("samples/portal").resolve(delivery.orElseGet(this::lastDelivery)),
            source,
            convention,
            entry.user(),
            entry.secret());
    started.add(sample);
    return portal(source, convention, entry.at(sample.uri()));
  }

  private String lastDelivery() {
    List<String> deliveries = new SampleCounty(home.resolve("samples/databases")).deliveries();
    return deliveries.get(deliveries.size() - 1);
  }

  private static Portal portal(
      PortalSource source, PortalConvention convention, Connections.PortalEntry entry) {
    return new Portal(
        source.portal(),
        entry.url(),
        entry.user(),
        entry.secret(),
        convention,
        PortalLimits.DEFAULT);
  }

  @Override
  public void close() {
    started.forEach(SamplePortal::close);
  }
}
