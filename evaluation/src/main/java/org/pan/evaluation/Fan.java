package org.pan.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Timeline;

/**
 * How often something happened to given patients and may go on to happen: events a patient, counted
 * on, up to the last day of the past as it was and from there on as futures drawn of them have it.
 * Future k of the patients together is the sum of each patient's future k.
 */
public final class Fan {

  private static final int PAST = 25;
  private static final int FUTURE = 49;
  private static final int[] LEVELS = {95, 80, 50};

  private final @Nullable String code;
  private final int days;
  private final double[] past = new double[PAST];
  private final double[][] futures;
  private int patients;

  /**
   * @param code what is counted, null for events of any code
   * @param days how far the fan reaches from the last day of the past, and half as far back
   * @param futures how many are drawn of each patient
   */
  public Fan(@Nullable String code, int days, int futures) {
    this.code = code;
    this.days = days;
    this.futures = new double[futures][FUTURE];
  }

  /** Counts the past of another patient, up to that day. */
  public void past(Timeline record, int lastDay) {
    patients++;
    for (Event event : record.events()) {
      int day = day(event);
      if (counts(event) && day <= lastDay) {
        for (int i = 0; i < PAST; i++) {
          past[i] += day - lastDay <= backAt(i) ? 1 : 0;
        }
        for (double[] future : futures) {
          future[0]++;
        }
      }
    }
  }

  /**
   * Counts a future of the patient whose past was counted last.
   *
   * @param number of the future, from 0
   */
  public void future(int number, Timeline future, int lastDay) {
    for (Event event : future.events()) {
      int ahead = day(event) - lastDay;
      if (counts(event) && ahead > 0) {
        int first = (int) Math.ceil(ahead * (FUTURE - 1.0) / days);
        if (first < FUTURE) {
          futures[number][first]++;
        }
      }
    }
  }

  private boolean counts(Event event) {
    return code == null || event.code().equals(code);
  }

  private static int day(Event event) {
    return (int) Math.floorDiv(event.timeMicros(), Resolution.DAY.micros());
  }

  private double backAt(int i) {
    return days / 2.0 * (i - (PAST - 1)) / (PAST - 1);
  }

  /** The chart: the past, and the median and central shares of the futures. */
  public Chart.Fan chart(String title) {
    double[][] sorted = new double[FUTURE][futures.length];
    for (int k = 0; k < futures.length; k++) {
      double sum = 0;
      for (int i = 0; i < FUTURE; i++) {
        sum += futures[k][i];
        sorted[i][k] = sum / Math.max(1, patients);
      }
    }
    Arrays.stream(sorted).forEach(Arrays::sort);
    return new Chart.Fan(
        title,
        "days from the last day of the past",
        (code == null ? "events" : code) + " so far, a patient",
        IntStream.range(0, PAST).mapToDouble(this::backAt).toArray(),
        Arrays.stream(past).map(n -> n / Math.max(1, patients)).toArray(),
        IntStream.range(0, FUTURE).mapToDouble(i -> i * (double) days / (FUTURE - 1)).toArray(),
        quantiles(sorted, .5),
        Arrays.stream(LEVELS)
            .mapToObj(
                level ->
                    new Chart.Band(
                        level,
                        quantiles(sorted, .5 - level / 200.0),
                        quantiles(sorted, .5 + level / 200.0)))
            .toList());
  }

  private static double[] quantiles(double[][] sorted, double p) {
    return Arrays.stream(sorted)
        .mapToDouble(values -> values[(int) Math.round(p * (values.length - 1))])
        .toArray();
  }
}
