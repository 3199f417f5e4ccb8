package org.pan.training.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pan.model.checkpoint.FloatTensor;

/** A step by the engine's own operations, on whatever device the parameters are. */
final class EngineKernel implements AdamWKernel {

  private record Slot(AdamW.Parameter parameter, NDArray mean, NDArray variance, NDArray average) {}

  // Not set(Buffer), which would move a tensor into memory that Java owns.
  private static final NDIndex ALL = new NDIndex("...");

  private final NDManager manager;
  private final List<Slot> slots = new ArrayList<>();

  EngineKernel(NDManager parent, List<AdamW.Parameter> parameters) {
    this.manager = parent.newSubManager();
    for (AdamW.Parameter parameter : parameters) {
      slots.add(new Slot(parameter, zeros(parameter), zeros(parameter), zeros(parameter)));
    }
  }

  private NDArray zeros(AdamW.Parameter parameter) {
    return manager.zeros(parameter.value().getShape());
  }

  /** Number of tensors held: three a parameter, whatever the number of steps. */
  int heldTensors() {
    return manager.getManagedArrays().size();
  }

  private static NDArray gradient(Slot slot, NDManager scope) {
    NDArray gradient = slot.parameter().value().getGradient();
    gradient.attach(scope);
    return gradient;
  }

  @Override
  public double gradientNorm() {
    if (slots.isEmpty()) {
      return 0;
    }
    try (NDManager scope = manager.newSubManager()) {
      NDList norms = new NDList(slots.size());
      slots.forEach(slot -> norms.add(gradient(slot, scope).norm()));
      return NDArrays.stack(norms).norm().getFloat();
    }
  }

  @Override
  public void update(Step step) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray newShare = scope.create(step.averageShare());
      NDArray oldShare = scope.create(1 - step.averageShare());
      for (Slot slot : slots) {
        update(slot, gradient(slot, scope), step);
        if (step.averageShare() > 0) {
          NDArray weight = slot.parameter().value().stopGradient();
          weight.attach(scope);
          slot.average().muli(oldShare).addi(weight.mul(newShare));
        }
      }
    }
  }

  /** The engine clears the gradient at the end. */
  private static void update(Slot slot, NDArray gradient, Step step) {
    NDArray weight = slot.parameter().value();
    weight
        .getNDArrayInternal()
        .adamUpdate(
            new NDList(weight, gradient, slot.mean(), slot.variance()),
            new NDList(weight),
            step.rate(),
            step.correctedRate(),
            (float) slot.parameter().weightDecay(),
            step.gradientScale(),
            -1,
            step.beta1(),
            step.beta2(),
            step.correctedEpsilon(),
            false,
            true);
  }

  @Override
  public void clearGradients() {
    try (NDManager scope = manager.newSubManager()) {
      slots.forEach(slot -> gradient(slot, scope).set(ALL, 0));
    }
  }

  @Override
  public void exchangeAverages() {
    try (NDManager scope = manager.newSubManager()) {
      for (Slot slot : slots) {
        NDArray weight = slot.parameter().value().stopGradient();
        weight.attach(scope);
        NDArray copy = weight.duplicate();
        weight.set(ALL, slot.average());
        slot.average().set(ALL, copy);
      }
    }
  }

  @Override
  public Map<String, FloatTensor> tensors() {
    Map<String, FloatTensor> tensors = new LinkedHashMap<>();
    arrays().forEach((name, array) -> tensors.put(name, tensor(array)));
    return tensors;
  }

  private static FloatTensor tensor(NDArray array) {
    return new FloatTensor(array.getShape().getShape(), array.toFloatArray());
  }

  @Override
  public void restore(Map<String, FloatTensor> tensors) {
    arrays()
        .forEach(
            (name, array) -> {
              float[] data = Objects.requireNonNull(tensors.get(name)).data();
              try (NDArray saved = manager.create(data, array.getShape())) {
                array.set(ALL, saved);
              }
            });
  }

  private Map<String, NDArray> arrays() {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    for (Slot slot : slots) {
      String name = slot.parameter().name();
      arrays.put("mean/" + name, slot.mean());
      arrays.put("variance/" + name, slot.variance());
      arrays.put("average/" + name, slot.average());
    }
    return arrays;
  }

  @Override
  public void close() {
    manager.close();
  }
}
