package io.mujun.stream.capture;

import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;

/**
 * The last change of the log that was handed on.
 *
 * @param transaction its transaction
 * @param position its place
 * @param count how many changes of the transaction at this place were handed on
 */
public record LastChange(long transaction, long position, long count) {
  public static final LastChange NONE = new LastChange(-1, 0, 0);

  /** Name under which a job's state keeps it. */
  static final String STATE = "last-change";

  static final TypeInformation<Tuple3<Long, Long, Long>> TYPE =
      Types.TUPLE(Types.LONG, Types.LONG, Types.LONG);

  /** How a job's state keeps it. */
  public static ListStateDescriptor<Tuple3<Long, Long, Long>> state() {
    return new ListStateDescriptor<>(STATE, TYPE);
  }

  public static LastChange of(Tuple3<Long, Long, Long> stored) {
    return new LastChange(stored.f0, stored.f1, stored.f2);
  }

  public Tuple3<Long, Long, Long> stored() {
    return Tuple3.of(transaction, position, count);
  }

  /** The last change once another is handed on. */
  LastChange then(LogChange change) {
    return change.transaction() == transaction && change.position() == position
        ? new LastChange(transaction, position, count + 1)
        : new LastChange(change.transaction(), change.position(), 1);
  }
}
