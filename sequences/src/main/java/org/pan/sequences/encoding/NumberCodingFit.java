package org.pan.sequences.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fits the classes of a {@link NumberCoding}: atoms first, then bins over the runs of values
 * between them. A class holds values of enough subjects; where a run has fewer, its values count
 * with the nearest atom.
 */
final class NumberCodingFit {

  /** Which values are atoms, and where bins end. */
  interface Binning {

    /** Whether a value seen so often by enough subjects is a class of its own. */
    boolean atom(long count);

    /**
     * Whether a bin ends between two values, given the number of training values below the bin and
     * that up to its last value.
     */
    boolean ends(double last, double next, long below, long upTo);

    /** The first value above a given edge between two bins, NaN where the edge is free. */
    default double firstAbove(double last, double next) {
      return Double.NaN;
    }
  }

  /** A class in the making: the values first to last, inclusive. */
  private record Range(int first, int last, boolean atom) {}

  /** Bins with up to this many grid points keep a probability for each. */
  private static final int MAX_POINTS = 16;

  private static final int CURVE_CELLS = 8;

  private final ValueCounts data;
  private final Binning binning;
  private final double grid;
  private final int enough;
  private final long total;

  private NumberCodingFit(ValueCounts data, Binning binning, double grid, int enough) {
    this.data = data;
    this.binning = binning;
    this.grid = grid;
    this.enough = enough;
    this.total = data.total();
  }

  static NumberCoding fit(ValueCounts raw, Binning binning, double grid, int enough) {
    return new NumberCodingFit(raw.protectExtremes(enough), binning, grid, enough).coding();
  }

  /**
   * One class a value while there are few values, else quantile bins that halve six times towards
   * either end.
   */
  static Binning quantiles(ValueCounts raw, EncodingConfig config) {
    if (raw.size() <= config.maxDistinct()) {
      return new Binning() {
        @Override
        public boolean atom(long count) {
          return true;
        }

        @Override
        public boolean ends(double last, double next, long below, long upTo) {
          return true;
        }
      };
    }
    long total = raw.total();
    double[] levels = levels(config.maxBins());
    return new Binning() {
      @Override
      public boolean atom(long count) {
        return count * (double) config.maxBins() >= total;
      }

      @Override
      public boolean ends(double last, double next, long below, long upTo) {
        int level = Arrays.binarySearch(levels, (double) below / total);
        int above = level < 0 ? -level - 1 : level + 1;
        return above < levels.length && (double) upTo / total >= levels[above];
      }
    };
  }

  /** Bins that end at these edges; a value with this share of all values is an atom. */
  static Binning edges(double[] edges, double atomShare, long total) {
    return new Binning() {
      @Override
      public boolean atom(long count) {
        return count >= atomShare * total;
      }

      @Override
      public boolean ends(double last, double next, long below, long upTo) {
        return !Double.isNaN(firstAbove(last, next));
      }

      @Override
      public double firstAbove(double last, double next) {
        int at = Arrays.binarySearch(edges, next);
        int edge = at < 0 ? -at - 2 : at;
        return edge >= 0 && edges[edge] > last ? edges[edge] : Double.NaN;
      }
    };
  }

  private static double[] levels(int bins) {
    int uniform = Math.max(2, bins - 12);
    List<Double> levels = new ArrayList<>();
    double width = 1.0 / uniform;
    for (int half = 6; half >= 1; half--) {
      levels.add(width / (1 << half));
      levels.add(1 - width / (1 << half));
    }
    for (int i = 1; i < uniform; i++) {
      levels.add(i * width);
    }
    return levels.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  private NumberCoding coding() {
    List<Range> ranges = ranges();
    if (ranges.isEmpty()) {
      ranges.add(new Range(0, 0, true)); // too few subjects: all was pulled in to one value
    }
    double[] edges = edges(ranges);
    long[] counts = new long[ranges.size()];
    int k = 0;
    for (int i = 0; i < data.size(); i++) {
      while (k < ranges.size() - 1 && data.values()[i] >= edges[k + 1]) {
        k++;
      }
      counts[k] += data.counts()[i];
    }
    List<NumberClass> classes = new ArrayList<>();
    for (k = 0; k < ranges.size(); k++) {
      Range range = ranges.get(k);
      double share = (double) counts[k] / total;
      classes.add(
          range.atom()
              ? NumberClass.atom(edges[k], edges[k + 1], share, data.values()[range.first()])
              : bin(range, edges[k], edges[k + 1], share));
    }
    return new NumberCoding(total, grid, data.values()[0], data.values()[data.size() - 1], classes);
  }

  private List<Range> ranges() {
    List<Range> ranges = new ArrayList<>();
    int run = 0;
    long below = 0;
    long sum = 0;
    for (int i = 0; i < data.size(); i++) {
      if (data.subjects()[i].atLeast(enough) && binning.atom(data.counts()[i])) {
        bins(run, i, below, ranges);
        ranges.add(new Range(i, i, true));
        run = i + 1;
        below = sum + data.counts()[i];
      }
      sum += data.counts()[i];
    }
    bins(run, data.size(), below, ranges);
    return ranges;
  }

  /** Cuts the run of values from first to before end into bins of enough subjects each. */
  private void bins(int first, int end, long below, List<Range> ranges) {
    int start = ranges.size();
    int from = first;
    long upTo = below;
    FewSubjects subjects = new FewSubjects(enough);
    for (int i = first; i < end; i++) {
      subjects.addAll(data.subjects()[i]);
      upTo += data.counts()[i];
      boolean last = i == end - 1;
      if (subjects.atLeast(enough)
          && (last || binning.ends(data.values()[i], data.values()[i + 1], below, upTo))) {
        ranges.add(new Range(from, i, from == i));
        from = i + 1;
        below = upTo;
        subjects = new FewSubjects(enough);
      }
    }
    if (from < end && ranges.size() > start) {
      Range before = ranges.remove(ranges.size() - 1);
      ranges.add(new Range(before.first(), end - 1, false));
    }
  }

  private double[] edges(List<Range> ranges) {
    int n = ranges.size();
    double[] edges = new double[n + 1];
    edges[0] = data.values()[0] - grid / 2;
    edges[n] = data.values()[data.size() - 1] + grid / 2;
    for (int k = 1; k < n; k++) {
      edges[k] = edge(ranges.get(k - 1), ranges.get(k));
    }
    return edges;
  }

  /** The edge between two classes: half-way, moved to half-way between grid points. */
  private double edge(Range below, Range above) {
    double low = data.values()[below.last()];
    double high = data.values()[above.first()];
    double middle = low + (high - low) / 2;
    if (grid == 0 || (below.atom() && above.atom())) {
      return middle > low ? middle : high;
    }
    if (below.atom()) {
      return Math.min(middle, low + grid / 2);
    }
    if (above.atom()) {
      return Math.max(middle, high - grid / 2);
    }
    double given = binning.firstAbove(low, high);
    if (!Double.isNaN(given)) {
      return given - grid / 2;
    }
    double snapped = (Math.floor(middle / grid) + 0.5) * grid;
    return snapped > low && snapped < high ? snapped : middle;
  }

  private NumberClass bin(Range range, double from, double to, double share) {
    double[] knots = knots(range, from, to);
    double[] cdf = new double[knots.length];
    // Half a value more in each cell, so that none is impossible.
    int cell = 1;
    for (int i = range.first(); i <= range.last(); i++) {
      while (cell < knots.length - 1 && data.values()[i] >= knots[cell]) {
        cell++;
      }
      cdf[cell] += data.counts()[i];
    }
    for (int i = 1; i < cdf.length; i++) {
      cdf[i] += cdf[i - 1] + 0.5;
    }
    double all = cdf[cdf.length - 1];
    for (int i = 0; i < cdf.length; i++) {
      cdf[i] /= all;
    }
    return new NumberClass(from, to, share, null, knots, cdf);
  }

  private double[] knots(Range range, double from, double to) {
    double points =
        grid == 0 ? Double.POSITIVE_INFINITY : Math.floor(to / grid) - Math.ceil(from / grid) + 1;
    List<Double> knots = new ArrayList<>(List.of(from));
    if (points <= MAX_POINTS) {
      for (double n = Math.ceil(from / grid); n < Math.floor(to / grid); n++) {
        addKnot(knots, (n + 0.5) * grid, to);
      }
    } else {
      long mass = 0;
      for (int i = range.first(); i <= range.last(); i++) {
        mass += data.counts()[i];
      }
      long sum = 0;
      double level = (double) mass / CURVE_CELLS;
      for (int i = range.first(); i < range.last(); i++) {
        sum += data.counts()[i];
        if (sum >= level) {
          level = (Math.floor((double) sum * CURVE_CELLS / mass) + 1) * mass / CURVE_CELLS;
          Range below = new Range(range.first(), i, false);
          addKnot(knots, edge(below, new Range(i + 1, range.last(), false)), to);
        }
      }
    }
    knots.add(to);
    return knots.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void addKnot(List<Double> knots, double knot, double end) {
    if (knot > knots.get(knots.size() - 1) && knot < end) {
      knots.add(knot);
    }
  }
}
