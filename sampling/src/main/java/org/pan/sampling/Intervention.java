package org.pan.sampling;

/**
 * Something done to every patient drawn, whatever the model would have drawn there. What follows is
 * the model's conditional given it: what came after such events in the training data, among those
 * to whom they happened. It is no causal effect.
 */
public sealed interface Intervention {

  /** What has to be said of data drawn under interventions. */
  String CAVEAT =
      "What follows an intervention is the model's conditional, learnt from those to whom it"
          + " happened; it is not a causal effect.";

  /**
   * The code comes on a day, if the patient is under observation then. What the model draws up to
   * that day stays; what it would have drawn later is drawn anew after it.
   *
   * @param code that comes
   * @param day a date, or days in relative time
   */
  record Force(String code, String day) implements Intervention {}

  /**
   * The code never comes: at any moment the other codes share its probability; where there is no
   * other, nothing comes then.
   *
   * @param code that does not come
   */
  record Forbid(String code) implements Intervention {}

  /**
   * A static field takes another value for the model from a day on. The patient's own static field
   * stays the one it began with.
   *
   * @param field a name or a number, no date
   * @param value what it becomes
   * @param day a date, or days in relative time
   */
  record Change(String field, String value, String day) implements Intervention {}
}
