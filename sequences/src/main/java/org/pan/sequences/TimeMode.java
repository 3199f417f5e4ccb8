package org.pan.sequences;

/** How the times of a data set are meant. */
public enum TimeMode {
  /** Local dates or date-times; microseconds since 1970-01-01T00:00. */
  ABSOLUTE,
  /** Days since the subject's own day zero, possibly negative; microseconds since that day zero. */
  RELATIVE
}
