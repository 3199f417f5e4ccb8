package org.pan.sequences.profile;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.Event;

/** Counts one code. */
final class CodeTally {

  private static final int MAX_TEXTS = 1_000;

  private final String code;
  private @Nullable NumberTally numbers;
  private @Nullable Set<String> texts;
  private long events;
  private long subjects;
  private long midnights;
  private long lastSubject = -1;
  private boolean repeats;

  CodeTally(String code) {
    this.code = code;
  }

  void add(long subject, Event event, boolean midnight) {
    events++;
    midnights += midnight ? 1 : 0;
    repeats |= lastSubject == subject;
    if (lastSubject != subject) {
      lastSubject = subject;
      subjects++;
    }
    if (event.hasNumber()) {
      if (numbers == null) {
        numbers = new NumberTally();
      }
      numbers.add(event.number());
    }
    if (event.text() != null) {
      if (texts == null) {
        texts = new HashSet<>();
      }
      if (texts.size() < MAX_TEXTS) {
        texts.add(event.text());
      }
    }
  }

  String code() {
    return code;
  }

  long events() {
    return events;
  }

  long subjects() {
    return subjects;
  }

  /** Events at 00:00:00. */
  long midnights() {
    return midnights;
  }

  /** Whether no subject has it twice. */
  boolean atMostOnce() {
    return !repeats;
  }

  @Nullable NumberTally numbers() {
    return numbers;
  }

  CodeProfile profile() {
    long numbered = numbers == null ? 0 : numbers.count();
    return new CodeProfile(
        code,
        events,
        subjects,
        (double) numbered / events,
        numbers == null || numbered == 0 ? null : Quantiles.of(numbers.sample()),
        texts == null ? 0 : texts.size());
  }
}
