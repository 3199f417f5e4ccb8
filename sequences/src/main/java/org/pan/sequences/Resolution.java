package org.pan.sequences;

/** The finest unit in which the times of a data set differ. */
public enum Resolution {
  DAY(86_400_000_000L),
  MINUTE(60_000_000L),
  SECOND(1_000_000L),
  MICROSECOND(1L);

  private final long micros;

  Resolution(long micros) {
    this.micros = micros;
  }

  /** The unit's length in microseconds. */
  public long micros() {
    return micros;
  }
}
