package org.pan.evaluation.internal.cohort;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.DataException;
import org.pan.sequences.Dataset;
import org.pan.sequences.Event;
import org.pan.sequences.Split;
import org.pan.sequences.StaticField;
import org.pan.sequences.StaticValue;
import org.pan.sequences.Timeline;

/** Reads cohorts that are to be compared, so that codes and categories have one numbering. */
public final class CohortReader {

  private static final Set<Split> ALL = Set.of(Split.values());

  private final Names codes = new Names();
  private final Map<String, Names> categories = new HashMap<>();

  /**
   * Reads all timelines of a source.
   *
   * @throws DataException if it has no subjects, or more events than fit an array
   */
  public Cohort read(String name, Dataset data) {
    long events = data.eventCount(ALL);
    long subjects = data.subjectCount(ALL);
    if (subjects == 0) {
      throw new DataException(name + ": has no patients; nothing can be compared with it.");
    }
    if (events > Integer.MAX_VALUE - 16) {
      throw new DataException(
          name + ": has more than 2 billion events; evaluate a sample of its patients.");
    }
    Filling filling = new Filling((int) subjects, (int) events, data.schema().statics());
    try (Stream<Timeline> timelines = data.timelines(ALL)) {
      timelines.forEach(filling::add);
    }
    return new Cohort(
        name,
        data.schema().timeMode(),
        data.schema().resolution(),
        codes,
        filling.columns,
        filling.statics);
  }

  private Names categories(String field) {
    return categories.computeIfAbsent(field, key -> new Names());
  }

  /** Columns while they fill. */
  private final class Filling {
    private final Cohort.Columns columns;
    private final List<StaticColumn> statics = new ArrayList<>();
    private int subject;
    private int event;

    Filling(int subjects, int events, List<StaticField> fields) {
      columns =
          new Cohort.Columns(
              new String[subjects],
              new int[subjects + 1],
              new int[events],
              new long[events],
              new int[events],
              new double[events],
              new long[subjects],
              new long[subjects]);
      for (StaticField field : fields) {
        double[] values = new double[subjects];
        Arrays.fill(values, Double.NaN);
        statics.add(new StaticColumn(field, values, categories(field.name())));
      }
    }

    void add(Timeline timeline) {
      columns.ids()[subject] = timeline.subject();
      columns.start()[subject] = timeline.start().orElse(Cohort.UNKNOWN);
      columns.end()[subject] = timeline.end().orElse(Cohort.UNKNOWN);
      for (StaticColumn column : statics) {
        StaticValue value = timeline.statics().get(column.field().name());
        column.values()[subject] = number(column, value);
      }
      for (Event e : timeline.events()) {
        columns.code()[event] = codes.id(e.code());
        columns.micros()[event] = e.timeMicros();
        columns.day()[event] = (int) Math.floorDiv(e.timeMicros(), Cohort.DAY_MICROS);
        columns.number()[event] = e.number();
        event++;
      }
      subject++;
      columns.offsets()[subject] = event;
    }

    private static double number(StaticColumn column, @Nullable StaticValue value) {
      if (value instanceof StaticValue.Category category) {
        return column.categories().id(category.name());
      }
      if (value instanceof StaticValue.Number number) {
        return number.value();
      }
      return value instanceof StaticValue.Date date ? date.timeMicros() : Double.NaN;
    }
  }
}
