package org.pan.evaluation.internal.fidelity;

import java.util.Arrays;
import java.util.List;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Family;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.PairStatistic;
import org.pan.evaluation.internal.SubjectTally;
import org.pan.evaluation.internal.Vectors;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * Probabilities of codes by visit (a patient's day), as R² over codes or pairs, as Theodorou, Xiao
 * and Sun (2023, HALO) report them: a code in a visit, two codes in one visit (bigram), a code in a
 * visit and another in the next (sequential bigram). Pairs are of the 40 most frequent real codes.
 */
public final class VisitCodes implements Measure {

  static final Definition VISIT_R2 =
      Definition.score("fidelity.visit-code-r2", Family.FIDELITY, "Visit × code, R²", 0.01);
  static final Definition BIGRAM_R2 =
      Definition.score("fidelity.bigram-r2", Family.FIDELITY, "Codes of one visit, R²", 0.02);
  static final Definition SEQUENTIAL_R2 =
      Definition.score(
          "fidelity.sequential-bigram-r2", Family.FIDELITY, "Codes of successive visits, R²", 0.02);

  private static final int CODES = 40;

  @Override
  public List<Definition> figures() {
    return List.of(VISIT_R2, BIGRAM_R2, SEQUENTIAL_R2);
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    int[] ranks = new int[sets.real().codes().size()];
    Arrays.fill(ranks, CODES);
    List<Integer> frequent = sets.frequentCodes();
    for (int rank = 0; rank < Math.min(CODES, frequent.size()); rank++) {
      ranks[frequent.get(rank)] = rank;
    }
    sink.distances(figures(), cohort -> new Visits(cohort, ranks).tallies(), VisitCodes::statistic);
  }

  private static PairStatistic statistic(Tallies real, Tallies other) {
    return (r, c) -> {
      double realVisits = Vectors.sum(real.visits.sum(r));
      double otherVisits = Vectors.sum(other.visits.sum(c));
      return new double[] {
        rSquared(real.codes, r, realVisits, other.codes, c, otherVisits),
        rSquared(real.pairs, r, realVisits, other.pairs, c, otherVisits),
        rSquared(real.successive, r, realVisits, other.successive, c, otherVisits)
      };
    };
  }

  private static double rSquared(
      SubjectTally real, int[] r, double visits, SubjectTally other, int[] c, double otherVisits) {
    return Vectors.rSquaredOverPositive(
        Vectors.over(real.sum(r), visits), Vectors.over(other.sum(c), otherVisits));
  }

  private record Tallies(
      SubjectTally visits, SubjectTally codes, SubjectTally pairs, SubjectTally successive) {}

  /** Walks over the visits of a cohort. */
  private static final class Visits {
    private final Cohort cohort;
    private final int[] ranks;

    Visits(Cohort cohort, int[] ranks) {
      this.cohort = cohort;
      this.ranks = ranks;
    }

    Tallies tallies() {
      SubjectTally.Builder visits = new SubjectTally.Builder(cohort.subjects());
      SubjectTally.Builder codes = new SubjectTally.Builder(cohort.subjects());
      SubjectTally.Builder pairs = new SubjectTally.Builder(cohort.subjects());
      SubjectTally.Builder successive = new SubjectTally.Builder(cohort.subjects());
      for (int s = 0; s < cohort.subjects(); s++) {
        int[] last = {};
        for (int from = cohort.from(s); from < cohort.to(s); ) {
          int to = endOfDay(from, cohort.to(s));
          int[] all = distinct(from, to);
          int[] visit = frequent(all);
          visits.add(0);
          for (int code : all) {
            codes.add(code);
          }
          addPairs(visit, visit, true, pairs);
          addPairs(last, visit, false, successive);
          last = visit;
          from = to;
        }
        visits.endSubject();
        codes.endSubject();
        pairs.endSubject();
        successive.endSubject();
      }
      return new Tallies(visits.build(), codes.build(), pairs.build(), successive.build());
    }

    private int endOfDay(int from, int end) {
      int to = from;
      while (to < end && cohort.day(to) == cohort.day(from)) {
        to++;
      }
      return to;
    }

    private int[] distinct(int from, int to) {
      int[] codes = new int[to - from];
      for (int e = from; e < to; e++) {
        codes[e - from] = cohort.code(e);
      }
      return Arrays.stream(codes).sorted().distinct().toArray();
    }

    private int[] frequent(int[] codes) {
      return Arrays.stream(codes).map(code -> ranks[code]).filter(r -> r < CODES).toArray();
    }

    private static void addPairs(
        int[] first, int[] second, boolean unordered, SubjectTally.Builder pairs) {
      for (int a : first) {
        for (int b : second) {
          if (!unordered || a < b) {
            pairs.add(a * CODES + b);
          }
        }
      }
    }
  }
}
