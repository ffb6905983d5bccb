package io.mujun.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mujun.warehouse.MujunException;
import java.io.PrintStream;

/** Writes the process's events, one JSON object a line. */
final class Events {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrintStream out;

  Events(PrintStream out) {
    this.out = out;
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /**
   * @param stage what begins, as one word
   */
  void progress(String stage, String message) {
    write(object().put("event", "progress").put("stage", stage).put("message", message));
  }

  void result(ObjectNode result) {
    ObjectNode event = object().put("event", "result");
    event.setAll(result);
    write(event);
  }

  void error(MujunException failure) {
    write(
        object()
            .put("event", "error")
            .put("code", failure.code())
            .put("message", failure.getMessage()));
  }

  private synchronized void write(ObjectNode event) {
    try {
      out.println(JSON.writeValueAsString(event));
      out.flush();
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
