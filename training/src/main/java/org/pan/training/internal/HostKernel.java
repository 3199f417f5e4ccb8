package org.pan.training.internal;

import ai.djl.ndarray.NDArray;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pan.model.checkpoint.FloatTensor;

/**
 * A step in one loop over each parameter, for parameters in the host's memory, which is read and
 * written in place. The engine takes some fifteen passes and a dozen calls for the same, more than
 * the network itself where that is small.
 */
final class HostKernel implements AdamWKernel {

  /** The arrays of a parameter; weights and gradients are copies that live for a step. */
  private static final class Slot {
    private final AdamW.Parameter parameter;
    private final float[] weights;
    private final float[] gradients;
    private final float[] mean;
    private final float[] variance;
    private final float[] average;

    Slot(AdamW.Parameter parameter) {
      int size = Math.toIntExact(parameter.value().size());
      this.parameter = parameter;
      this.weights = new float[size];
      this.gradients = new float[size];
      this.mean = new float[size];
      this.variance = new float[size];
      this.average = new float[size];
    }
  }

  private final List<Slot> slots = new ArrayList<>();

  HostKernel(List<AdamW.Parameter> parameters) {
    parameters.forEach(parameter -> slots.add(new Slot(parameter)));
  }

  /** The memory of a tensor itself, valid while the tensor is open and not replaced. */
  private static FloatBuffer memory(NDArray array) {
    return array.toByteBuffer(true).asFloatBuffer();
  }

  @Override
  public double gradientNorm() {
    double squares = 0;
    for (Slot slot : slots) {
      try (NDArray gradient = slot.parameter.value().getGradient()) {
        memory(gradient).get(slot.gradients);
      }
      squares += squares(slot.gradients);
    }
    return Math.sqrt(squares);
  }

  /** Four sums, as one would wait for itself. */
  private static double squares(float[] values) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < values.length; i += 4) {
      a += (double) values[i] * values[i];
      b += (double) values[i + 1] * values[i + 1];
      c += (double) values[i + 2] * values[i + 2];
      d += (double) values[i + 3] * values[i + 3];
    }
    for (; i < values.length; i++) {
      a += (double) values[i] * values[i];
    }
    return a + b + c + d;
  }

  @Override
  public void update(Step step) {
    for (Slot slot : slots) {
      FloatBuffer memory = memory(slot.parameter.value());
      memory.duplicate().get(slot.weights);
      float keep = 1 - step.rate() * (float) slot.parameter.weightDecay();
      update(slot.weights, slot.gradients, slot.mean, slot.variance, keep, step);
      memory.put(slot.weights);
      if (step.averageShare() > 0) {
        average(slot.average, slot.weights, step.averageShare());
      }
    }
    clearGradients();
  }

  /** Simple enough for the compiler to use the processor's vector instructions. */
  private static void update(float[] w, float[] g, float[] m, float[] v, float keep, Step step) {
    float scale = step.gradientScale();
    float beta1 = step.beta1();
    float beta2 = step.beta2();
    float fresh1 = 1 - beta1;
    float fresh2 = 1 - beta2;
    float rate = step.correctedRate();
    float epsilon = step.correctedEpsilon();
    for (int i = 0; i < w.length; i++) {
      float gradient = scale * g[i];
      float mean = beta1 * m[i] + fresh1 * gradient;
      float variance = beta2 * v[i] + fresh2 * gradient * gradient;
      m[i] = mean;
      v[i] = variance;
      w[i] = keep * w[i] - rate * mean / ((float) Math.sqrt(variance) + epsilon);
    }
  }

  private static void average(float[] average, float[] w, float share) {
    for (int i = 0; i < w.length; i++) {
      average[i] += share * (w[i] - average[i]);
    }
  }

  @Override
  public void clearGradients() {
    for (Slot slot : slots) {
      try (NDArray gradient = slot.parameter.value().getGradient()) {
        Arrays.fill(slot.gradients, 0);
        memory(gradient).put(slot.gradients);
      }
    }
  }

  @Override
  public void exchangeAverages() {
    for (Slot slot : slots) {
      FloatBuffer memory = memory(slot.parameter.value());
      memory.duplicate().get(slot.weights);
      memory.put(slot.average);
      System.arraycopy(slot.weights, 0, slot.average, 0, slot.weights.length);
    }
  }

  @Override
  public Map<String, FloatTensor> tensors() {
    Map<String, FloatTensor> tensors = new LinkedHashMap<>();
    for (Slot slot : slots) {
      long[] shape = slot.parameter.value().getShape().getShape();
      arrays(slot).forEach((name, data) -> tensors.put(name, new FloatTensor(shape, data.clone())));
    }
    return tensors;
  }

  @Override
  public void restore(Map<String, FloatTensor> tensors) {
    for (Slot slot : slots) {
      arrays(slot)
          .forEach(
              (name, data) -> {
                float[] saved = Objects.requireNonNull(tensors.get(name)).data();
                System.arraycopy(saved, 0, data, 0, data.length);
              });
    }
  }

  private static Map<String, float[]> arrays(Slot slot) {
    Map<String, float[]> arrays = new LinkedHashMap<>();
    arrays.put("mean/" + slot.parameter.name(), slot.mean);
    arrays.put("variance/" + slot.parameter.name(), slot.variance);
    arrays.put("average/" + slot.parameter.name(), slot.average);
    return arrays;
  }

  @Override
  public void close() {}
}
