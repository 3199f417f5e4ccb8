package org.pan.sequences.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.Dataset;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;

/**
 * What a data set is like. What fewer than {@value #PROTECT_BELOW} subjects show is counted, not
 * shown.
 *
 * @param timeMode absolute or relative
 * @param resolution the finest unit of its times
 * @param subjects subjects, those without events included
 * @param subjectsWithoutEvents subjects without events
 * @param events events
 * @param codes codes of enough subjects, the most frequent first
 * @param rareCodes the number of codes of fewer subjects
 * @param rareEvents their events
 * @param statics the static fields
 * @param window the observation windows
 * @param eventsPerSubject spread of the number of events of a subject, null without subjects
 * @param gaps the time from one event to the next
 * @param calendar rhythms of the calendar, null in relative time or without events
 * @param warnings what would mislead a model, a sentence each
 */
public record Profile(
    TimeMode timeMode,
    Resolution resolution,
    long subjects,
    long subjectsWithoutEvents,
    long events,
    List<CodeProfile> codes,
    long rareCodes,
    long rareEvents,
    List<FieldProfile> statics,
    WindowProfile window,
    @Nullable Quantiles eventsPerSubject,
    GapProfile gaps,
    @Nullable CalendarProfile calendar,
    List<String> warnings) {

  /** What fewer subjects show is not shown. */
  public static final int PROTECT_BELOW = 5;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public Profile {
    codes = List.copyOf(codes);
    statics = List.copyOf(statics);
    warnings = List.copyOf(warnings);
  }

  /** Profiles all timelines of a data set. */
  public static Profile of(Dataset data) {
    try (Stream<Timeline> timelines = data.timelines()) {
      return of(data.schema(), timelines);
    }
  }

  /** Profiles timelines in one pass; memory does not grow with their number. */
  public static Profile of(Schema schema, Stream<Timeline> timelines) {
    ProfileTally tally = new ProfileTally(schema);
    Iterator<Timeline> each = timelines.iterator();
    while (each.hasNext()) {
      tally.add(each.next());
    }
    return tally.profile();
  }

  /** The profile as text; all but warnings within 100 columns. */
  public String toText() {
    return new ProfileText(this).render();
  }

  /** The profile as JSON; what cannot be said is {@code "NaN"} or null. */
  public String toJson() {
    try {
      return MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A profile could not be written as JSON.", e);
    }
  }
}
