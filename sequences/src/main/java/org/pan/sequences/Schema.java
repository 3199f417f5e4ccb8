package org.pan.sequences;

import java.util.List;
import java.util.Optional;

/**
 * What is common to all timelines of a data set, and what is needed to write timelines as the data
 * set was read.
 *
 * @param timeMode absolute or relative
 * @param resolution the finest unit in which event times differ
 * @param timeType SQL type of the time column as read, such as {@code DATE}, {@code TIMESTAMP},
 *     {@code INTEGER}
 * @param numberType SQL type of {@code numeric_value} as read
 * @param statics the static fields in column order, without the observation window
 * @param windowType SQL type of the observation window as read; a window of type {@code DATE} over
 *     timed events takes in the whole of its last day
 */
public record Schema(
    TimeMode timeMode,
    Resolution resolution,
    String timeType,
    String numberType,
    List<StaticField> statics,
    String windowType) {

  public Schema {
    statics = List.copyOf(statics);
  }

  /** A schema whose observation window is of the type of the event times. */
  public Schema(
      TimeMode timeMode,
      Resolution resolution,
      String timeType,
      String numberType,
      List<StaticField> statics) {
    this(timeMode, resolution, timeType, numberType, statics, timeType);
  }

  /** The static field of that name, if there is one. */
  public Optional<StaticField> field(String name) {
    return statics.stream().filter(field -> field.name().equals(name)).findFirst();
  }
}
