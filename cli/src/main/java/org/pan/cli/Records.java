package org.pan.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pan.sampling.Continuation;
import org.pan.sequences.DataException;
import org.pan.sequences.Dataset;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.Encoding;
import org.pan.sequences.encoding.Vocabulary;

/**
 * Real patients from whom a model goes on, once it is sure that they are of the kind it has learnt.
 *
 * @param dataset where they are
 * @param taken which of them
 * @param count how many these are
 * @param leftOut how many others there are
 */
record Records(Dataset dataset, Predicate<Timeline> taken, long count, long leftOut) {

  /**
   * Those under observation on the day from which to go on.
   *
   * @throws DataException if the data are of another kind: another sort of time, fields that are
   *     not there, no code in common; or if nobody is under observation
   */
  static Records underObservation(Dataset data, Continuation continuation, Encoding encoding) {
    checkSchema(data.schema(), continuation.unknown(), encoding);
    return of(data, encoding, record -> continuation.lastDay(record).isPresent());
  }

  /**
   * All of them.
   *
   * @throws DataException as {@link #underObservation}
   */
  static Records all(Dataset data, Set<String> unknown, Encoding encoding) {
    checkSchema(data.schema(), unknown, encoding);
    return of(data, encoding, record -> true);
  }

  private static Records of(Dataset data, Encoding encoding, Predicate<Timeline> taken) {
    Tally tally = new Tally();
    try (Stream<Timeline> timelines = data.timelines()) {
      timelines.forEach(timeline -> tally.add(timeline, taken.test(timeline), encoding.codes()));
    }
    tally.check();
    return new Records(data, taken, tally.inside, tally.outside);
  }

  private static void checkSchema(Schema data, Set<String> unknown, Encoding encoding) {
    Schema learnt = encoding.schema();
    if (data.timeMode() != learnt.timeMode()) {
      throw new DataException(
          "The model has learnt from other times: one has dates, the other days since a day zero.");
    }
    for (StaticField field : learnt.statics()) {
      if (data.field(field.name()).isEmpty() && !unknown.contains(field.name())) {
        throw new DataException(
            "The data have no static field "
                + field.name()
                + ", which the model knows: add it, or draw it with --unknown "
                + field.name()
                + ".");
      }
    }
  }

  /** The records, in order, to be closed. */
  Stream<Timeline> timelines() {
    return dataset.timelines().filter(taken);
  }

  /** What of the records the model does not know. */
  private static final class Tally {
    private final Set<String> known = new HashSet<>();
    private final Set<String> unknown = new HashSet<>();
    private long inside;
    private long outside;

    void add(Timeline timeline, boolean taken, Vocabulary codes) {
      if (taken) {
        inside++;
      } else {
        outside++;
      }
      timeline
          .events()
          .forEach(
              event -> {
                if (!known.contains(event.code()) && !unknown.contains(event.code())) {
                  (codes.ids(event.code()).isEmpty() ? unknown : known).add(event.code());
                }
              });
    }

    void check() {
      if (known.isEmpty() && !unknown.isEmpty()) {
        throw new DataException(
            "The model knows none of the "
                + unknown.size()
                + " codes in the data: they are of another vocabulary.");
      }
      if (inside == 0) {
        throw new DataException(
            "Nobody in the data is under observation on the day from which to go on.");
      }
    }
  }

  /** What the user should know of the records. */
  List<String> warnings() {
    return leftOut == 0
        ? List.of()
        : List.of(
            "%,d of %,d patients are not under observation on that day and are left out."
                .formatted(leftOut, count + leftOut));
  }
}
