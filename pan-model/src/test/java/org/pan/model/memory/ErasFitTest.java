package org.pan.model.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.pan.model.testing.Records;
import org.pan.sequences.encoding.EncodedTimeline;

/** Eras are held against processes whose rate is known day by day. */
@NullMarked
class ErasFitTest {

  private static final int FIRST = 12_000;
  private static final int DAYS = 4000;

  /** Subjects who have an event on a day with a probability that depends on the day alone. */
  private static Eras fit(IntToDoubleFunction rate) {
    SplittableRandom random = new SplittableRandom(3);
    List<EncodedTimeline> timelines = new ArrayList<>();
    for (int s = 0; s < 300; s++) {
      long[] times =
          LongStream.range(random.nextInt(1000), DAYS)
              .filter(d -> random.nextDouble() < rate.applyAsDouble((int) d))
              .map(d -> (FIRST + d) * Days.MICROS)
              .toArray();
      timelines.add(Records.of("s" + s, times, new int[times.length]));
    }
    return ErasFit.fit(timelines, FIRST, FIRST + DAYS - 1);
  }

  @Test
  void anEvenRateIsOneEra() {
    assertEquals(1, fit(day -> .01).count());
  }

  @Test
  void seasonsAreNoEras() {
    assertEquals(1, fit(day -> .01 * (1 + .3 * Math.sin(2 * Math.PI * day / 365.25))).count());
  }

  @Test
  void abruptChangesAreFoundToTheWeek() {
    Eras eras = fit(day -> day < 1400 ? .004 : day < 2800 ? .016 : .006);
    assertEquals(3, eras.count());
    assertEquals(FIRST + 1400, eras.starts()[0], 14);
    assertEquals(FIRST + 2800, eras.starts()[1], 14);
    assertEquals(0, eras.of(FIRST));
    assertEquals(0, eras.of(eras.starts()[0] - 1));
    assertEquals(1, eras.of(eras.starts()[0]));
    assertEquals(2, eras.of(FIRST + DAYS));
  }

  @Test
  void noRecordIsOneEra() {
    assertEquals(Eras.NONE.count(), ErasFit.fit(List.of(), 0, 0).count());
  }
}
