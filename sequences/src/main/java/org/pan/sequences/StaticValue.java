package org.pan.sequences;

/** The value of a static field. A missing value is the absence of the field in a timeline. */
public sealed interface StaticValue {

  /** One of a set of names. */
  record Category(String name) implements StaticValue {}

  /** A finite number. */
  record Number(double value) implements StaticValue {}

  /**
   * A date or date-time.
   *
   * @param timeMicros as in {@link Event#timeMicros()}; in relative mode a day count since the
   *     subject's day zero
   */
  record Date(long timeMicros) implements StaticValue {}
}
