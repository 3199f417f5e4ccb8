package org.pan.sequences.encoding;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.Event;
import org.pan.sequences.Timeline;

/** The second pass of {@link EncodingFit}: counts, numbers and order of the entries. */
final class CodeFit {

  private final Vocabulary byName;
  private final EncodingConfig config;
  private final CanonicalOrder order;
  private final NumberSamples numbers;
  private final long[] events;
  private final int[] subjects;
  private final int[] lastSubject;
  private int subject;
  private long droppedNumbers;
  private int[] ids = new int[256];

  CodeFit(Vocabulary byName, EncodingConfig config, int numberedCodes) {
    this.byName = byName;
    this.config = config;
    int size = byName.size();
    order = new CanonicalOrder(size);
    int capacity =
        Math.min(config.maxNumbersPerCode(), config.maxNumbers() / Math.max(1, numberedCodes));
    numbers = new NumberSamples(size, Math.max(1, capacity), config.protectBelow());
    events = new long[size];
    subjects = new int[size];
    lastSubject = new int[size];
    Arrays.fill(lastSubject, -1);
  }

  void add(Timeline timeline) {
    List<Event> all = timeline.events();
    if (ids.length < all.size()) {
      ids = new int[Math.max(all.size(), 2 * ids.length)];
    }
    int start = 0;
    for (int i = 0; i < all.size(); i++) {
      Event event = all.get(i);
      if (i > 0 && event.timeMicros() != all.get(i - 1).timeMicros()) {
        order.add(ids, start, i);
        start = i;
      }
      ids[i] = byName.id(event.code(), event.text());
      count(ids[i], event);
    }
    order.add(ids, start, all.size());
    subject++;
  }

  private void count(int id, Event event) {
    events[id]++;
    if (lastSubject[id] != subject) {
      lastSubject[id] = subject;
      subjects[id]++;
    }
    if (!event.hasNumber()) {
      return;
    }
    if (byName.entry(id).group()) {
      droppedNumbers++;
    } else if (Double.isFinite(event.number())) {
      numbers.add(id, subject, event.number());
    }
  }

  /**
   * What there is of codes.
   *
   * @param entries in canonical order
   * @param order in which the source has them within one time, null where it is the canonical one
   */
  record Codes(List<CodeNumbers> entries, @Nullable SourceOrder order) {}

  Codes fit() {
    int[] canonical = order.order();
    return new Codes(
        IntStream.of(canonical).mapToObj(this::entry).toList(), order.source(canonical));
  }

  private CodeNumbers entry(int id) {
    Vocabulary.Entry named = byName.entry(id);
    Vocabulary.Entry counted =
        new Vocabulary.Entry(named.code(), named.text(), events[id], subjects[id], named.group());
    if (!numbers.enough(id)) {
      droppedNumbers += numbers.seen(id);
      return new CodeNumbers(counted, 0, null);
    }
    return new CodeNumbers(
        counted, (double) numbers.seen(id) / events[id], numbers.fit(id, config));
  }

  long droppedNumbers() {
    return droppedNumbers;
  }
}
