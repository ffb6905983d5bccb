package io.mujun.record;

import io.mujun.warehouse.validation.Finding;

/** Takes what a source holds, in its order. */
public interface RecordSink {

  /** One record, accepted or refused by its findings. */
  void add(SourceRecord read);

  /** Something worth a second look that is no record, such as a sum that disagrees. */
  void note(Finding finding, Locator locator, String cell);
}
