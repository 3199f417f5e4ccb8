package org.pan.model.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.pan.model.testing.Records;
import org.pan.sequences.encoding.EncodedTimeline;

/** Days that a known plan makes common are found, and no others. */
class CommonDaysFitTest {

  private static final int SUBJECTS = 2_000;

  /**
   * Visits at an even rate of one in 400 days, twice that on every seventh day, over ten years
   * around day zero; a share of the subjects comes on a given day too.
   */
  private static List<EncodedTimeline> records(int day, double share) {
    SplittableRandom random = new SplittableRandom(7);
    List<EncodedTimeline> records = new ArrayList<>();
    for (int s = 0; s < SUBJECTS; s++) {
      TreeSet<Integer> days = new TreeSet<>();
      for (int d = -1_800; d < 1_800; d++) {
        if (random.nextDouble() < (d % 7 == 0 ? 2 : 1) / 400.0) {
          days.add(d);
        }
      }
      if (random.nextDouble() < share) {
        days.add(day);
      }
      long[] times = days.stream().mapToLong(d -> d * Days.MICROS).toArray();
      records.add(Records.of("s" + s, times, new int[times.length]));
    }
    return records;
  }

  @Test
  void aDayOnWhichOneInTwentyComesIsFound() {
    assertArrayEquals(new int[] {-365, 0}, CommonDaysFit.fit(records(-365, .05)));
    assertArrayEquals(new int[] {0, 90}, CommonDaysFit.fit(records(90, .05)));
  }

  @Test
  void aRhythmOfSevenDaysIsNoPlan() {
    assertArrayEquals(new int[] {0}, CommonDaysFit.fit(records(0, .2)));
  }

  @Test
  void noRecordsHaveDayZeroAlone() {
    assertArrayEquals(new int[] {0}, CommonDaysFit.fit(List.of()));
  }
}
