package org.pan.evaluation.internal.privacy;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Family;

/**
 * Singling out by several attributes (Giomi and others 2023, section 5.2): the attacker takes four
 * columns of a synthetic patient, asks for at least that value where it is above the synthetic
 * median and for at most it elsewhere, and keeps what exactly one synthetic patient meets. It
 * succeeds if exactly one training patient does. The control attack asks the same of as many
 * held-out patients, the naive one takes values and directions at random.
 */
final class SinglingOut implements Attack {

  private static final Definition RISK =
      Definition.distance("privacy.singling-out", Family.PRIVACY, "Singling out, risk", 0.01);

  private static final int ATTACKS = 2_000;
  private static final int COLUMNS = 4;
  private static final int TRIES = 200;

  @Override
  public Definition definition() {
    return RISK;
  }

  @Override
  public Map<String, AttackCounts> run(Trial trial, PatientSpace space, long seed) {
    Points synthetic = trial.synthetic();
    int columns = synthetic.columns();
    if (columns < COLUMNS) {
      return Map.of();
    }
    float[] medians = new float[columns];
    for (int k = 0; k < columns; k++) {
      medians[k] = synthetic.sorted(k)[synthetic.rows() / 2];
    }
    AttackCounts counts =
        IntStream.range(0, ATTACKS)
            .parallel()
            .mapToObj(i -> attack(trial, medians, new SplittableRandom(seed + i)))
            .reduce(new AttackCounts(0, 0, 0, 0, 0), AttackCounts::plus);
    return counts.attacks() == 0 ? Map.of() : Map.of("any four attributes", counts);
  }

  private static AttackCounts attack(Trial trial, float[] medians, SplittableRandom random) {
    for (int i = 0; i < TRIES; i++) {
      Question question = Question.of(trial.synthetic(), medians, random);
      if (question.singlesOut(trial.synthetic())) {
        return new AttackCounts(
            1,
            question.singlesOut(trial.train()) ? 1 : 0,
            Question.naive(trial.synthetic(), random).singlesOut(trial.train()) ? 1 : 0,
            1,
            question.singlesOut(trial.holdout()) ? 1 : 0);
      }
    }
    return new AttackCounts(0, 0, 0, 0, 0);
  }

  /** For each column a bound, from below or from above. */
  private record Question(int[] columns, float[] bounds, boolean[] atLeast) {

    private static Question empty() {
      return new Question(new int[COLUMNS], new float[COLUMNS], new boolean[COLUMNS]);
    }

    static Question of(Points synthetic, float[] medians, SplittableRandom random) {
      Question question = empty();
      int row = random.nextInt(synthetic.rows());
      int[] chosen = random.ints(0, medians.length).distinct().limit(COLUMNS).toArray();
      for (int k = 0; k < COLUMNS; k++) {
        question.columns[k] = chosen[k];
        question.bounds[k] = synthetic.at(row, chosen[k]);
        question.atLeast[k] = question.bounds[k] > medians[chosen[k]];
      }
      return question;
    }

    static Question naive(Points synthetic, SplittableRandom random) {
      Question question = empty();
      int[] chosen = random.ints(0, synthetic.columns()).distinct().limit(COLUMNS).toArray();
      for (int k = 0; k < COLUMNS; k++) {
        question.columns[k] = chosen[k];
        question.bounds[k] = synthetic.at(random.nextInt(synthetic.rows()), chosen[k]);
        question.atLeast[k] = random.nextBoolean();
      }
      return question;
    }

    boolean singlesOut(Points points) {
      int met = 0;
      for (int row = 0; row < points.rows() && met < 2; row++) {
        met += meets(points, row) ? 1 : 0;
      }
      return met == 1;
    }

    private boolean meets(Points points, int row) {
      for (int k = 0; k < COLUMNS; k++) {
        float value = points.at(row, columns[k]);
        if (atLeast[k] ? value < bounds[k] : value > bounds[k]) {
          return false;
        }
      }
      return true;
    }
  }
}
