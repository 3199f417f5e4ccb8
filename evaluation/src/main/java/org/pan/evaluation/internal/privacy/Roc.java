package org.pan.evaluation.internal.privacy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The receiver operating characteristic of scores of members and of others: the area under it, and
 * the true positive rate at 1 % false positives, on the straight line between the points of the
 * curve (Carlini and others 2022).
 */
final class Roc {

  private static final double FALSE_POSITIVES = 0.01;

  private final int members;
  private final int[] order;
  private final double[] scores;

  /** The higher a score the likelier a member. */
  Roc(double[] memberScores, double[] otherScores) {
    members = memberScores.length;
    scores = Arrays.copyOf(memberScores, members + otherScores.length);
    System.arraycopy(otherScores, 0, scores, members, otherScores.length);
    order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
            .mapToInt(i -> i)
            .toArray();
  }

  int members() {
    return members;
  }

  int others() {
    return scores.length - members;
  }

  /** The area and the rate, with how often each member and each other counts. */
  double[] of(int[] memberWeights, int[] otherWeights) {
    double allTrue = Arrays.stream(memberWeights).sum();
    double allFalse = Arrays.stream(otherWeights).sum();
    double atTrue = 0;
    double atFalse = 0;
    double area = 0;
    double rate = 0;
    for (int i = 0; i < order.length; ) {
      double moreTrue = 0;
      double moreFalse = 0;
      double score = scores[order[i]];
      for (; i < order.length && scores[order[i]] == score; i++) {
        boolean member = order[i] < members;
        moreTrue += member ? memberWeights[order[i]] : 0;
        moreFalse += member ? 0 : otherWeights[order[i] - members];
      }
      double limit = FALSE_POSITIVES * allFalse - atFalse;
      if (limit >= 0) {
        double part = moreFalse <= limit ? 1 : limit / moreFalse;
        rate = atTrue + part * moreTrue;
      }
      area += moreFalse * (atTrue + moreTrue / 2);
      atTrue += moreTrue;
      atFalse += moreFalse;
    }
    return new double[] {area / (allTrue * allFalse), rate / allTrue};
  }
}
