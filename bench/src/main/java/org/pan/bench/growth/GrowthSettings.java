package org.pan.bench.growth;

import java.util.ArrayList;
import java.util.List;

/**
 * How growth is measured.
 *
 * @param only a regular expression found in what is run, as "dimension: work"
 * @param subjects the most patients, and ten times as many to import and to draw; the other
 *     dimensions are measured with a tenth of them
 * @param points places along each dimension
 * @param threads the most processor cores
 * @param seed of the patients and models
 */
public record GrowthSettings(String only, int subjects, int points, int threads, long seed) {

  private static final int EVENTS = 30;
  private static final int VOCABULARY = 200;
  private static final int BATCH = 1_024;
  private static final int MOST_EVENTS = 300;
  private static final int MOST_CODES = 2_000;

  /** Two decades. */
  private static final double RANGE = 100;

  /** Fewer patients than this in the smallest measurement would not be worth one. */
  private static final int FEWEST = 200;

  /** A step has at most one in so many of all rows. */
  private static final int STEPS = 16;

  /**
   * @throws IllegalArgumentException if there is too little to measure
   */
  public GrowthSettings {
    if (subjects < FEWEST || points < 2 || threads < 1) {
      throw new IllegalArgumentException(
          "Growth takes at least %d patients and 2 points.".formatted(FEWEST));
    }
  }

  /** What does not grow. */
  Size base() {
    return new Size(subjects / 10, EVENTS, VOCABULARY, BATCH, threads);
  }

  /** The sizes at which a work is measured along a dimension, ascending. */
  List<Size> along(Dimension dimension, Work work) {
    Size base = base();
    // What takes little an event is over before it can be measured where the rest takes a minute.
    boolean quick = work == Work.IMPORT || (work == Work.SAMPLE && dimension == Dimension.SUBJECTS);
    int times = quick ? 10 : 1;
    List<Integer> values =
        switch (dimension) {
          case SUBJECTS -> decades(times * subjects);
          case EVENTS -> decades(times * MOST_EVENTS);
          case VOCABULARY -> decades(MOST_CODES);
          case BATCH ->
              decades(Math.max(800, Math.min(4 * BATCH, base.subjects() * EVENTS / STEPS)));
          case THREADS -> doubling();
        };
    return values.stream().map(value -> base.with(dimension, value)).toList();
  }

  private List<Integer> decades(int most) {
    List<Integer> values = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      double share = Math.pow(RANGE, (double) i / (points - 1) - 1);
      values.add((int) Math.round(most * share));
    }
    return values;
  }

  private List<Integer> doubling() {
    List<Integer> values = new ArrayList<>();
    for (int count = 1; count < threads; count *= 2) {
      values.add(count);
    }
    values.add(threads);
    return values;
  }
}
