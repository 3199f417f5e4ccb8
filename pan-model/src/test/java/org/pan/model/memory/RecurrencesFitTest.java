package org.pan.model.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.pan.model.testing.Records;
import org.pan.sequences.encoding.EncodedTimeline;

/** Recurrences are held against subjects whose check-ups are known to keep their distance. */
@NullMarked
class RecurrencesFitTest {

  private static final int OTHER = 0;
  private static final int CHECK_UP = 1;
  private static final int WITH_CHECK_UP = 2;
  private static final int CODES = 3;

  /** Three years with a visit on a day in thirty, and check-ups at a distance (0 for none). */
  private static List<EncodedTimeline> subjects(int distance) {
    return subjects((subject, random) -> distance);
  }

  private static List<EncodedTimeline> subjects(
      ToIntBiFunction<Integer, SplittableRandom> distances) {
    SplittableRandom random = new SplittableRandom(5);
    List<EncodedTimeline> subjects = new ArrayList<>();
    for (int s = 0; s < 200; s++) {
      TreeMap<Integer, List<Integer>> days = new TreeMap<>();
      for (int day = 0; day < 1100; day++) {
        if (random.nextInt(30) == 0) {
          days.computeIfAbsent(day, d -> new ArrayList<>()).add(OTHER);
        }
      }
      int distance = distances.applyAsInt(s, random);
      for (int day = random.nextInt(90); distance > 0 && day < 1100; ) {
        days.computeIfAbsent(day, d -> new ArrayList<>()).addAll(List.of(CHECK_UP, WITH_CHECK_UP));
        day += distance;
        distance = distances.applyAsInt(s, random);
      }
      subjects.add(timeline(days));
    }
    return subjects;
  }

  private static EncodedTimeline timeline(SortedMap<Integer, List<Integer>> days) {
    List<Long> times = new ArrayList<>();
    List<Integer> codes = new ArrayList<>();
    days.forEach(
        (day, all) ->
            all.forEach(
                code -> {
                  times.add(day * Days.MICROS);
                  codes.add(code);
                }));
    return Records.of(
        "s",
        times.stream().mapToLong(Long::longValue).toArray(),
        codes.stream().mapToInt(Integer::intValue).toArray());
  }

  @Test
  void checkUpsThatKeepTheirDistanceAreFoundOnce() {
    Recurrences found = RecurrencesFit.fit(subjects(371), CODES);
    assertEquals(1, found.count(), "the code beside the check-up is expected with it");
    assertArrayEquals(new int[] {CHECK_UP}, found.codes());
    assertArrayEquals(new int[] {371}, found.days());
  }

  @Test
  void visitsAtRandomDoNotRecur() {
    assertEquals(0, RecurrencesFit.fit(subjects(0), CODES).count());
  }

  /** A check-up that is now and then missed comes after twice its distance. */
  @Test
  void missedCheckUpsAreFoundToo() {
    Recurrences found =
        RecurrencesFit.fit(subjects((s, random) -> random.nextInt(5) == 0 ? 300 : 150), CODES);
    assertArrayEquals(new int[] {CHECK_UP, CHECK_UP}, found.codes());
    assertArrayEquals(new int[] {150, 300}, found.days());
  }

  /** Of check-ups about a year apart no day stands out. */
  @Test
  void aDistanceAmongOthersLikeItIsNone() {
    assertEquals(
        0, RecurrencesFit.fit(subjects((s, random) -> 150 + random.nextInt(20)), CODES).count());
  }

  /** No distance is common, but each subject keeps its own. */
  @Test
  void aRhythmOfTheSubjectsOwnIsFound() {
    Recurrences found = RecurrencesFit.fit(subjects((subject, random) -> 60 + subject), CODES);
    assertEquals(1, found.count());
    assertArrayEquals(new int[] {CHECK_UP}, found.codes());
    assertArrayEquals(new int[] {Recurrences.AS_LAST}, found.days());
  }
}
