package org.pan.evaluation.internal.privacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.cohort.Cohort;
import org.pan.evaluation.internal.cohort.StaticColumn;
import org.pan.sequences.StaticField;

/**
 * What is compared of patients: static fields that all sets have (a category as one column for each
 * of its names), logs of one plus the number of events, of days with events and of the span, the
 * first day where all times are of one kind, for each of the 60 most frequent codes the log of one
 * plus how often, the mean and the last number, and the rare codes hashed into 32 columns.
 */
final class PatientColumns {

  private static final int CODES = 60;
  private static final int RARE = 32;
  private static final int MOST_CATEGORIES = 20;

  /** What a column tells of a patient. */
  enum Kind {
    STATIC,
    TIMING,
    COUNT,
    NUMBER,
    RARE
  }

  /**
   * A dimension.
   *
   * @param rank of the code among the most frequent; negative for other columns
   */
  record Column(String name, Kind kind, int rank) {}

  private final List<Integer> codes;
  private final boolean[] numbered;
  private final List<StaticColumn> fields;
  private final List<Column> columns = new ArrayList<>();
  private final int[] firstOfCode;
  private final boolean oneClock;

  PatientColumns(Comparison sets, Cohort train) {
    codes = sets.frequentCodes().stream().limit(CODES).toList();
    List<Cohort> all =
        Stream.concat(Stream.of(sets.real(), train), sets.synthetic().stream()).toList();
    numbered = numbered(List.of(sets.real(), train));
    fields = sets.real().statics().stream().filter(f -> shared(f, all)).toList();
    oneClock = all.stream().map(Cohort::timeMode).distinct().count() == 1;
    firstOfCode = new int[sets.real().codes().size()];
    name(sets.real());
  }

  private static boolean shared(StaticColumn column, List<Cohort> sets) {
    StaticField.Kind kind = column.field().kind();
    return (kind != StaticField.Kind.CATEGORY || column.categories().size() <= MOST_CATEGORIES)
        && sets.stream()
            .allMatch(
                set ->
                    set.field(column.field().name())
                        .filter(found -> found.field().kind() == kind)
                        .isPresent());
  }

  private static boolean[] numbered(List<Cohort> cohorts) {
    boolean[] numbered = new boolean[cohorts.get(0).codes().size()];
    for (Cohort cohort : cohorts) {
      for (int e = 0; e < cohort.events(); e++) {
        numbered[cohort.code(e)] |= !Double.isNaN(cohort.number(e));
      }
    }
    return numbered;
  }

  private void name(Cohort real) {
    for (StaticColumn field : fields) {
      String name = field.field().name();
      for (int k = 0; k < width(field); k++) {
        boolean category = field.field().kind() == StaticField.Kind.CATEGORY;
        columns.add(new Column(category ? name + " " + field.label(k) : name, Kind.STATIC, -1));
      }
    }
    for (String timing : List.of("events", "days with events", "span", "first day")) {
      columns.add(new Column(timing, Kind.TIMING, -1));
    }
    Arrays.fill(firstOfCode, -1);
    for (int rank = 0; rank < codes.size(); rank++) {
      int code = codes.get(rank);
      String name = real.codes().name(code);
      firstOfCode[code] = columns.size();
      columns.add(new Column("number of " + name, Kind.COUNT, rank));
      if (numbered[code]) {
        columns.add(new Column("mean of " + name, Kind.NUMBER, rank));
        columns.add(new Column("last " + name, Kind.NUMBER, rank));
      }
    }
    for (int k = 0; k < RARE && codes.size() == CODES; k++) {
      columns.add(new Column("rare codes " + k, Kind.RARE, -1));
    }
  }

  private static int width(StaticColumn field) {
    return field.field().kind() == StaticField.Kind.CATEGORY ? field.categories().size() : 1;
  }

  /** The columns in their order. */
  List<Column> all() {
    return columns;
  }

  /** Row after row of a cohort's patients; NaN where a value is missing. */
  float[] values(Cohort cohort) {
    int width = columns.size();
    float[] values = new float[cohort.subjects() * width];
    Arrays.fill(values, Float.NaN);
    for (int s = 0; s < cohort.subjects(); s++) {
      int at = statics(cohort, s, values, s * width);
      timing(cohort, s, values, at);
      counts(cohort, s, values, s * width);
    }
    return values;
  }

  private int statics(Cohort cohort, int s, float[] row, int start) {
    int at = start;
    for (StaticColumn field : fields) {
      double value = cohort.field(field.field().name()).orElseThrow().values()[s];
      if (field.field().kind() != StaticField.Kind.CATEGORY) {
        // Dates as days: a float keeps no microseconds.
        boolean date = field.field().kind() == StaticField.Kind.DATE;
        row[at++] = (float) (date ? value / Cohort.DAY_MICROS : value);
        continue;
      }
      for (int k = 0; k < width(field); k++) {
        row[at++] = value == k ? 1 : 0;
      }
    }
    return at;
  }

  private void timing(Cohort cohort, int s, float[] row, int at) {
    int from = cohort.from(s);
    int to = cohort.to(s);
    int days = 0;
    for (int e = from; e < to; e++) {
      days += e == from || cohort.day(e) != cohort.day(e - 1) ? 1 : 0;
    }
    row[at] = (float) Math.log1p(to - from);
    row[at + 1] = (float) Math.log1p(days);
    if (from < to) {
      row[at + 2] = (float) Math.log1p(cohort.day(to - 1) - cohort.day(from));
      row[at + 3] = oneClock ? cohort.day(from) : 0;
    }
  }

  private void counts(Cohort cohort, int s, float[] row, int start) {
    int width = columns.size();
    for (int k = 0; k < width; k++) {
      row[start + k] = counts(k) ? 0 : row[start + k];
    }
    int[] numbers = new int[width];
    for (int e = cohort.from(s); e < cohort.to(s); e++) {
      int k = firstOfCode[cohort.code(e)];
      if (k >= 0) {
        row[start + k]++;
        number(cohort, e, k, numbers, row, start);
      } else if (codes.size() == CODES) {
        row[start + width - RARE + Math.floorMod(cohort.code(e) * 0x9E3779B9, RARE)]++;
      }
    }
    for (int k = 0; k < width; k++) {
      if (counts(k)) {
        row[start + k] = (float) Math.log1p(row[start + k]);
      }
      if (numbers[k] > 0) {
        row[start + k + 1] /= numbers[k];
      }
    }
  }

  private boolean counts(int column) {
    Kind kind = columns.get(column).kind();
    return kind == Kind.COUNT || kind == Kind.RARE;
  }

  /** Sums a number in the column after that of its code's count, and keeps it in the next. */
  private void number(Cohort cohort, int event, int k, int[] numbers, float[] row, int start) {
    float number = (float) cohort.number(event);
    if (numbered[cohort.code(event)] && !Float.isNaN(number)) {
      row[start + k + 1] = numbers[k]++ == 0 ? number : row[start + k + 1] + number;
      row[start + k + 2] = number;
    }
  }
}
