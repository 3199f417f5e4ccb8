package org.pan.model.constraints;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * Something that could have happened in many training records and happened in none, or hardly any.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Constraint.End.class, name = "end"),
  @JsonSubTypes.Type(value = Constraint.Once.class, name = "once"),
  @JsonSubTypes.Type(value = Constraint.After.class, name = "after"),
  @JsonSubTypes.Type(value = Constraint.Only.class, name = "only"),
  @JsonSubTypes.Type(value = Constraint.Needs.class, name = "needs"),
  @JsonSubTypes.Type(value = Constraint.Again.class, name = "again"),
  @JsonSubTypes.Type(value = Constraint.With.class, name = "with"),
  @JsonSubTypes.Type(value = Constraint.Daily.class, name = "daily"),
  @JsonSubTypes.Type(value = Constraint.Gap.class, name = "gap"),
  @JsonSubTypes.Type(value = Constraint.Together.class, name = "together"),
  @JsonSubTypes.Type(value = Constraint.Kept.class, name = "kept"),
  @JsonSubTypes.Type(value = Constraint.Lasting.class, name = "lasting")
})
public sealed interface Constraint {

  /** How sure {@link #bound()} is. */
  double CONFIDENCE = .95;

  /** A name in words, the same for the same constraint of another model. */
  String name();

  /** The code that does not come, or after which none does. */
  int code();

  /** How often it could have been broken, and was not. */
  int support();

  /**
   * The upper {@value #CONFIDENCE} confidence bound of how often it is broken where it can be
   * (Clopper and Pearson 1934), with no case about three by the support.
   */
  default double bound() {
    return 1 - Math.pow(1 - CONFIDENCE, 1.0 / support());
  }

  /** The least support whose bound is no greater than this. */
  static int supportFor(double bound) {
    return (int) Math.ceil(noCaseIn(bound) - 1e-9);
  }

  /**
   * Of how many occasions none is as much evidence as some of more: those with the same bound.
   *
   * @param cases how many were seen
   * @param occasions of how many
   */
  static int supportOf(int cases, int occasions) {
    if (cases == 0) {
      return occasions;
    }
    if (cases >= occasions) {
      return 0;
    }
    double bound =
        new BetaDistribution(cases + 1.0, occasions - cases)
            .inverseCumulativeProbability(CONFIDENCE);
    return (int) noCaseIn(bound);
  }

  private static double noCaseIn(double bound) {
    return Math.log(1 - CONFIDENCE) / Math.log1p(-bound);
  }

  /**
   * Nothing comes at a later time than the code. The likelihood knows it too ({@link
   * org.pan.model.Rules}), so that what comes there where it is left out was never learnt.
   *
   * @param support subjects with the code
   */
  record End(String name, int code, int support) implements Constraint {}

  /**
   * The code hardly ever comes more than once a subject.
   *
   * @param support subjects with the code and with an event after it; where it came again to some,
   *     of how many never would be as much evidence
   */
  record Once(String name, int code, int support) implements Constraint {}

  /**
   * The code never comes at a later time than another.
   *
   * @param other the code after which it does not come
   * @param support subjects with both at different times
   */
  record After(String name, int code, int other, int support) implements Constraint {}

  /**
   * Hardly anything comes at a later time than the code but a few of some others.
   *
   * @param others the codes seen then
   * @param most the most events seen then
   * @param support subjects with the code and events after it, each an occasion for something else,
   *     which the codes seen once alone stand for (Good 1953)
   */
  record Only(String name, int code, List<Integer> others, int most, int support)
      implements Constraint {}

  /**
   * The code hardly ever comes before one of some others has.
   *
   * @param others the codes of which one comes before
   * @param support how often the code would have come before, had it come as readily, event by
   *     event, as after; where it did, of how often never would be as much evidence
   */
  record Needs(String name, int code, List<Integer> others, int support) implements Constraint {}

  /**
   * Once a visit has passed without it, a code that has come hardly ever comes again before one of
   * some others has.
   *
   * @param others the codes of which one comes before it does
   * @param support how often the code would have come again after such a visit, had it come as
   *     readily as otherwise; where it did, of how often never would be as much evidence
   */
  record Again(String name, int code, List<Integer> others, int support) implements Constraint {}

  /**
   * The code never comes to subjects with a static value.
   *
   * @param field the static coding
   * @param value the class of that coding
   * @param support subjects with that value who would have the code if it were as frequent with the
   *     value as without
   */
  record With(String name, int code, int field, int value, int support) implements Constraint {}

  /**
   * The code comes no oftener a day.
   *
   * @param most the most times seen on a day
   * @param support days with the code
   */
  record Daily(String name, int code, int most, int support) implements Constraint {}

  /**
   * Between one day with the code and the next lie at least so many days, but for one gap in a
   * hundred.
   *
   * @param days the shortest gap than which hardly any is shorter
   * @param support gaps shorter than twice as long: had the code come sooner as readily, so many
   *     would have been too short; or of how many none would be as much evidence
   */
  record Gap(String name, int code, int days, int support) implements Constraint {}

  /** A code that hardly ever fails to come at the times of another. */
  sealed interface Companion extends Constraint {

    /** The code whose times these are. */
    int other();
  }

  /**
   * The code hardly ever fails to come at a time of another.
   *
   * @param other the code whose times these are
   * @param support times with the other; where the code failed to come, of how many without fail
   *     would be as much evidence
   */
  record Together(String name, int code, int other, int support) implements Companion {}

  /**
   * Once the code has come at a time of another, it hardly ever fails to at a later one.
   *
   * @param other the code whose times these are
   * @param support times with the other of subjects who have had both at an earlier one; where the
   *     code failed to come, of how many without fail would be as much evidence
   */
  record Kept(String name, int code, int other, int support) implements Companion {}

  /**
   * Where the code came at the last time of another, it seldom fails to at the next; how seldom is
   * kept.
   *
   * @param other the code whose times these are
   * @param support times with the other where the code came at the last
   * @param ended at how many of them it failed to come
   */
  record Lasting(String name, int code, int other, int support, int ended) implements Companion {

    /** How often it fails to come, half a case added to each side (Jeffreys 1946). */
    double rate() {
      return (ended + .5) / (support + 1.0);
    }

    @Override
    public double bound() {
      return new BetaDistribution(ended + 1.0, (double) support - ended)
          .inverseCumulativeProbability(CONFIDENCE);
    }
  }
}
