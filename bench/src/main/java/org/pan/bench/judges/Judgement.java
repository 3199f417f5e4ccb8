package org.pan.bench.judges;

import java.util.Map;

/**
 * What the judges say of a set.
 *
 * @param figures of the evaluation by id
 * @param chance the same figures for one more real sample
 * @param verdicts by family
 * @param judges by outside judge, figures by name
 * @param silent by outside judge, why it says nothing
 */
public record Judgement(
    Map<String, Double> figures,
    Map<String, Double> chance,
    Map<String, Verdicts> verdicts,
    Map<String, Map<String, Double>> judges,
    Map<String, String> silent) {

  /** Nothing was judged. */
  public static final Judgement NONE =
      new Judgement(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
}
