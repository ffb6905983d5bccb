package io.mujun.cli.lineage;

import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.lineage.ColumnInput;
import io.mujun.warehouse.lineage.Lineage;
import io.openlineage.client.OpenLineage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tables as OpenLineage's datasets, with their columns and what these follow from. */
final class EventDatasets {
  /** Tables and jobs are named within it. */
  static final String NAMESPACE = "mujun";

  private final OpenLineage events;
  private final Contracts contracts;
  private final Lineage lineage;

  EventDatasets(OpenLineage events, Contracts contracts, Lineage lineage) {
    this.events = events;
    this.contracts = contracts;
    this.lineage = lineage;
  }

  OpenLineage.InputDataset input(String dataset) {
    return events
        .newInputDatasetBuilder()
        .namespace(NAMESPACE)
        .name(dataset)
        .facets(facets(dataset).build())
        .build();
  }

  /** A table that was computed, with the lineage of its columns. */
  OpenLineage.OutputDataset output(String table) {
    return events
        .newOutputDatasetBuilder()
        .namespace(NAMESPACE)
        .name(table)
        .facets(facets(table).columnLineage(columns(table)).build())
        .build();
  }

  /** A code file has no contract, and nothing is said of its columns. */
  private OpenLineage.DatasetFacetsBuilder facets(String dataset) {
    OpenLineage.DatasetFacetsBuilder facets = events.newDatasetFacetsBuilder();
    if (!contracts.contains(dataset)) {
      return facets;
    }
    Contract contract = contracts.table(dataset);
    List<OpenLineage.SchemaDatasetFacetFields> fields = new ArrayList<>();
    for (Property column : contract.properties()) {
      fields.add(
          events
              .newSchemaDatasetFacetFieldsBuilder()
              .name(column.name())
              .type(column.type().sql())
              .description(column.label())
              .build());
    }
    return facets
        .schema(events.newSchemaDatasetFacetBuilder().fields(fields).build())
        .documentation(
            events.newDocumentationDatasetFacetBuilder().description(contract.label()).build());
  }

  private OpenLineage.ColumnLineageDatasetFacet columns(String table) {
    OpenLineage.ColumnLineageDatasetFacetFieldsBuilder fields =
        events.newColumnLineageDatasetFacetFieldsBuilder();
    for (String column : lineage.of(table).columns().keySet()) {
      fields.put(
          column,
          events
              .newColumnLineageDatasetFacetFieldsAdditionalBuilder()
              .inputFields(fields(lineage.tableInputs(table, column)))
              .build());
    }
    return events
        .newColumnLineageDatasetFacetBuilder()
        .fields(fields.build())
        .dataset(fields(lineage.of(table).rows()))
        .build();
  }

  /** Each column once, with all the ways in which it is used. */
  private List<OpenLineage.InputField> fields(Collection<ColumnInput> inputs) {
    Map<String, List<ColumnInput>> uses = new TreeMap<>();
    for (ColumnInput input : inputs) {
      uses.computeIfAbsent(input.dataset() + " " + input.column(), any -> new ArrayList<>())
          .add(input);
    }
    return uses.values().stream()
        .map(
            each ->
                events
                    .newInputFieldBuilder()
                    .namespace(NAMESPACE)
                    .name(each.get(0).dataset())
                    .field(each.get(0).column())
                    .transformations(each.stream().map(this::transformation).toList())
                    .build())
        .toList();
  }

  private OpenLineage.InputFieldTransformations transformation(ColumnInput input) {
    return events
        .newInputFieldTransformationsBuilder()
        .type(input.use().isDirect() ? "DIRECT" : "INDIRECT")
        .subtype(input.use().name())
        .masking(false)
        .build();
  }
}
