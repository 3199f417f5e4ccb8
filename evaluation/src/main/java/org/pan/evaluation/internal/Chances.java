package org.pan.evaluation.internal;

import java.util.List;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * What shows chance: pairs of real sets, the candidate as large as the synthetic sets it is held
 * against, since a larger sample is nearer by its size alone.
 *
 * @param pairs one for each size, the largest first
 * @param ofSets which of them is for each synthetic set
 */
public record Chances(List<Pair> pairs, List<Integer> ofSets) {

  /** The pair for the largest synthetic sets. */
  public Pair main() {
    return pairs.get(0);
  }

  /** The real set by which chance is judged; the same in all pairs. */
  public Cohort reference() {
    return main().reference();
  }

  /** What was made of each pair, by the synthetic sets it is for. */
  public <T> List<T> bySet(List<T> byPair) {
    return ofSets.stream().map(byPair::get).toList();
  }

  /** The place of a synthetic set that is held against {@link #main}. */
  public int largestSet() {
    return ofSets.indexOf(0);
  }
}
