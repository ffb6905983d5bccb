package io.mujun.ingestion.change;

import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;

/** A source that is opened for one reading. Close it to end the session. */
public interface ChangeTable extends AutoCloseable {

  /** The source's own local time. */
  LocalDateTime now();

  /** Hands over the changes of a window, and perhaps others. */
  void read(Window window, Consumer<Change> consumer);

  /** What is worth knowing of what was read, in Chinese. */
  default List<String> notes() {
    return List.of();
  }

  @Override
  void close();

  /** Opens the source. */
  interface Opening {
    ChangeTable open();
  }
}
