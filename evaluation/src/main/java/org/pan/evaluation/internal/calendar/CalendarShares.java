package org.pan.evaluation.internal.calendar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.pan.evaluation.Chart;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Family;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.PairStatistic;
import org.pan.evaluation.internal.SubjectGroup;
import org.pan.evaluation.internal.SubjectTally;
import org.pan.evaluation.internal.Vectors;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * Total variation of the shares of events by weekday, hour, both, month, week of year, year, and
 * day around fixed holidays: overall, as a mean over static groups, and as a mean over the twenty
 * most frequent codes.
 */
public final class CalendarShares implements Measure {

  private static final int CODES = 20;
  private static final double TOLERANCE = 0.01;

  /** Groups and codes are fewer events each. */
  private static final double PART_TOLERANCE = 0.02;

  private static final int LEAST_EVENTS = 200;

  private record Figures(Definition overall, Definition byGroup, Definition byCode) {
    static Figures of(Cycle cycle) {
      String id = "calendar." + cycle.id() + "-tv";
      return new Figures(
          definition(id, cycle.title() + ", total variation", TOLERANCE),
          definition(id + "-by-group", cycle.title() + " by static group", PART_TOLERANCE),
          definition(id + "-by-code", cycle.title() + " by code", PART_TOLERANCE));
    }

    private static Definition definition(String id, String title, double tolerance) {
      return Definition.distance(id, Family.CALENDAR, title, tolerance);
    }

    List<Definition> all() {
      return List.of(overall, byGroup, byCode);
    }
  }

  @Override
  public List<Definition> figures() {
    return Arrays.stream(Cycle.values())
        .flatMap(cycle -> Figures.of(cycle).all().stream())
        .toList();
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    if (!sets.hasCalendar()) {
      sink.skip(figures(), "Not all sets have a calendar.");
      return;
    }
    List<SubjectGroup> groups = SubjectGroup.of(sets.real());
    for (Cycle cycle : Cycle.values()) {
      Figures figures = Figures.of(cycle);
      if (cycle.needsTimeOfDay() && !sets.hasTimeOfDay()) {
        sink.skip(figures.all(), "The real times have no time of day.");
        continue;
      }
      overall(cycle, figures.overall, sets, sink);
      byGroup(cycle, figures.byGroup, groups, sink);
      byCode(cycle, figures.byCode, sets, sink);
    }
  }

  private static void overall(
      Cycle cycle, Definition definition, Comparison sets, FigureSink sink) {
    sink.distances(
        List.of(definition),
        cohort -> tally(cohort, cycle),
        (real, other) ->
            (r, c) -> new double[] {Vectors.totalVariation(real.sum(r), other.sum(c))});
    sink.chart(definition, chart(cycle, sets));
  }

  private static SubjectTally tally(Cohort cohort, Cycle cycle) {
    return SubjectTally.ofEvents(cohort, event -> cycle.of(cohort, event));
  }

  private record Grouped(SubjectTally tally, List<boolean[]> members) {}

  private static void byGroup(
      Cycle cycle, Definition definition, List<SubjectGroup> groups, FigureSink sink) {
    if (groups.isEmpty()) {
      sink.skip(List.of(definition), "The real patients fall into no static groups.");
      return;
    }
    sink.distances(
        List.of(definition),
        cohort ->
            new Grouped(
                tally(cohort, cycle), groups.stream().map(group -> group.members(cohort)).toList()),
        CalendarShares::byGroup);
  }

  private static PairStatistic byGroup(Grouped real, Grouped other) {
    return (r, c) -> {
      double[] distances =
          IntStream.range(0, real.members.size())
              .mapToDouble(
                  k ->
                      Vectors.totalVariation(
                          real.tally.sum(SubjectGroup.only(real.members.get(k), r)),
                          other.tally.sum(SubjectGroup.only(other.members.get(k), c))))
              .toArray();
      return new double[] {mean(distances)};
    };
  }

  private static void byCode(Cycle cycle, Definition definition, Comparison sets, FigureSink sink) {
    long[] counts = sets.real().codeCounts();
    int[] places = new int[counts.length];
    Arrays.fill(places, -1);
    List<Integer> codes =
        sets.frequentCodes().stream()
            .limit(CODES)
            .filter(code -> counts[code] >= LEAST_EVENTS)
            .toList();
    if (codes.isEmpty()) {
      sink.skip(List.of(definition), "No code has %d real events.".formatted(LEAST_EVENTS));
      return;
    }
    for (int k = 0; k < codes.size(); k++) {
      places[codes.get(k)] = k;
    }
    int width = cycle.classes();
    sink.distances(
        List.of(definition),
        cohort ->
            SubjectTally.ofEvents(
                cohort,
                event -> {
                  int place = places[cohort.code(event)];
                  int k = place < 0 ? -1 : cycle.of(cohort, event);
                  return k < 0 ? -1 : place * width + k;
                }),
        (real, other) -> byCode(real, other, codes.size(), width));
  }

  private static PairStatistic byCode(SubjectTally real, SubjectTally other, int codes, int width) {
    return (r, c) -> {
      double[] a = Arrays.copyOf(real.sum(r), codes * width);
      double[] b = Arrays.copyOf(other.sum(c), codes * width);
      double[] distances =
          IntStream.range(0, codes)
              .mapToDouble(
                  k ->
                      Vectors.totalVariation(
                          Arrays.copyOfRange(a, k * width, (k + 1) * width),
                          Arrays.copyOfRange(b, k * width, (k + 1) * width)))
              .toArray();
      return new double[] {mean(distances)};
    };
  }

  /** What one set lacks wholly counts as wholly different. */
  private static double mean(double[] distances) {
    return Arrays.stream(distances).map(d -> Double.isNaN(d) ? 1 : d).average().orElse(Double.NaN);
  }

  private static Chart chart(Cycle cycle, Comparison sets) {
    double[] real = tally(sets.real(), cycle).sum();
    int first = 0;
    while (cycle == Cycle.YEAR && first < real.length - 1 && real[first] == 0) {
      first++;
    }
    int from = first;
    int to = cycle == Cycle.YEAR ? real.length : cycle.classes();
    List<String> labels = new ArrayList<>(cycle.labels().subList(from, to));
    return new Chart.Bars(
        cycle.title(),
        labels,
        "share of events",
        sets.series(
            cohort -> {
              double[] shares = Vectors.shares(tally(cohort, cycle).sum());
              return Arrays.copyOfRange(Arrays.copyOf(shares, cycle.classes()), from, to);
            }));
  }
}
