package org.pan.evaluation.internal.utility;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pan.evaluation.internal.ClinicalFields;
import org.pan.evaluation.internal.cohort.Cohort;
import org.pan.evaluation.internal.cohort.StaticColumn;
import org.pan.evaluation.internal.learn.FeatureTable;
import org.pan.sequences.StaticField;

/**
 * What is known of a patient at the end of the index day: when there were events ({@link
 * TimingFeatures}), for the 30 most frequent real codes how often, how long ago and with what last
 * number, and the static fields. Counts and days go in as log(1 + x). A field that says whether the
 * patient died is left out, since it tells the future.
 */
final class HistoryFeatures {

  private static final int CODES = 30;
  private static final int CATEGORIES = 8;

  private final Cohort model;
  private final int[] codes;
  private final int[] ranks;
  private final List<Field> fields = new ArrayList<>();

  /** A column of a static field: its number, or with a category whether it is that one. */
  private record Field(String name, double category, String label) {}

  /**
   * Columns that suit these real patients.
   *
   * @param frequentCodes numbers of codes, the most frequent first
   */
  HistoryFeatures(Cohort real, List<Integer> frequentCodes) {
    model = real;
    codes = frequentCodes.stream().limit(CODES).mapToInt(code -> code).toArray();
    ranks = new int[real.codes().size()];
    Arrays.fill(ranks, -1);
    for (int rank = 0; rank < codes.length; rank++) {
      ranks[codes[rank]] = rank;
    }
    for (StaticColumn column : real.statics()) {
      if (!ClinicalFields.isDeath(column.field().name())) {
        add(column);
      }
    }
  }

  private void add(StaticColumn column) {
    String name = column.field().name();
    if (column.field().kind() == StaticField.Kind.CATEGORY) {
      Arrays.stream(column.values())
          .filter(v -> !Double.isNaN(v))
          .distinct()
          .sorted()
          .limit(CATEGORIES)
          .forEach(v -> fields.add(new Field(name, v, name + " = " + column.label(v))));
    } else {
      fields.add(new Field(name, Double.NaN, name));
    }
  }

  /** The columns, by row of the index dates. */
  FeatureTable table(IndexDates index) {
    FeatureTable timing = TimingFeatures.of(index);
    List<String> names = new ArrayList<>(timing.names());
    for (int code : codes) {
      String name = model.codes().name(code);
      names.addAll(List.of("number of " + name, "days since " + name, "last " + name));
    }
    fields.forEach(field -> names.add(field.label()));
    int width = names.size();
    float[] values = new float[index.rows() * width];
    for (int row = 0; row < index.rows(); row++) {
      System.arraycopy(
          timing.values(), row * timing.columns(), values, row * width, timing.columns());
      codes(index, row, values, row * width + timing.columns());
      statics(index, row, values, (row + 1) * width - fields.size());
    }
    return new FeatureTable(List.copyOf(names), values, index.rows());
  }

  private void codes(IndexDates index, int row, float[] values, int at) {
    Arrays.fill(values, at, at + 3 * codes.length, Float.NaN);
    Cohort cohort = index.cohort();
    int last = index.events()[row];
    int[] counts = new int[codes.length];
    for (int e = cohort.from(index.subjects()[row]); e <= last; e++) {
      int rank = ranks[cohort.code(e)];
      if (rank >= 0) {
        counts[rank]++;
        values[at + 3 * rank + 1] = (float) Math.log1p(cohort.day(last) - cohort.day(e));
        if (!Double.isNaN(cohort.number(e))) {
          values[at + 3 * rank + 2] = (float) cohort.number(e);
        }
      }
    }
    for (int rank = 0; rank < codes.length; rank++) {
      values[at + 3 * rank] = (float) Math.log1p(counts[rank]);
    }
  }

  private void statics(IndexDates index, int row, float[] values, int at) {
    for (int k = 0; k < fields.size(); k++) {
      Field field = fields.get(k);
      values[at + k] =
          index
              .cohort()
              .field(field.name())
              .map(c -> value(c, field, index, row))
              .orElse(Float.NaN);
    }
  }

  /** A date counts as years before the index day. */
  private static float value(StaticColumn column, Field field, IndexDates index, int row) {
    double value = column.values()[index.subjects()[row]];
    if (Double.isNaN(value)) {
      return Float.NaN;
    }
    return switch (column.field().kind()) {
      case CATEGORY -> value == field.category() ? 1 : 0;
      case NUMBER -> (float) value;
      case DATE -> {
        double days = index.cohort().day(index.events()[row]) - value / Cohort.DAY_MICROS;
        yield (float) (days / 365.25);
      }
    };
  }
}
