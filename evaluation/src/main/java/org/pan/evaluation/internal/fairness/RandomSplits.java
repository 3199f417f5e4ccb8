package org.pan.evaluation.internal.fairness;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What a distance between the members of a group in two sets is by chance: its mean over splits of
 * all members at random into two parts as large as those in the sets. Small groups have greater
 * distances, which this takes off.
 */
final class RandomSplits {

  private static final int SPLITS = 20;
  private static final long SEED = 1;

  private RandomSplits() {}

  /** A distance of two parts of the patients of both sets, those of the reference first. */
  interface Distance {

    /**
     * The distance.
     *
     * @param one weights of the patients in one part
     * @param other weights of those in the other part
     */
    double of(int[] one, int[] other);
  }

  /** The mean distance of the two parts. */
  static double mean(boolean[] inReference, boolean[] inCandidate, Distance distance) {
    int subjects = inReference.length + inCandidate.length;
    int[] members =
        IntStream.range(0, subjects)
            .filter(
                s -> s < inReference.length ? inReference[s] : inCandidate[s - inReference.length])
            .toArray();
    int inOne = (int) Arrays.stream(members).filter(s -> s < inReference.length).count();
    SplittableRandom random = new SplittableRandom(SEED);
    double sum = 0;
    for (int split = 0; split < SPLITS; split++) {
      int[] one = new int[subjects];
      int[] other = new int[subjects];
      for (int i = members.length - 1; i >= 0; i--) {
        int j = random.nextInt(i + 1);
        int member = members[j];
        members[j] = members[i];
        members[i] = member;
        (i < inOne ? one : other)[member] = 1;
      }
      sum += distance.of(one, other);
    }
    return sum / SPLITS;
  }
}
