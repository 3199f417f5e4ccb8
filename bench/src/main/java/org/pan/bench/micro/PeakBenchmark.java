package org.pan.bench.micro;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the machine can do at most through the engine that PAN uses: products of square matrices
 * (sgemm) and the passage of numbers through memory.
 */
@State(Scope.Benchmark)
public class PeakBenchmark {

  /** Floats of an array that no cache holds: 64 MiB. */
  private static final long BEYOND_CACHE = 1 << 24;

  private static final int WORD = 4;

  /** Rows and columns. */
  @Param({"1024"})
  public int size;

  private NDManager manager;
  private NDArray left;
  private NDArray right;
  private NDArray from;
  private NDArray to;

  /** Makes the arrays. */
  @Setup(Level.Trial)
  public void create() {
    manager = NDManager.newBaseManager(Device.cpu());
    left = manager.randomNormal(new Shape(size, size));
    right = manager.randomNormal(new Shape(size, size));
    from = manager.ones(new Shape(BEYOND_CACHE));
    to = manager.zeros(new Shape(BEYOND_CACHE));
  }

  /** One matrix product. */
  @Benchmark
  public void product(Work work) {
    left.matMul(right).close();
    work.did(1, 2L * size * size * size, 3L * WORD * size * size);
  }

  /** Adds one array to another: two numbers read and one written for each. */
  @Benchmark
  public void memory(Work work) {
    to.addi(from);
    work.did(BEYOND_CACHE, 0, 3 * WORD * BEYOND_CACHE);
  }

  /** Frees the arrays. */
  @TearDown(Level.Trial)
  public void close() {
    manager.close();
  }
}
