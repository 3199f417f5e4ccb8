package org.pan.model.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The precedent of visits written by hand: of two kinds, which begin with 0 and with 1. */
@NullMarked
class VisitsTest {

  private static final int CODES = 9;
  private static final int NONE = CODES;

  private final Visits visits = new Visits(CODES);

  private void observe(int day, int... codes) {
    for (int code : codes) {
      visits.observe(day * Days.MICROS, code);
    }
  }

  private int next(int day) {
    return visits.next(day * Days.MICROS);
  }

  private float[] write(int day) {
    float[] out = new float[Visits.SIZE];
    assertEquals(Visits.SIZE, visits.write(day * Days.MICROS, out, 0));
    return out;
  }

  private void observeTwoKinds() {
    visits.begin();
    observe(0, 0, 5, 6, 7);
    observe(10, 1, 5);
    observe(20, 0);
  }

  @Test
  void theLastVisitThatBeganAlikeSaysWhatComesNext() {
    observeTwoKinds();
    assertEquals(5, next(20));
    assertArrayEquals(
        new float[] {1, (float) Math.log(5), (float) Math.log(4), 0, 0, 0}, write(20));
    observe(20, 5, 6);
    assertEquals(7, next(20), "not what the visit before says");
    observe(20, 7);
    assertEquals(NONE, next(20));
    assertArrayEquals(new float[] {1, (float) Math.log(5), 0, 1, 0, 0}, write(20));
  }

  @Test
  void whatIsLeftOutIsPassedAndWhatIsNewEndsNothing() {
    observeTwoKinds();
    observe(20, 8);
    assertEquals(5, next(20));
    observe(20, 6);
    assertEquals(7, next(20));
    observe(30, 0, 8);
    assertEquals(6, next(30), "8 stands in the precedent now");
  }

  @Test
  void whatStoodInTheTwoLastVisitsOfAKindIsUsual() {
    visits.begin();
    observe(0, 0, 5, 6, 7);
    observe(10, 1, 2, 4);
    observe(20, 0, 3, 6, 7);
    observe(30, 0);
    assertEquals(3, next(30));
    assertEquals(6, visits.nextUsual(30 * Days.MICROS));
    assertArrayEquals(
        new float[] {1, (float) Math.log(5), (float) Math.log(4), 0, (float) Math.log(3), 1},
        write(30));
    int cursor = visits.cursor();
    assertEquals(0, visits.usualBefore(cursor + 1), "3 was there but once");
    assertEquals(1, visits.usualBefore(cursor + 2), "6 would be passed over");
    observe(30, 6);
    assertEquals(7, visits.nextUsual(30 * Days.MICROS));
    assertEquals(0, visits.usualBefore(cursor + 2));
    observe(30, 7);
    assertEquals(NONE, visits.nextUsual(30 * Days.MICROS));
  }

  @Test
  void visitsAreKnownByTheirEnds() {
    observeTwoKinds();
    int[] ends = new int[Visits.ENDS_SIZE];
    assertEquals(Visits.ENDS_SIZE, visits.writeEnds(ends, 0));
    assertArrayEquals(new int[] {5, 7, NONE, 0, 1}, ends);
    visits.begin();
    visits.writeEnds(ends, 0);
    assertArrayEquals(new int[] {NONE, NONE, NONE, NONE, NONE}, ends);
  }

  @Test
  void aVisitToComeAndAFirstOfItsKindHaveNone() {
    observeTwoKinds();
    assertEquals(NONE, next(21));
    assertArrayEquals(new float[Visits.SIZE], write(21));
    observe(30, 2, 5);
    assertEquals(NONE, next(30));
    assertArrayEquals(new float[Visits.SIZE], write(30));
  }

  @Test
  void anotherSubjectHasNone() {
    observeTwoKinds();
    visits.begin();
    observe(0, 0);
    assertEquals(NONE, next(0));
    assertEquals(-1, visits.precedent());
    observe(10, 0, 5);
    observe(20, 0);
    assertEquals(NONE, visits.nextUsual(20 * Days.MICROS), "usual of another subject");
  }
}
