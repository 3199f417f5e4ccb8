package org.pan.model.heads;

/** Classes of the days between an event and the next: single days first, then ever wider ones. */
final class GapClasses {

  /** Classes of a single day, from 0 days on. */
  static final int SINGLE = 36;

  private static final int[] WIDE = {
    36, 40, 46, 54, 65, 80, 110, 150, 200, 260, 330, 400, 500, 700, 900, 1200, Integer.MAX_VALUE
  };

  /** Classes of several days. */
  static final int WIDES = WIDE.length - 1;

  /** The number of classes. */
  static final int COUNT = SINGLE + WIDES;

  private GapClasses() {}

  /** The class of a gap in days. */
  static int of(int gap) {
    if (gap < SINGLE) {
      return Math.max(0, gap);
    }
    int c = 0;
    while (c + 1 < WIDES && WIDE[c + 1] <= gap) {
      c++;
    }
    return SINGLE + c;
  }

  /** The first gap of a wide class, or one past the last of all for {@link #WIDES}. */
  static int from(int wide) {
    return WIDE[wide];
  }

  /** The number of days of a class; the last is as wide as records tend to make it. */
  static int width(int c) {
    if (c < SINGLE) {
      return 1;
    }
    return c == COUNT - 1 ? 400 : WIDE[c - SINGLE + 1] - WIDE[c - SINGLE];
  }
}
