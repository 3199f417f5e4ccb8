package org.pan.evaluation.internal.cohort;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pan.sequences.Event;
import org.pan.sequences.StaticValue;
import org.pan.sequences.Timeline;

/** The timelines of a cohort one after another, without the text of events. */
public final class CohortTimelines {

  private CohortTimelines() {}

  /** The timelines by subject. */
  public static Stream<Timeline> of(Cohort cohort) {
    return IntStream.range(0, cohort.subjects()).mapToObj(s -> timeline(cohort, s));
  }

  private static Timeline timeline(Cohort cohort, int s) {
    Map<String, StaticValue> statics = new LinkedHashMap<>();
    for (StaticColumn column : cohort.statics()) {
      if (!Double.isNaN(column.values()[s])) {
        statics.put(column.field().name(), value(column, column.values()[s]));
      }
    }
    List<Event> events = new ArrayList<>();
    for (int e = cohort.from(s); e < cohort.to(s); e++) {
      events.add(Event.of(cohort.micros(e), cohort.codes().name(cohort.code(e)), cohort.number(e)));
    }
    return new Timeline(
        cohort.id(s), statics, known(cohort.start(s)), known(cohort.end(s)), events);
  }

  private static StaticValue value(StaticColumn column, double value) {
    return switch (column.field().kind()) {
      case CATEGORY -> new StaticValue.Category(column.label(value));
      case NUMBER -> new StaticValue.Number(value);
      case DATE -> new StaticValue.Date((long) value);
    };
  }

  private static OptionalLong known(long micros) {
    return micros == Cohort.UNKNOWN ? OptionalLong.empty() : OptionalLong.of(micros);
  }
}
