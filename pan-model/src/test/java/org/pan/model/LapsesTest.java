package org.pan.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pan.model.memory.Days;
import org.pan.model.testing.MixedWorld;
import org.pan.model.testing.RandomPan;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.EncodedTimeline;

/** Records with gaps against the same records without what is missed. */
class LapsesTest {

  /** Visits every other day: code 0 and 1 at 8 o'clock, 2 at 9, and each tenth day code 3 alone. */
  private static EncodedTimeline visits(int days) {
    List<Long> times = new ArrayList<>();
    List<Integer> codes = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      for (int code = 0; code < 3 && day % 2 == 0; code++) {
        times.add(day * Days.MICROS + (code < 2 ? 8 : 9) * (Days.MICROS / 24));
        codes.add(code);
      }
      if (day % 10 == 1) {
        times.add(day * Days.MICROS);
        codes.add(3);
      }
    }
    return record(times, codes);
  }

  private static EncodedTimeline record(List<Long> times, List<Integer> codes) {
    double[] numbers = new double[codes.size()];
    Arrays.fill(numbers, Double.NaN);
    return new EncodedTimeline(
        "subject",
        new int[0],
        new double[0],
        EncodedTimeline.UNKNOWN,
        EncodedTimeline.UNKNOWN,
        times.stream().mapToLong(t -> t).toArray(),
        codes.stream().mapToInt(c -> c).toArray(),
        numbers);
  }

  @Test
  void aStretchBeginsAtATwentiethOfVisitsAndLastsTwoOnAverage() {
    EncodedTimeline whole = visits(2_000);
    SplittableRandom random = new SplittableRandom(1);
    long missed = 0;
    long visits = 0;
    long stretches = 0;
    for (int draw = 0; draw < 600; draw++) {
      BitSet lost = Lapses.of(whole, random);
      for (int code = 0; code < 4; code++) {
        boolean before = false;
        int of = code;
        int[] having =
            IntStream.range(0, whole.size()).filter(i -> whole.code()[i] == of).toArray();
        if (Arrays.stream(having).noneMatch(lost::get)) {
          continue;
        }
        visits += having.length;
        for (int i : having) {
          missed += lost.get(i) ? 1 : 0;
          stretches += lost.get(i) && !before ? 1 : 0;
          before = lost.get(i);
        }
      }
    }
    // Of a chain that begins with .05 and goes on with .5: .05 / (.05 + .5) of the visits.
    assertEquals(1 / 11.0, missed / (double) visits, .004);
    assertEquals(2, missed / (double) stretches, .03);
  }

  @Test
  void wholeDaysOrTheSameCodesAreMissed() {
    EncodedTimeline whole = visits(400);
    SplittableRandom random = new SplittableRandom(2);
    int days = 0;
    int parts = 0;
    for (int draw = 0; draw < 1_000; draw++) {
      BitSet lost = Lapses.of(whole, random);
      if (lost.isEmpty()) {
        continue;
      }
      BitSet codes = new BitSet();
      lost.stream().forEach(i -> codes.set(whole.code()[i]));
      boolean wholeDays = codes.cardinality() == 3 && !codes.get(3);
      if (wholeDays) {
        days++;
        lost.stream()
            .forEach(
                i -> {
                  for (int j = 0; j < whole.size(); j++) {
                    if (Days.of(whole.time()[j]) == Days.of(whole.time()[i])) {
                      assertTrue(lost.get(j));
                    }
                  }
                });
      } else {
        parts++;
        // Codes at one time can be missed together, those of another time are not.
        assertTrue(codes.cardinality() <= 2 && !(codes.get(2) && codes.cardinality() > 1));
      }
    }
    assertTrue(days > 100 && parts > 250, days + " " + parts);
  }

  @Test
  void nothingOfNothingIsMissed() {
    assertTrue(Lapses.of(record(List.of(), List.of()), new SplittableRandom(3)).isEmpty());
  }

  /** Each row stands among those of the record without what is missed. */
  @Test
  void theMemoryIsThatOfTheRecordWithoutWhatIsMissed() {
    List<Timeline> raw = MixedWorld.timelines(TimeMode.ABSOLUTE, 200, 8);
    try (Pan pan = RandomPan.of(MixedWorld.schema(TimeMode.ABSOLUTE), raw, ModelConfig.TINY, 4)) {
      int withGaps = 0;
      for (Head head : pan.heads()) {
        if (!head.once()) {
          SplittableRandom random = new SplittableRandom(7);
          for (Timeline timeline : raw) {
            EncodedTimeline whole = pan.encoding().encode(timeline);
            BitSet missed = Lapses.of(whole, random);
            withGaps += missed.isEmpty() ? 0 : 1;
            compare(pan, head, whole, missed);
          }
        }
      }
      assertTrue(withGaps > 15, "records with gaps: " + withGaps);
    }
  }

  private static void compare(Pan pan, Head head, EncodedTimeline whole, BitSet missed) {
    Replay replay = new Replay(pan);
    replay.begin(whole);
    int all = rows(replay, head).size();
    replay.begin(whole);
    replay.miss(whole, missed);
    List<float[]> rows = rows(replay, head);
    replay.begin(without(whole, missed));
    List<float[]> expected = rows(replay, head);
    long same =
        rows.stream().filter(r -> expected.stream().anyMatch(e -> Arrays.equals(r, e))).count();
    // That something comes which is missed then is learnt too.
    assertTrue(rows.size() - same <= missed.cardinality(), rows.size() + " rows, same: " + same);
    assertTrue(rows.size() <= all);
    assertTrue(rows.size() >= all - 3 * missed.cardinality());
    if (missed.isEmpty()) {
      assertEquals(all, same);
    }
  }

  private static List<float[]> rows(Replay replay, Head head) {
    List<float[]> rows = new ArrayList<>();
    Rows into = new Rows(head.floatWidth(), head.intWidth(), 1);
    while (replay.left() > 0) {
      into.clear();
      replay.step(head, into, null);
      if (into.size() == 1) {
        rows.add(Arrays.copyOf(into.floats(), head.floatWidth()));
      }
    }
    return rows;
  }

  private static EncodedTimeline without(EncodedTimeline whole, BitSet missed) {
    int[] kept = IntStream.range(0, whole.size()).filter(i -> !missed.get(i)).toArray();
    return new EncodedTimeline(
        whole.subject(),
        whole.statics(),
        whole.staticNumbers(),
        whole.start(),
        whole.end(),
        Arrays.stream(kept).mapToLong(i -> whole.time()[i]).toArray(),
        Arrays.stream(kept).map(i -> whole.code()[i]).toArray(),
        Arrays.stream(kept).mapToDouble(i -> whole.number()[i]).toArray());
  }
}
