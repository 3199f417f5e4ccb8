package org.pan.sequences.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * A condition on any set of static fields, as classes that may be drawn. Made by {@link
 * Encoding#condition}.
 */
public final class StaticCondition {

  /** Every field is free. */
  public static final StaticCondition NONE =
      new StaticCondition(List.of(), start -> List.of(), List.of());

  /** What drawn classes and numbers must meet together. */
  @FunctionalInterface
  interface Check {
    boolean holds(int[] statics, double[] staticNumbers);
  }

  private final List<FieldConstraint> constraints;
  private final LongFunction<List<FieldConstraint>> givenStart;
  private final List<Check> checks;

  StaticCondition(
      List<FieldConstraint> constraints,
      LongFunction<List<FieldConstraint>> givenStart,
      List<Check> checks) {
    this.constraints = List.copyOf(constraints);
    this.givenStart = givenStart;
    this.checks = List.copyOf(checks);
  }

  /** At most one constraint for each coding; codings without one are free. */
  public List<FieldConstraint> constraints() {
    return constraints;
  }

  /** This condition and constraints on other codings, or on what a model adds after them. */
  public StaticCondition and(List<FieldConstraint> more) {
    List<FieldConstraint> all = new ArrayList<>(more);
    all.addAll(constraints);
    return new StaticCondition(all, givenStart, checks);
  }

  /** The constraint on this coding, if there is one. */
  public Optional<FieldConstraint> constraint(int coding) {
    return constraints.stream().filter(c -> c.coding() == coding).findFirst();
  }

  /**
   * Constraints on the codings of the end of observation that arise once the start is drawn: where
   * an end is wanted but a length is coded, or the other way round. Empty where all stands in
   * {@link #constraints()}.
   */
  public List<FieldConstraint> givenStart(long startMicros) {
    return givenStart.apply(startMicros);
  }

  /**
   * Whether drawn classes and numbers meet the condition exactly. A range of dates coded by week
   * and weekday is met by some weekdays only in its first and last week, which the constraints,
   * each on its own, cannot say.
   */
  public boolean holds(int[] statics, double[] staticNumbers) {
    return constraints.stream()
            .allMatch(c -> c.holds(statics[c.coding()], staticNumbers[c.coding()]))
        && checks.stream().allMatch(check -> check.holds(statics, staticNumbers));
  }
}
