package org.pan.cli;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pan.sampling.Continuation;
import org.pan.sequences.encoding.Encoding;
import picocli.CommandLine.Option;

/** From when on, and with what unknown, real patients go on. */
final class ContinuationOptions {

  @Option(
      names = "--from",
      paramLabel = "DAY",
      description =
          "Last day of the past: a date, or days where time is relative (where each record ends).")
  private @Nullable String from;

  @Option(
      names = "--unknown",
      paramLabel = "FIELD",
      description =
          "A static field not known on that day, such as how the record ended: drawn given the past."
              + " May be repeated.")
  private Set<String> unknown = new LinkedHashSet<>();

  /** Whether any was given. */
  boolean given() {
    return from != null || !unknown.isEmpty();
  }

  /** Whether a day was given. */
  boolean fromDay() {
    return from != null;
  }

  /**
   * Fields that are not known.
   *
   * @throws org.pan.sequences.DataException if one is no field
   */
  Set<String> unknown(Encoding encoding) {
    encoding.checkFields(unknown);
    return unknown;
  }

  /**
   * The options for a model.
   *
   * @throws org.pan.sequences.DataException if a field is not known or the day is none
   */
  Continuation of(Encoding encoding, int futures) {
    Continuation continuation =
        Continuation.DEFAULT.withFutures(futures).withUnknown(unknown(encoding));
    return from == null ? continuation : continuation.withFrom(encoding.day(from));
  }
}
