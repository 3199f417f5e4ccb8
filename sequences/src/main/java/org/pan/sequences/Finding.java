package org.pan.sequences;

/**
 * Something a validator found.
 *
 * @param severity whether it breaks a rule or is only odd
 * @param file the file it is about, relative to the source
 * @param what what is wrong and how often, in one line
 */
public record Finding(Severity severity, String file, String what) {

  /** How bad a finding is. */
  public enum Severity {
    /** A rule is broken; the data may be misread. */
    ERROR,
    /** Allowed, but seldom meant. */
    WARNING
  }

  /** A broken rule. */
  public static Finding error(String file, String what) {
    return new Finding(Severity.ERROR, file, what);
  }

  /** Something odd. */
  public static Finding warning(String file, String what) {
    return new Finding(Severity.WARNING, file, what);
  }
}
