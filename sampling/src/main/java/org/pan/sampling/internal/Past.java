package org.pan.sampling.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pan.model.memory.Days;
import org.pan.model.memory.Subject;
import org.pan.sequences.Event;
import org.pan.sequences.StaticValue;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.sequences.encoding.Encoding;
import org.pan.sequences.encoding.StaticCondition;

/** A real patient up to and including a day, from where futures are drawn. */
public final class Past {

  private final Timeline record;
  private final EncodedTimeline encoded;
  private final Set<String> unknown;
  private final int day;
  private final long number;
  private @Nullable Posterior posterior;

  /**
   * @param whole the record as read; what lies after the day is not looked at
   * @param unknown static fields that are not known on that day
   * @param day last day of the past
   * @param number of the record, from 0
   */
  public Past(Encoding encoding, Timeline whole, Set<String> unknown, int day, long number) {
    List<Event> events =
        whole.events().stream().filter(event -> Days.of(event.timeMicros()) <= day).toList();
    Map<String, StaticValue> statics = new LinkedHashMap<>(whole.statics());
    statics.keySet().removeAll(unknown);
    this.record =
        new Timeline(whole.subject(), statics, whole.start(), OptionalLong.empty(), events);
    this.encoded = encoding.encode(record);
    this.unknown = Set.copyOf(unknown);
    this.day = day;
    this.number = number;
  }

  /** The same patient before anything has happened: static fields and start of observation. */
  public static Past ofNothing(
      Encoding encoding, Timeline whole, Set<String> unknown, long number) {
    int day = whole.start().isPresent() ? Days.of(whole.start().getAsLong()) - 1 : Subject.NO_DAY;
    return new Past(encoding, whole, unknown, day, number);
  }

  /** What is known of the static fields, and that observation lasts to the last day at least. */
  public StaticCondition condition(Encoding encoding) {
    long observedUntil = day == Subject.NO_DAY ? EncodedTimeline.UNKNOWN : day * Days.MICROS;
    return encoding.given(encoded, unknown, observedUntil);
  }

  EncodedTimeline encoded() {
    return encoded;
  }

  int day() {
    return day;
  }

  long number() {
    return number;
  }

  long start() {
    return encoded.start();
  }

  /** An end of observation, moved to the last day of the past where it lies before. */
  long noEarlier(long end) {
    return end == EncodedTimeline.UNKNOWN || day == Subject.NO_DAY
        ? end
        : Math.max(end, day * Days.MICROS);
  }

  /** What is not known of the patient, as weighed once for all futures. */
  Posterior posterior(java.util.function.Supplier<Posterior> weighed) {
    if (posterior == null) {
      posterior = weighed.get();
    }
    return posterior;
  }

  /** The past as read, then the events drawn after it, and the static fields that were drawn. */
  Timeline followedBy(Timeline drawn) {
    List<Event> events = new ArrayList<>(record.events());
    events.addAll(drawn.events().subList(encoded.size(), drawn.events().size()));
    Map<String, StaticValue> statics = new LinkedHashMap<>(record.statics());
    drawn
        .statics()
        .forEach(
            (field, value) -> {
              if (unknown.contains(field)) {
                statics.put(field, value);
              }
            });
    return new Timeline(drawn.subject(), statics, record.start(), drawn.end(), events);
  }
}
