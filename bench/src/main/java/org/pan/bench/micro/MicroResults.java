package org.pan.bench.micro;

import java.util.List;
import org.pan.bench.compare.Machine;
import org.pan.bench.data.Division;

/**
 * All that came of a run.
 *
 * @param settings how it was run
 * @param machine where and when
 * @param threads of PyTorch
 * @param data on which patients
 * @param results of each benchmark, the machine's first
 */
public record MicroResults(
    MicroSettings settings,
    Machine machine,
    int threads,
    List<Division> data,
    List<MicroResult> results) {

  public MicroResults {
    data = List.copyOf(data);
    results = List.copyOf(results);
  }

  /** The most operations a second that were seen in matrix products; NaN if none was run. */
  public double peakFlop() {
    return results.stream()
        .filter(result -> ofMachine(result) && result.flopPerUnit() > 0)
        .mapToDouble(result -> result.unitsPerSecond() * result.flopPerUnit())
        .max()
        .orElse(Double.NaN);
  }

  /** The most bytes a second that were seen to pass through memory; NaN if it was not run. */
  public double peakBytes() {
    return results.stream()
        .filter(result -> ofMachine(result) && result.flopPerUnit() == 0)
        .mapToDouble(result -> result.unitsPerSecond() * result.bytesPerUnit())
        .max()
        .orElse(Double.NaN);
  }

  private static boolean ofMachine(MicroResult result) {
    return result.area().equals(Case.MACHINE) && result.succeeded();
  }

  /**
   * The share of what the machine could do at most (Williams et al., Roofline, 2009): operations
   * are bounded by the peak and by the bytes they need; what has no operations, by bytes alone.
   */
  public double shareOfLimit(MicroResult result) {
    double second = result.unitsPerSecond();
    if (result.flopPerUnit() > 0) {
      double limit = Math.min(peakFlop(), result.intensity() * peakBytes());
      return second * result.flopPerUnit() / limit;
    }
    return second * result.bytesPerUnit() / peakBytes();
  }
}
