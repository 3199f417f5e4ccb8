package org.pan.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The named tensors of a head: weights, which are learnt, and buffers, which are fitted beforehand.
 * Owns them through a manager of its own; closing it frees them.
 */
public final class Parameters implements AutoCloseable {

  private static final NDIndex EVERYWHERE = new NDIndex(":");

  private final NDManager manager;
  private final SplittableRandom random;
  private final Dropout dropout = new Dropout();
  private final Map<String, NDArray> weights = new LinkedHashMap<>();
  private final Map<String, NDArray> buffers = new LinkedHashMap<>();

  /**
   * @param parent manager under which the tensors live
   * @param seed of the initial weights
   */
  public Parameters(NDManager parent, long seed) {
    this.manager = parent.newSubManager();
    this.random = new SplittableRandom(seed);
  }

  /**
   * A weight matrix for {@code x W^T}, uniform in ±sqrt(1/fanIn) (Glorot and Bengio 2010, as
   * PyTorch's linear layers).
   */
  public NDArray matrix(String name, int out, int in) {
    return uniform(name, Math.sqrt(1.0 / in), out, in);
  }

  /** A weight tensor uniform in ±scale. */
  public NDArray uniform(String name, double scale, long... shape) {
    float[] values = new float[Math.toIntExact(new Shape(shape).size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (scale * (2 * random.nextDouble() - 1));
    }
    return weight(name, values, shape);
  }

  /** A weight tensor with all entries at one value. */
  public NDArray constant(String name, float value, long... shape) {
    float[] values = new float[Math.toIntExact(new Shape(shape).size())];
    java.util.Arrays.fill(values, value);
    return weight(name, values, shape);
  }

  /** A weight tensor with the given initial values. */
  public NDArray weight(String name, float[] values, long... shape) {
    NDArray array = manager.create(values, new Shape(shape));
    array.setRequiresGradient(true);
    weights.put(name, array);
    return array;
  }

  /** A tensor that is saved with the weights but not learnt. */
  public NDArray buffer(String name, float[] values, long... shape) {
    NDArray array = manager.create(values, new Shape(shape));
    buffers.put(name, array);
    return array;
  }

  /** What drops hidden units of this head while it is trained. */
  public Dropout dropout() {
    return dropout;
  }

  /** The learnt tensors by name, in order of creation. */
  public Map<String, NDArray> weights() {
    return java.util.Collections.unmodifiableMap(weights);
  }

  /** All tensors by name, weights first. */
  public Map<String, NDArray> tensors() {
    Map<String, NDArray> all = new LinkedHashMap<>(weights);
    all.putAll(buffers);
    return all;
  }

  /**
   * The names of the learnt tensors that weight decay applies to: matrices, not biases and gains.
   */
  public List<String> decayed() {
    List<String> names = new ArrayList<>();
    weights.forEach(
        (name, array) -> {
          if (name.endsWith(".matrix")) {
            names.add(name);
          }
        });
    return names;
  }

  /** The number of learnt values. */
  public long count() {
    return weights.values().stream().mapToLong(NDArray::size).sum();
  }

  /**
   * Overwrites a tensor in place.
   *
   * @throws IllegalArgumentException if there is none of that name or its size differs
   */
  public void set(String name, float[] values) {
    NDArray array = weights.containsKey(name) ? weights.get(name) : buffers.get(name);
    if (array == null || array.size() != values.length) {
      throw new IllegalArgumentException("Tensor " + name + " does not fit this model.");
    }
    overwrite(array, values);
  }

  /** Overwrites a tensor in place. */
  public static void overwrite(NDArray array, float[] values) {
    // Not array.set(values): that makes PyTorch print a warning meant for DJL's authors.
    try (NDArray copy = array.getManager().create(values, array.getShape())) {
      array.set(EVERYWHERE, copy);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
