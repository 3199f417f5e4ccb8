package org.pan.model.memory;

/**
 * Static groups that have a calendar of their own: the combinations of some categorical fields.
 *
 * @param codings which static codings are combined
 * @param sizes number of classes of each
 */
public record Groups(int[] codings, int[] sizes) {

  /** The number of groups, at least 1. */
  public int count() {
    int n = 1;
    for (int size : sizes) {
      n *= size;
    }
    return n;
  }

  /** The group of a subject by its static classes. */
  public int of(int[] staticClasses) {
    int group = 0;
    for (int i = 0; i < codings.length; i++) {
      group = group * sizes[i] + Math.max(0, Math.min(sizes[i] - 1, staticClasses[codings[i]]));
    }
    return group;
  }

  /**
   * Which effects make up each group: one common to all, one for each class of each field, and,
   * where there are several fields, one for the combination itself.
   *
   * @return [group][effect], 1 where the effect counts
   */
  public float[][] effects() {
    int groups = count();
    int fields = 0;
    for (int size : sizes) {
      fields += size;
    }
    float[][] effects = new float[groups][1 + fields + (sizes.length > 1 ? groups : 0)];
    for (int g = 0; g < groups; g++) {
      effects[g][0] = 1;
      int rest = g;
      int end = 1 + fields;
      for (int i = sizes.length - 1; i >= 0; i--) {
        end -= sizes[i];
        effects[g][end + rest % sizes[i]] = 1;
        rest /= sizes[i];
      }
      if (sizes.length > 1) {
        effects[g][1 + fields + g] = 1;
      }
    }
    return effects;
  }

  /**
   * How strongly each effect is shrunken, as a share of the usual spread: combinations more than
   * fields, fields more than what is common.
   */
  public double[] spreads() {
    int fields = 0;
    for (int size : sizes) {
      fields += size;
    }
    double[] spreads = new double[1 + fields + (sizes.length > 1 ? count() : 0)];
    for (int e = 0; e < spreads.length; e++) {
      spreads[e] = e == 0 ? 2 : e <= fields ? 1 : .35;
    }
    return spreads;
  }
}
