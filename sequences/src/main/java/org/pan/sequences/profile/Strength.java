package org.pan.sequences.profile;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.jspecify.annotations.Nullable;

/**
 * How far shares are from what no rhythm would give.
 *
 * @param bars the shares
 * @param effect Cohen's w: the root of the summed squared differences over the expected shares;
 *     below 0.05 there is as good as none, 0.1 is weak, 0.3 clear, 0.5 strong
 * @param pValue the chance of a rhythm at least as strong where there is none, if all visits were
 *     independent
 */
public record Strength(List<Bar> bars, double effect, double pValue) {

  static final double NEGLIGIBLE = 0.05;

  public Strength {
    bars = List.copyOf(bars);
  }

  /** Of counts and the shares expected without rhythm, which sum to 1; null without counts. */
  static @Nullable Strength of(List<String> labels, long[] counts, double[] expected) {
    double total = IntStream.range(0, counts.length).mapToDouble(i -> counts[i]).sum();
    if (total == 0) {
      return null;
    }
    double effect = 0;
    for (int i = 0; i < counts.length; i++) {
      double difference = counts[i] / total - expected[i];
      effect += difference * difference / expected[i];
    }
    List<Bar> bars =
        IntStream.range(0, counts.length)
            .mapToObj(i -> new Bar(labels.get(i), counts[i] / total))
            .toList();
    return new Strength(
        bars, Math.sqrt(effect), new ChiSquareTest().chiSquareTest(expected, counts));
  }

  /** The effect in a word. */
  public String word() {
    return effect < NEGLIGIBLE
        ? "flat"
        : effect < 0.15 ? "weak" : effect < 0.35 ? "clear" : "strong";
  }
}
