package io.mujun.cli.lineage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.lineage.Lineage;
import io.openlineage.client.OpenLineage;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Tells of a night in OpenLineage's words: its begin, each model that was computed, with what it
 * reads and from which columns its own follow, and its end.
 */
public final class NightEvents {
  private static final URI PRODUCER = URI.create("https://mujun.io/openlineage/night");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private final OpenLineage events = new OpenLineage(PRODUCER);
  private final EventTarget target;
  private final EventDatasets datasets;
  private final Contracts contracts;
  private final Lineage lineage;
  private final Clock clock;
  private final UUID night;
  private final Set<String> computed = new TreeSet<>();

  /**
   * Events of one night.
   *
   * @param target a file or an http address
   * @param night identifies it
   * @param tell is told where events cannot be
   */
  public NightEvents(
      URI target,
      Contracts contracts,
      Lineage lineage,
      Clock clock,
      UUID night,
      Consumer<String> tell) {
    this.target = new EventTarget(target, tell);
    this.datasets = new EventDatasets(events, contracts, lineage);
    this.contracts = contracts;
    this.lineage = lineage;
    this.clock = clock;
    this.night = night;
  }

  /** The night begins. */
  public void started() {
    tell(night(OpenLineage.RunEvent.EventType.START, null).build());
  }

  /** A model ended, as the night's process tells it; one that was left alone is passed over. */
  public void progressed(JsonNode event) {
    String table = event.path("model").asText();
    if (!contracts.contains(table) || event.path("touched").isEmpty()) {
      return;
    }
    computed.add(table);
    UUID run = UUID.randomUUID();
    ZonedDateTime ended = ZonedDateTime.now(clock);
    ZonedDateTime began =
        ended.minus(Duration.ofMillis(Math.round(event.path("seconds").asDouble() * 1000)));
    tell(
        model(run, table).eventType(OpenLineage.RunEvent.EventType.START).eventTime(began).build());
    tell(
        model(run, table)
            .eventType(OpenLineage.RunEvent.EventType.COMPLETE)
            .eventTime(ended)
            .outputs(List.of(datasets.output(table)))
            .build());
  }

  /** The night ended, and published or found nothing new; or a check withheld what it computed. */
  public void ended(JsonNode result) {
    if (result.path("status").asText().equals("withheld")) {
      failed(
          "A check withheld the publication: "
              + result.path("failed_checks").findValuesAsText("check"));
      return;
    }
    List<OpenLineage.OutputDataset> outputs = new ArrayList<>();
    computed.forEach(table -> outputs.add(datasets.output(table)));
    tell(
        night(OpenLineage.RunEvent.EventType.COMPLETE, null)
            .inputs(inputs(computed))
            .outputs(outputs)
            .build());
  }

  /** The night failed. */
  public void failed(String message) {
    tell(night(OpenLineage.RunEvent.EventType.FAIL, message).inputs(inputs(computed)).build());
  }

  private OpenLineage.RunEventBuilder night(OpenLineage.RunEvent.EventType type, String fault) {
    OpenLineage.RunFacetsBuilder facets = events.newRunFacetsBuilder();
    if (fault != null) {
      facets.errorMessage(
          events
              .newErrorMessageRunFacetBuilder()
              .message(fault)
              .programmingLanguage("Java")
              .build());
    }
    return events
        .newRunEventBuilder()
        .eventType(type)
        .eventTime(ZonedDateTime.now(clock))
        .run(events.newRunBuilder().runId(night).facets(facets.build()).build())
        .job(job("nightly"));
  }

  private OpenLineage.RunEventBuilder model(UUID run, String table) {
    OpenLineage.ParentRunFacet parent =
        events
            .newParentRunFacetBuilder()
            .run(events.newParentRunFacetRunBuilder().runId(night).build())
            .job(
                events
                    .newParentRunFacetJobBuilder()
                    .namespace(EventDatasets.NAMESPACE)
                    .name("nightly")
                    .build())
            .build();
    return events
        .newRunEventBuilder()
        .run(
            events
                .newRunBuilder()
                .runId(run)
                .facets(events.newRunFacetsBuilder().parent(parent).build())
                .build())
        .job(job("nightly." + table))
        .inputs(inputs(Set.of(table)));
  }

  private OpenLineage.Job job(String name) {
    return events
        .newJobBuilder()
        .namespace(EventDatasets.NAMESPACE)
        .name(name)
        .facets(
            events
                .newJobFacetsBuilder()
                .jobType(
                    events
                        .newJobTypeJobFacetBuilder()
                        .processingType("BATCH")
                        .integration("MUJUN")
                        .jobType("JOB")
                        .build())
                .build())
        .build();
  }

  /** What tables read that are not among them. */
  private List<OpenLineage.InputDataset> inputs(Set<String> tables) {
    Set<String> read = new TreeSet<>();
    for (String table : tables) {
      read.addAll(lineage.upstreamOf(table, dataset -> Lineage.metricOf(dataset).isPresent()));
    }
    read.removeAll(tables);
    read.removeIf(dataset -> Lineage.metricOf(dataset).isPresent());
    return read.stream().map(datasets::input).toList();
  }

  private void tell(OpenLineage.RunEvent event) {
    try {
      target.take(JSON.writeValueAsString(event));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
