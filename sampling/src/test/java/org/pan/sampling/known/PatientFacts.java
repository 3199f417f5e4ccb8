package org.pan.sampling.known;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.pan.sequences.Event;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.Rhythm;

/**
 * What a set of timelines says of its patients one by one, and of codes and values: all that the
 * calendar of {@link Rhythm} does not hold.
 */
final class PatientFacts {

  private static final long DAY = 86_400_000_000L;

  private final List<Double> events = new ArrayList<>();
  private final Map<String, List<Double>> values = new TreeMap<>();
  private final Map<String, double[]> codeByHour = new TreeMap<>();
  private final Map<String, double[]> levels = new TreeMap<>();
  private double sameWeekday;
  private double returns;

  static PatientFacts of(List<Timeline> timelines) {
    PatientFacts facts = new PatientFacts();
    timelines.forEach(facts::add);
    return facts;
  }

  private void add(Timeline timeline) {
    events.add((double) timeline.events().size());
    Map<String, List<Double>> own = new HashMap<>();
    int last = Integer.MIN_VALUE;
    for (Event event : timeline.events()) {
      int day = (int) Math.floorDiv(event.timeMicros(), DAY);
      int hour = (int) (Math.floorMod(event.timeMicros(), DAY) * 24 / DAY);
      codeByHour.computeIfAbsent(event.code(), code -> new double[24])[hour]++;
      if (!Double.isNaN(event.number())) {
        values.computeIfAbsent(event.code(), code -> new ArrayList<>()).add(event.number());
        own.computeIfAbsent(event.code(), code -> new ArrayList<>()).add(event.number());
      }
      if (day != last) {
        if (last != Integer.MIN_VALUE) {
          returns++;
          sameWeekday += (day - last) % 7 == 0 ? 1 : 0;
        }
        last = day;
      }
    }
    own.forEach(this::addLevel);
  }

  /** Sums of squares between and within patients who have some values of a code. */
  private void addLevel(String code, List<Double> numbers) {
    if (numbers.size() < 4) {
      return;
    }
    double[] sums = levels.computeIfAbsent(code, key -> new double[4]);
    double mean = numbers.stream().mapToDouble(x -> x).average().orElseThrow();
    double within = numbers.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    sums[0]++;
    sums[1] += mean;
    sums[2] += mean * mean;
    sums[3] += within / (numbers.size() - 1);
  }

  /** The share of visits that come on the weekday of the visit before. */
  double sameWeekday() {
    return sameWeekday / returns;
  }

  /** Standard deviation of patients' mean values of a code. */
  double betweenPatients(String code) {
    double[] sums = Objects.requireNonNull(levels.get(code));
    double mean = sums[1] / sums[0];
    return Math.sqrt(sums[2] / sums[0] - mean * mean);
  }

  /** Root mean variance of a patient's values of a code. */
  double withinPatients(String code) {
    double[] sums = Objects.requireNonNull(levels.get(code));
    return Math.sqrt(sums[3] / sums[0]);
  }

  /** Codes with values, in order. */
  List<String> measured() {
    return List.copyOf(values.keySet());
  }

  /** The largest distance of the distribution functions of events a patient. */
  double eventsDistance(PatientFacts other) {
    return distance(events, other.events);
  }

  /** The largest distance of the distribution functions of a code's values. */
  double valueDistance(PatientFacts other, String code) {
    return distance(
        values.getOrDefault(code, List.of(0.0)), other.values.getOrDefault(code, List.of(0.0)));
  }

  /** Total variation of the shares of code and hour. */
  double codeByHourDistance(PatientFacts other) {
    Map<String, double[]> all = new TreeMap<>(codeByHour);
    all.putAll(other.codeByHour);
    double n = total();
    double m = other.total();
    double sum = 0;
    for (String code : all.keySet()) {
      double[] mine = codeByHour.getOrDefault(code, new double[24]);
      double[] theirs = other.codeByHour.getOrDefault(code, new double[24]);
      for (int hour = 0; hour < 24; hour++) {
        sum += Math.abs(mine[hour] / n - theirs[hour] / m);
      }
    }
    return sum / 2;
  }

  private double total() {
    return codeByHour.values().stream().flatMapToDouble(Arrays::stream).sum();
  }

  static double distance(List<Double> a, List<Double> b) {
    double[] x = a.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double[] y = b.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double largest = 0;
    int j = 0;
    for (int i = 0; i < x.length; ) {
      double at = j < y.length ? Math.min(x[i], y[j]) : x[i];
      while (i < x.length && x[i] <= at) {
        i++;
      }
      while (j < y.length && y[j] <= at) {
        j++;
      }
      largest = Math.max(largest, Math.abs(i / (double) x.length - j / (double) y.length));
    }
    return largest;
  }
}
