package org.pan.model.testing;

import ai.djl.ndarray.NDManager;
import org.pan.model.Head;
import org.pan.model.Pan;
import org.pan.model.Rows;

/** What a head's likelihood says of rows, in probabilities. */
public final class Likelihoods {

  private Likelihoods() {}

  /** The probability of each row's target. */
  public static double[] probabilities(Pan pan, Head head, Rows rows) {
    double[] nats = nats(pan, head, rows);
    for (int i = 0; i < nats.length; i++) {
      nats[i] = Math.exp(-nats[i]);
    }
    return nats;
  }

  /** The nats of each row's target. */
  public static double[] nats(Pan pan, Head head, Rows rows) {
    try (NDManager scope = pan.newManager()) {
      float[] values = head.nll(scope, rows, 1, null, false).rows().toFloatArray();
      double[] nats = new double[values.length];
      for (int i = 0; i < nats.length; i++) {
        nats[i] = values[i];
      }
      return nats;
    }
  }

  /** The outputs of one row from which the head draws. */
  public static float[] outputs(Pan pan, Head head, Rows row) {
    try (NDManager scope = pan.newManager()) {
      return head.outputs(scope, row, null).values();
    }
  }

  public static double sum(double[] probabilities) {
    double sum = 0;
    for (double p : probabilities) {
      sum += p;
    }
    return sum;
  }
}
