package org.pan.sampling.internal;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import org.pan.model.Pan;
import org.pan.model.Rows;
import org.pan.model.heads.Choice;
import org.pan.model.heads.StaticHead;
import org.pan.sequences.encoding.Encoding;
import org.pan.sequences.encoding.FieldConstraint;
import org.pan.sequences.encoding.StaticCondition;

/**
 * How many patients meet a condition, by the static model: of patients drawn field by field within
 * the condition, the mean product of the probabilities that each field was within it (sequential
 * importance sampling). Unbiased, and near for conditions that are hardly ever met too.
 */
public final class ConditionShare {

  private static final int DRAWN = 256;
  private static final int SEED = 1;

  private ConditionShare() {}

  /** The share of all patients; 1 where the condition asks for nothing. */
  public static double of(Pan pan, StaticCondition condition) {
    StaticHead head = pan.statics();
    List<FieldConstraint> constraints = condition.constraints();
    if (head == null || constraints.isEmpty()) {
      return 1;
    }
    CounterRandom random = new CounterRandom(SEED);
    Choice choice = new Choice(8192);
    int[][] classes = new int[DRAWN][head.fields()];
    boolean[] known = new boolean[head.fields()];
    double[] share = new double[DRAWN];
    Arrays.fill(share, 1);
    try (NDManager manager = pan.newManager()) {
      Forward forward = new Forward(manager);
      for (FieldConstraint constraint : constraints) {
        int field = constraint.coding();
        Rows rows = new Rows(head.floatWidth(), head.intWidth(), DRAWN);
        for (int[] drawn : classes) {
          head.write(drawn, known, rows, rows.add());
        }
        float[] outputs = forward.outputs(head, rows, List.of());
        double[] p = new double[constraint.classes().length];
        for (int r = 0; r < DRAWN; r++) {
          head.probabilities(outputs, r, field, choice, 1, p);
          share[r] *= admitted(p, constraint, pan.encoding());
          double u = random.uniform(r, 0, field);
          classes[r][field] =
              Math.max(0, head.draw(outputs, r, field, constraint.classes(), choice, 1, u));
        }
        known[field] = true;
      }
    }
    return Arrays.stream(share).average().orElseThrow();
  }

  private static double admitted(double[] p, FieldConstraint constraint, Encoding encoding) {
    double mass = 0;
    for (int k = 0; k < p.length; k++) {
      mass += p[k] * encoding.shareAdmitted(constraint, k);
    }
    return Math.min(1, mass);
  }
}
