package org.pan.sequences.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.Resolution;

/**
 * Counts the seconds of the day of events and fits their coding: half-hours, and single times that
 * are seen often.
 */
final class TimeOfDayFit {

  private static final int SECONDS = 86_400;
  private static final double ATOM_SHARE = 0.005;
  private static final double[] GRIDS = {900, 300, 60, 1};

  private final boolean daily;
  private final int limit;
  private final long[] counts;
  private final @Nullable FewSubjects[] subjects;

  TimeOfDayFit(Resolution resolution, int limit) {
    this.daily = resolution == Resolution.DAY;
    this.limit = limit;
    counts = new long[SECONDS];
    subjects = new FewSubjects[SECONDS];
  }

  void add(int subject, long timeMicros) {
    int second = daily ? 0 : (int) DateParts.seconds(timeMicros);
    counts[second]++;
    FewSubjects few = subjects[second];
    if (few == null) {
      few = new FewSubjects(limit);
      subjects[second] = few;
    }
    few.add(subject);
  }

  NumberCoding fit(int enough) {
    List<FewSubjects> seen = new ArrayList<>();
    int[] at =
        IntStream.range(0, SECONDS)
            .filter(
                s -> {
                  FewSubjects few = subjects[s];
                  return few != null && seen.add(few);
                })
            .toArray();
    if (at.length == 0) {
      return new NumberCoding(1, 0, 0, 0, List.of(NumberClass.atom(0, 0, 1, 0)));
    }
    ValueCounts data =
        new ValueCounts(
            IntStream.of(at).asDoubleStream().toArray(),
            IntStream.of(at).mapToLong(s -> counts[s]).toArray(),
            seen.toArray(new FewSubjects[0]));
    double[] halfHours = IntStream.range(1, 48).mapToDouble(i -> i * 1800.0).toArray();
    return NumberCodingFit.fit(
        data,
        NumberCodingFit.edges(halfHours, ATOM_SHARE, data.total()),
        Grid.detect(GRIDS, data.values(), data.counts()),
        enough);
  }
}
