package org.pan.model.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is pending in a record written by hand. */
@NullMarked
class PendingTest {

  private static final int CODES = 60;
  private static final int NONE = CODES;
  private static final int DISEASE = 1;
  private static final int DRUG = 2;
  private static final int ADMISSION = 3;
  private static final int CARE = 4;
  private static final int VISIT = 6;

  private static final MemoryLayout LAYOUT = Layouts.ofMany(CODES, indications());

  private final CodeHistory history = new CodeHistory(LAYOUT);
  private final Visits visits = new Visits(CODES);
  private final Pending pending = new Pending(LAYOUT, history, visits);
  private final int[] ids = new int[CODES];
  private final float[] features = new float[CODES * Pending.FEATURES];

  private static Indications indications() {
    int[][] by = new int[CODES][0];
    by[DRUG] = new int[] {DISEASE};
    by[CARE] = new int[] {ADMISSION};
    return new Indications(by);
  }

  @BeforeEach
  void begin() {
    history.begin();
    visits.begin();
    pending.begin();
  }

  private void observe(int day, int... codes) {
    for (int code : codes) {
      history.observe(day * Days.MICROS, code);
      visits.observe(day * Days.MICROS, code);
      pending.observe(code);
    }
  }

  private int[] at(int day) {
    pending.write(day * Days.MICROS, ids, 0, features, 0);
    return Arrays.stream(ids).takeWhile(code -> code != NONE).toArray();
  }

  private float[] of(int place) {
    return Arrays.copyOfRange(features, place * Pending.FEATURES, (place + 1) * Pending.FEATURES);
  }

  @Test
  void aCodeIsPendingFromWhatItWaitsForUntilItComes() {
    assertArrayEquals(new int[0], at(0));
    observe(0, DISEASE);
    observe(10, ADMISSION);
    observe(11, VISIT);
    assertArrayEquals(new int[] {CARE, DRUG}, at(11), "the latest first");
    observe(12, CARE);
    assertArrayEquals(new int[] {DRUG}, at(12));
    observe(20, DRUG);
    assertArrayEquals(new int[0], at(30));
    observe(40, DISEASE);
    assertArrayEquals(new int[] {DRUG}, at(50));
  }

  @Test
  void aSubjectBeginsWithNothingPending() {
    observe(0, DISEASE, ADMISSION);
    begin();
    assertArrayEquals(new int[0], at(1));
  }

  @Test
  void howLongACodeWaitsIsSaid() {
    observe(0, DISEASE);
    at(0);
    assertArrayEquals(new float[] {1, 1, 1, 1, 0, 0, 0}, of(0));
    observe(0, VISIT);
    at(0);
    assertArrayEquals(new float[] {1, 1, 0, 1, 0, 0, 0}, of(0));
    at(30);
    float log31 = (float) Math.log(31);
    float log2 = (float) Math.log(2);
    assertArrayEquals(new float[] {1, 1, 0, 0, 1, log31 / 4, log2 / 2}, of(0), 1e-6f);
    observe(30, VISIT);
    observe(30, DRUG);
    observe(40, DISEASE);
    at(41);
    assertEquals(0, of(0)[1], "it came once before");
    assertArrayEquals(new float[Pending.FEATURES], of(1));
  }

  /** Each code indicates some others, by a fixed rule; a list that is searched is the oracle. */
  @Test
  void aLongRecordIsAsAListThatIsSearched() {
    int[][] by = new int[CODES][];
    for (int code = 0; code < CODES; code++) {
      by[code] = new int[] {(7 * code + 3) % CODES, (11 * code + 5) % CODES, (code + 1) % CODES};
    }
    MemoryLayout layout = Layouts.ofMany(CODES, new Indications(by));
    CodeHistory past = new CodeHistory(layout);
    Visits visited = new Visits(CODES);
    Pending waiting = new Pending(layout, past, visited);
    SplittableRandom random = new SplittableRandom(5);
    for (int subject = 0; subject < 3; subject++) {
      past.begin();
      visited.begin();
      waiting.begin();
      List<Integer> expected = new ArrayList<>();
      for (int event = 0; event < 2_000; event++) {
        int code = random.nextInt(CODES);
        past.observe(event * Days.MICROS, code);
        visited.observe(event * Days.MICROS, code);
        waiting.observe(code);
        expected.remove((Integer) code);
        for (int other : layout.indications().indicated()[code]) {
          expected.remove((Integer) other);
          expected.add(0, other);
        }
        waiting.write(event * Days.MICROS, ids, 0, features, 0);
        assertEquals(expected, Arrays.stream(ids).takeWhile(c -> c != NONE).boxed().toList());
      }
    }
  }
}
