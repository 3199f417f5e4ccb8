package org.pan.model;

import java.util.List;
import java.util.Objects;
import org.pan.sequences.TimeMode;

/**
 * The size and kind of a network.
 *
 * @param backbone what turns inputs into states
 * @param day the likelihood of the day
 * @param whenWidth hidden width of the head of the day
 * @param timeWidth hidden width of the head of the time of day
 * @param codeWidth hidden width of the code head
 * @param valueWidth hidden width of the value head
 * @param staticWidth hidden width of the heads of static fields and of the start
 * @param dropout share of hidden units dropped while training
 * @param constraintBound a constraint is learnt where at most this share of the occasions to break
 *     it are used, with 95 % confidence, and what breaks one weighs that share of what it would; 0
 *     for none
 * @param conditionOn codes of which is learnt before all else whether they ever come, so that
 *     patients who have them can be drawn with little rejection
 * @param hiddenShare share of the patients that, while training, are shown to the network without
 *     some of their static fields, so that it also learns what comes where they are not known: what
 *     guidance compares with
 */
public record ModelConfig(
    BackboneKind backbone,
    DayKind day,
    int whenWidth,
    int timeWidth,
    int codeWidth,
    int valueWidth,
    int staticWidth,
    double dropout,
    double constraintBound,
    List<String> conditionOn,
    double hiddenShare) {

  /** What serves most data sets. */
  public static final ModelConfig DEFAULT =
      new ModelConfig(
          BackboneKind.FEEDFORWARD, DayKind.AUTO, 128, 96, 192, 192, 96, .15, .01, List.of(), 0);

  /** A small network for a first look. */
  public static final ModelConfig TINY =
      new ModelConfig(
          BackboneKind.FEEDFORWARD, DayKind.AUTO, 64, 48, 64, 64, 48, .1, .01, List.of(), 0);

  /** A wide network for large data. */
  public static final ModelConfig BASE =
      new ModelConfig(
          BackboneKind.FEEDFORWARD, DayKind.AUTO, 256, 192, 384, 384, 128, .15, .01, List.of(), 0);

  /** What turns inputs into states. */
  public enum BackboneKind {
    FEEDFORWARD,
    GRU
  }

  /** The likelihood of the day of the next event. */
  public enum DayKind {
    /** What says more of held-out subjects; where that is not tried, {@link #orUsual}. */
    AUTO,
    HAZARD,
    WEEK;

    /** Instead of {@link #AUTO} the landing hazard where there is a calendar, else the week. */
    public DayKind orUsual(TimeMode mode) {
      return this != AUTO ? this : mode == TimeMode.ABSOLUTE ? HAZARD : WEEK;
    }
  }

  public ModelConfig {
    // Models of before there were such codes have none.
    conditionOn = List.copyOf(Objects.requireNonNullElse(conditionOn, List.<String>of()));
    for (int width : new int[] {whenWidth, timeWidth, codeWidth, valueWidth, staticWidth}) {
      if (width < 1 || width > 8192) {
        throw new IllegalArgumentException(
            "A hidden width lies between 1 and 8192, not " + width + ".");
      }
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("Dropout lies in [0, 1), not " + dropout + ".");
    }
    if (!(hiddenShare >= 0 && hiddenShare < 1)) {
      throw new IllegalArgumentException(
          "The share of patients with hidden fields lies in [0, 1), not " + hiddenShare + ".");
    }
    if (!(constraintBound >= 0 && constraintBound < 1)) {
      throw new IllegalArgumentException(
          "The bound of constraints lies in [0, 1), not " + constraintBound + ".");
    }
  }

  /** Whether fields are hidden while training. */
  public boolean hides() {
    return hiddenShare > 0;
  }

  public ModelConfig withBackbone(BackboneKind kind) {
    return new ModelConfig(
        kind,
        day,
        whenWidth,
        timeWidth,
        codeWidth,
        valueWidth,
        staticWidth,
        dropout,
        constraintBound,
        conditionOn,
        hiddenShare);
  }

  public ModelConfig withDay(DayKind kind) {
    return new ModelConfig(
        backbone,
        kind,
        whenWidth,
        timeWidth,
        codeWidth,
        valueWidth,
        staticWidth,
        dropout,
        constraintBound,
        conditionOn,
        hiddenShare);
  }

  public ModelConfig withConstraintBound(double bound) {
    return new ModelConfig(
        backbone,
        day,
        whenWidth,
        timeWidth,
        codeWidth,
        valueWidth,
        staticWidth,
        dropout,
        bound,
        conditionOn,
        hiddenShare);
  }

  public ModelConfig withConditionOn(List<String> codes) {
    return new ModelConfig(
        backbone,
        day,
        whenWidth,
        timeWidth,
        codeWidth,
        valueWidth,
        staticWidth,
        dropout,
        constraintBound,
        codes,
        hiddenShare);
  }

  public ModelConfig withHiddenShare(double share) {
    return new ModelConfig(
        backbone,
        day,
        whenWidth,
        timeWidth,
        codeWidth,
        valueWidth,
        staticWidth,
        dropout,
        constraintBound,
        conditionOn,
        share);
  }
}
