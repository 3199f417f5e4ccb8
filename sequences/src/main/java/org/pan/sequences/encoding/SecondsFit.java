package org.pan.sequences.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts seconds of the day and fits codings to them: of times, by half-hours and single times that
 * are seen often; of delays between two events of a day, by quantiles.
 */
final class SecondsFit {

  private static final int SECONDS = 86_400;
  private static final double ATOM_SHARE = 0.005;
  private static final double[] GRIDS = {900, 300, 60, 1};

  private final int limit;
  private final long[] counts = new long[SECONDS];
  private final @Nullable FewSubjects[] subjects = new FewSubjects[SECONDS];

  SecondsFit(int limit) {
    this.limit = limit;
  }

  /**
   * @param second in [0, 86400)
   */
  void add(int subject, int second) {
    counts[second]++;
    FewSubjects few = subjects[second];
    if (few == null) {
      few = new FewSubjects(limit);
      subjects[second] = few;
    }
    few.add(subject);
  }

  /** The coding of times of day; where there are none, that of midnight alone. */
  NumberCoding timesOfDay(int enough) {
    ValueCounts data = data();
    if (data.size() == 0) {
      return new NumberCoding(1, 0, 0, 0, List.of(NumberClass.atom(0, 0, 1, 0)));
    }
    double[] halfHours = IntStream.range(1, 48).mapToDouble(i -> i * 1800.0).toArray();
    return fit(data, NumberCodingFit.edges(halfHours, ATOM_SHARE, data.total()), enough);
  }

  /** The coding of delays, or null where there are none. */
  @Nullable NumberCoding delays(EncodingConfig config) {
    ValueCounts data = data();
    return data.size() == 0
        ? null
        : fit(data, NumberCodingFit.quantiles(data, config), config.protectBelow());
  }

  private static NumberCoding fit(ValueCounts data, NumberCodingFit.Binning binning, int enough) {
    return NumberCodingFit.fit(
        data, binning, Grid.detect(GRIDS, data.values(), data.counts()), enough);
  }

  private ValueCounts data() {
    List<FewSubjects> seen = new ArrayList<>();
    int[] at =
        IntStream.range(0, SECONDS)
            .filter(
                s -> {
                  FewSubjects few = subjects[s];
                  return few != null && seen.add(few);
                })
            .toArray();
    return new ValueCounts(
        IntStream.of(at).asDoubleStream().toArray(),
        IntStream.of(at).mapToLong(s -> counts[s]).toArray(),
        seen.toArray(new FewSubjects[0]));
  }
}
