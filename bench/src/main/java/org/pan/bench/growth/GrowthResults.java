package org.pan.bench.growth;

import java.util.List;
import org.pan.bench.compare.Machine;

/**
 * All that came of a run.
 *
 * @param settings how it was run
 * @param machine where and when
 * @param lines by dimension and work
 */
public record GrowthResults(GrowthSettings settings, Machine machine, List<Line> lines) {
  public GrowthResults {
    lines = List.copyOf(lines);
  }
}
