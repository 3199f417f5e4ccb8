package org.pan.sequences.encoding;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.Event;

/** Puts events into columns of integers, in canonical order within one time. */
final class EventCodec {

  /**
   * Events as columns.
   *
   * @param time microseconds
   * @param code entry ids
   * @param number numbers, NaN where there is none
   */
  record Columns(long[] time, int[] code, double[] number) {}

  /** Up to so many events at one time are sorted by insertion. */
  private static final int SMALL = 32;

  private final Vocabulary codes;
  private final @Nullable NumberCoding[] numbers;

  EventCodec(Vocabulary codes, List<CodeNumbers> entries) {
    this.codes = codes;
    numbers = new NumberCoding[entries.size()];
    for (int id = 0; id < numbers.length; id++) {
      numbers[id] = entries.get(id).numbers();
    }
  }

  Columns encode(List<Event> events, EncodingLosses losses) {
    long[] time = new long[events.size()];
    int[] code = new int[events.size()];
    double[] number = new double[events.size()];
    int n = 0;
    int start = 0;
    for (Event event : events) {
      int id = codes.id(event.code(), event.text());
      if (id < 0) {
        losses.skippedEvents++;
        continue;
      }
      if (n > start && event.timeMicros() != time[n - 1]) {
        sort(code, number, start, n);
        start = n;
      }
      time[n] = event.timeMicros();
      code[n] = id;
      number[n] = number(id, event, losses);
      n++;
    }
    sort(code, number, start, n);
    return n == time.length
        ? new Columns(time, code, number)
        : new Columns(Arrays.copyOf(time, n), Arrays.copyOf(code, n), Arrays.copyOf(number, n));
  }

  private double number(int id, Event event, EncodingLosses losses) {
    Vocabulary.Entry entry = codes.entry(id);
    losses.groupedEvents += entry.group() ? 1 : 0;
    losses.droppedTexts += event.text() != null && entry.text() == null ? 1 : 0;
    if (!event.hasNumber()) {
      return Double.NaN;
    }
    NumberCoding coding = numbers[id];
    if (coding == null) {
      losses.droppedNumbers++;
      return Double.NaN;
    }
    double inside = coding.clamp(event.number());
    losses.pulledInNumbers += inside != event.number() ? 1 : 0;
    return inside;
  }

  /** Sorts the events of one time by code, keeping the order of equals. */
  private static void sort(int[] code, double[] number, int start, int end) {
    if (end - start > SMALL) {
      sortMany(code, number, start, end);
      return;
    }
    for (int i = start + 1; i < end; i++) {
      int c = code[i];
      double x = number[i];
      int j = i;
      for (; j > start && code[j - 1] > c; j--) {
        code[j] = code[j - 1];
        number[j] = number[j - 1];
      }
      code[j] = c;
      number[j] = x;
    }
  }

  private static void sortMany(int[] code, double[] number, int start, int end) {
    long[] keys =
        IntStream.range(start, end).mapToLong(i -> ((long) code[i] << 32) | i).sorted().toArray();
    double[] sorted = Arrays.stream(keys).mapToDouble(key -> number[(int) key]).toArray();
    for (int i = 0; i < keys.length; i++) {
      code[start + i] = (int) (keys[i] >>> 32);
      number[start + i] = sorted[i];
    }
  }
}
