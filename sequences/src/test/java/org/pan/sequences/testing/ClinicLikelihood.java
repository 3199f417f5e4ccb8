package org.pan.sequences.testing;

/**
 * The natural-log probability of a timeline under a {@link Clinic}, split exactly by event and
 * head. All arrays have an element for each event, in the order of the timeline with the events of
 * one time in alphabetical order, and a last one for the end of observation.
 *
 * @param statics group and sex
 * @param window start and length of observation
 * @param stay whether an event is at the time of its predecessor; the last element: that nothing
 *     else was at the last time. 0 for the first event
 * @param day the day, given that it is a later one; the last element: no visit until the end of
 *     observation
 * @param timeOfDay the time of day, given the day
 * @param code the code, given the time and, at one time, the codes before it
 * @param value the value, given the code
 */
public record ClinicLikelihood(
    double statics,
    double window,
    double[] stay,
    double[] day,
    double[] timeOfDay,
    double[] code,
    double[] value) {

  /** A part of an event that is drawn given all before it. */
  public enum Head {
    STAY,
    DAY,
    TIME_OF_DAY,
    CODE,
    VALUE
  }

  static ClinicLikelihood ofEvents(int events, double statics, double window) {
    int n = events + 1;
    return new ClinicLikelihood(
        statics, window, new double[n], new double[n], new double[n], new double[n], new double[n]);
  }

  /** The log probabilities of a head. */
  public double[] of(Head head) {
    return switch (head) {
      case STAY -> stay;
      case DAY -> day;
      case TIME_OF_DAY -> timeOfDay;
      case CODE -> code;
      case VALUE -> value;
    };
  }

  /** The number of events. */
  public int events() {
    return code.length - 1;
  }

  /** The log probability of all events, and the end, under a head. */
  public double sum(Head head) {
    double sum = 0;
    for (double logProbability : of(head)) {
      sum += logProbability;
    }
    return sum;
  }

  /** The log probability of the timeline. */
  public double total() {
    double total = statics + window;
    for (Head head : Head.values()) {
      total += sum(head);
    }
    return total;
  }
}
