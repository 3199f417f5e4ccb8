package org.pan.model.heads;

/**
 * A piece of the unit interval.
 *
 * @param low where it begins
 * @param high where it ends
 */
record Span(double low, double high) {

  /** Narrower pieces are told by the piece of this width about them: floats are no finer. */
  private static final double NARROW = 1e-5;

  double width() {
    return high - low;
  }

  /**
   * Writes the piece, or the least that can be told about a narrower one.
   *
   * @return log of the share that this piece has in what was written
   */
  double write(float[] into, int at) {
    if (width() >= NARROW) {
      writeExactly(into, at);
      return 0;
    }
    writeAround((low + high) / 2, into, at);
    return Math.log(width() / NARROW);
  }

  /** Writes the piece as it is. */
  void writeExactly(float[] into, int at) {
    into[at] = (float) low;
    into[at + 1] = (float) high;
  }

  /**
   * Writes the least piece about a place.
   *
   * @param logDensity of a continuous number there
   * @return log of its density within what was written
   */
  static double write(double place, double logDensity, float[] into, int at) {
    writeAround(place, into, at);
    return logDensity - Math.log(NARROW);
  }

  private static void writeAround(double place, float[] into, int at) {
    double middle = Math.max(NARROW / 2, Math.min(1 - NARROW / 2, place));
    into[at] = (float) (middle - NARROW / 2);
    into[at + 1] = (float) (middle + NARROW / 2);
  }
}
