package org.pan.bench.micro;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What a benchmark got done, which JMH reports a second: units (events, rows, ...), and the work
 * they need by the shapes of the data alone.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Work {

  /** Events, rows or products. */
  public long units;

  /** Floating-point operations of matrix products. */
  public long flop;

  /** Bytes that have to be read or written if each array is touched once. */
  public long bytes;

  /** Notes what was done. */
  void did(long moreUnits, long moreFlop, long moreBytes) {
    units += moreUnits;
    flop += moreFlop;
    bytes += moreBytes;
  }
}
