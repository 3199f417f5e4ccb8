package org.pan.bench.growth;

import java.util.Comparator;
import java.util.List;

/**
 * What a work costs along a dimension.
 *
 * @param points ascending; those that failed too
 */
public record Line(Dimension dimension, Work work, List<Point> points) {

  /** What was measured at a place. */
  public record Point(Size size, Cost cost) {}

  public Line {
    Dimension along = dimension;
    points =
        points.stream().sorted(Comparator.comparingInt(point -> point.size.at(along))).toList();
  }

  /** Those that can be drawn. */
  private List<Point> good() {
    return points.stream().filter(point -> point.cost.succeeded()).toList();
  }

  /** Places along the dimension. */
  double[] x() {
    return good().stream().mapToDouble(point -> point.size.at(dimension)).toArray();
  }

  /**
   * Seconds for as many events as the patients have on average: of CPU time, and where threads
   * grow, of time passed.
   */
  double[] seconds() {
    return good().stream()
        .mapToDouble(
            point -> {
              Cost cost = point.cost;
              double asked = (double) point.size.subjects() * point.size.events();
              double taken =
                  dimension == Dimension.THREADS ? cost.wallSeconds() : cost.cpuSeconds();
              return taken * asked / Math.max(1, cost.events());
            })
        .toArray();
  }

  /** Peaks of resident memory in MB. */
  double[] megabytes() {
    return good().stream().mapToDouble(point -> point.cost.peakBytes() / 1e6).toArray();
  }

  /** What did not work, a line each. */
  List<String> faults() {
    return points.stream()
        .filter(point -> !point.cost.succeeded())
        .map(point -> "%s, %s: %s".formatted(work.label(), point.size, point.cost.fault()))
        .toList();
  }
}
