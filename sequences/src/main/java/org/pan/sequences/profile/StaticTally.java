package org.pan.sequences.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pan.sequences.StaticField;
import org.pan.sequences.StaticValue;
import org.pan.sequences.Timeline;

/** Counts one static field. */
final class StaticTally {

  private static final int MAX_CATEGORIES = 100_000;
  private static final int SHOWN = 12;

  private final StaticField field;
  private final Map<String, Long> categories = new HashMap<>();
  private final NumberTally numbers = new NumberTally();
  private long subjects;
  private long present;

  StaticTally(StaticField field) {
    this.field = field;
  }

  void add(Timeline timeline) {
    subjects++;
    StaticValue value = timeline.statics().get(field.name());
    if (value == null) {
      return;
    }
    present++;
    if (value instanceof StaticValue.Category category) {
      if (categories.size() < MAX_CATEGORIES || categories.containsKey(category.name())) {
        categories.merge(category.name(), 1L, Long::sum);
      }
    } else if (value instanceof StaticValue.Number number) {
      numbers.add(number.value());
    } else if (value instanceof StaticValue.Date date) {
      numbers.add(Math.floorDiv(date.timeMicros(), GapTally.DAY_MICROS) * 1.0);
    }
  }

  FieldProfile profile(int protectBelow) {
    List<Map.Entry<String, Long>> sorted =
        categories.entrySet().stream()
            .filter(entry -> entry.getValue() >= protectBelow)
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(SHOWN)
            .toList();
    List<Bar> bars = new ArrayList<>();
    double all = Math.max(1, subjects);
    long shown = 0;
    for (Map.Entry<String, Long> entry : sorted) {
      bars.add(new Bar(entry.getKey(), entry.getValue() / all));
      shown += entry.getValue();
    }
    if (field.kind() == StaticField.Kind.CATEGORY && shown < present) {
      bars.add(new Bar("others", (present - shown) / all));
    }
    return new FieldProfile(
        field.name(),
        field.kind(),
        1 - present / all,
        bars,
        numbers.count() == 0 ? null : Quantiles.of(numbers.sample()));
  }
}
