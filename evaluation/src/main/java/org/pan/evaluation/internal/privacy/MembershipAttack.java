package org.pan.evaluation.internal.privacy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.pan.evaluation.Chart;

/**
 * Distances of members and others.
 *
 * @param toSynthetic of members to the nearest synthetic patient
 * @param toReference of members to the nearest patient of the population
 */
record MembershipAttack(
    double[] toSynthetic,
    double[] toReference,
    double[] othersToSynthetic,
    double[] othersToReference) {

  private static final int WORST = 10;

  static MembershipAttack of(Points members, Points others, Points synthetic) {
    return new MembershipAttack(
        nearest(members, synthetic),
        nearest(members, others),
        nearest(others, synthetic),
        Neighbours.among(others, 1).distances(0));
  }

  private static double[] nearest(Points queries, Points references) {
    return Neighbours.of(queries, references, 1).distances(0);
  }

  Roc distance() {
    return new Roc(negative(toSynthetic), negative(othersToSynthetic));
  }

  Roc domias() {
    return new Roc(ratios(toSynthetic, toReference), ratios(othersToSynthetic, othersToReference));
  }

  private static double[] negative(double[] distances) {
    return Arrays.stream(distances).map(d -> -d).toArray();
  }

  private static double[] ratios(double[] synthetic, double[] reference) {
    return IntStream.range(0, synthetic.length)
        .mapToDouble(i -> log(reference[i]) - log(synthetic[i]))
        .toArray();
  }

  private static double log(double distance) {
    return Math.log(Math.max(Distances.LEAST, distance));
  }

  Chart worst(String set, int[] positions) {
    double[] ratios = ratios(toSynthetic, toReference);
    List<List<String>> rows =
        IntStream.range(0, ratios.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> ratios[i]).reversed())
            .limit(WORST)
            .map(
                i ->
                    List.of(
                        Integer.toString(positions[i]),
                        text(ratios[i]),
                        text(toSynthetic[i]),
                        text(toReference[i])))
            .toList();
    return new Chart.Grid(
        "Training patients most exposed by " + set,
        List.of("patient", "log density ratio", "distance to synthetic", "to held-out"),
        rows);
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
