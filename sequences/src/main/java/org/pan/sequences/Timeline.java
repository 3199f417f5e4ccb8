package org.pan.sequences;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One subject's record: static fields, observation window and events in time order.
 *
 * @param subject the subject's id as read ("1", "2", ... for a synthetic one)
 * @param statics values by field name; a missing value has no entry
 * @param start start of observation in microseconds (see {@link TimeMode}), if known
 * @param end end of observation in microseconds, if known
 * @param events in ascending time; events at one time stand in the order of the source
 */
public record Timeline(
    String subject,
    Map<String, StaticValue> statics,
    OptionalLong start,
    OptionalLong end,
    List<Event> events) {

  /**
   * @throws IllegalArgumentException if event times run backwards
   */
  public Timeline {
    statics = Collections.unmodifiableMap(new LinkedHashMap<>(statics));
    events = List.copyOf(events);
    for (int i = 1; i < events.size(); i++) {
      if (events.get(i).timeMicros() < events.get(i - 1).timeMicros()) {
        throw new IllegalArgumentException(
            "Event " + i + " of a timeline lies before its predecessor; sort by time.");
      }
    }
  }
}
