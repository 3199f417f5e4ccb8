package org.pan.training.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pan.model.checkpoint.FloatTensor;
import org.pan.sequences.DataException;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2, as in PyTorch),
 * clipping by the global norm of all gradients, and an exponential moving average of the weights.
 * Its state can be saved and restored bit for bit.
 *
 * <p>The average is debiased: after t steps weights of age a count {@code d^a / sum(d^0..d^(t-1))},
 * so that it is usable from the first step. Closing gives back the moments and averages, not the
 * parameters.
 */
public final class AdamW implements AutoCloseable {

  private static final String AVERAGE = "average/";

  /**
   * A float32 tensor that is trained.
   *
   * @param name its name in the checkpoint
   * @param value requires a gradient; changed in place
   * @param weightDecay decay per step and unit of learning rate
   */
  public record Parameter(String name, NDArray value, double weightDecay) {}

  /**
   * What is common to all parameters.
   *
   * @param beta1 decay of the mean of gradients
   * @param beta2 decay of the mean of squared gradients
   * @param epsilon added to the root of the latter
   * @param maxGradientNorm longer gradients are scaled to this length; infinite for no clipping
   * @param averageDecay decay of the average of weights per step; 0 for no average
   */
  public record Settings(
      double beta1, double beta2, double epsilon, double maxGradientNorm, double averageDecay) {

    /** What serves most networks of this kind. */
    public static final Settings DEFAULT = new Settings(0.9, 0.99, 1e-8, 1, 0.998);

    public Settings {
      if (!isDecay(beta1) || !isDecay(beta2) || !isDecay(averageDecay)) {
        throw new IllegalArgumentException("Decays of AdamW lie in [0, 1).");
      }
      if (!(epsilon > 0) || !(maxGradientNorm > 0)) {
        throw new IllegalArgumentException(
            "AdamW needs epsilon and the largest gradient norm above 0.");
      }
    }

    private static boolean isDecay(double value) {
      return value >= 0 && value < 1;
    }
  }

  /**
   * All that an optimizer knows besides the weights.
   *
   * @param steps steps taken
   * @param tensors {@code mean/NAME}, {@code variance/NAME} and, if weights are averaged, {@code
   *     average/NAME}
   */
  public record State(long steps, Map<String, FloatTensor> tensors) {}

  private final List<Parameter> parameters;
  private final Settings settings;
  private final AdamWKernel kernel;
  private long steps;
  private boolean averaged;

  /**
   * @param parent owner of what is needed beside the parameters; outlives this
   */
  public AdamW(NDManager parent, List<Parameter> parameters, Settings settings) {
    this(parameters, settings, kernel(parent, parameters));
  }

  AdamW(List<Parameter> parameters, Settings settings, AdamWKernel kernel) {
    this.parameters = List.copyOf(parameters);
    this.settings = settings;
    this.kernel = kernel;
  }

  private static AdamWKernel kernel(NDManager parent, List<Parameter> parameters) {
    boolean onHost = parameters.stream().noneMatch(p -> p.value().getDevice().isGpu());
    return onHost ? new HostKernel(parameters) : new EngineKernel(parent, parameters);
  }

  /** Steps taken. */
  public long steps() {
    return steps;
  }

  /**
   * Takes a step along the gradients of the last backward pass and sets them to zero. A parameter
   * that had no part in it counts as one with a gradient of zero. If the gradient is not finite,
   * nothing but that happens.
   *
   * @return the norm of the gradient before clipping; not finite if no step was taken
   * @throws IllegalStateException if the averages are in place of the weights
   */
  public double step(double learningRate) {
    if (averaged) {
      throw new IllegalStateException(
          "The averages are in place of the weights; exchange them before a step.");
    }
    double norm = kernel.gradientNorm();
    if (Double.isFinite(norm)) {
      steps++;
      kernel.update(kernelStep(learningRate, norm));
    } else {
      kernel.clearGradients();
    }
    return norm;
  }

  private AdamWKernel.Step kernelStep(double learningRate, double norm) {
    float beta1 = (float) settings.beta1();
    float beta2 = (float) settings.beta2();
    double correction1 = 1 - Math.pow(beta1, (double) steps);
    double correction2 = Math.sqrt(1 - Math.pow(beta2, (double) steps));
    double decay = settings.averageDecay();
    // m / c1 / (sqrt(v) / c2 + eps) = (c2 / c1) * m / (sqrt(v) + c2 * eps): the corrections need
    // not
    // touch the moments. The small constant is that of PyTorch's clip_grad_norm_.
    return new AdamWKernel.Step(
        (float) learningRate,
        (float) (learningRate * correction2 / correction1),
        (float) (settings.epsilon() * correction2),
        (float) Math.min(1, settings.maxGradientNorm() / (norm + 1e-6)),
        beta1,
        beta2,
        decay == 0 ? 0 : (float) ((1 - decay) / (1 - Math.pow(decay, (double) steps))));
  }

  /**
   * Exchanges weights and their averages; a second call changes them back. Does nothing if weights
   * are not averaged or no step was taken.
   */
  public void exchangeAverages() {
    if (settings.averageDecay() == 0 || steps == 0) {
      return;
    }
    kernel.exchangeAverages();
    averaged = !averaged;
  }

  /**
   * A copy of the state.
   *
   * @throws IllegalStateException if the averages are in place of the weights
   */
  public State state() {
    if (averaged) {
      throw new IllegalStateException(
          "The averages are in place of the weights; exchange them before saving.");
    }
    Map<String, FloatTensor> tensors = kernel.tensors();
    if (settings.averageDecay() == 0) {
      tensors.keySet().removeIf(name -> name.startsWith(AVERAGE));
    }
    return new State(steps, tensors);
  }

  /**
   * Continues from a saved state.
   *
   * @throws DataException if the state is of other parameters
   */
  public void restore(State state) {
    Map<String, FloatTensor> tensors = new HashMap<>();
    for (Parameter parameter : parameters) {
      for (String kind : List.of("mean/", "variance/", AVERAGE)) {
        String name = kind + parameter.name();
        tensors.put(name, fitting(name, parameter.value(), state));
      }
    }
    kernel.restore(tensors);
    steps = state.steps();
    averaged = false;
  }

  private FloatTensor fitting(String name, NDArray value, State state) {
    FloatTensor tensor = state.tensors().get(name);
    if (tensor == null && name.startsWith(AVERAGE) && settings.averageDecay() == 0) {
      return new FloatTensor(new long[] {value.size()}, new float[Math.toIntExact(value.size())]);
    }
    if (tensor == null || tensor.data().length != value.size()) {
      throw new DataException(
          "The optimizer's state has no fitting \"" + name + "\"; it is of another network.");
    }
    return tensor;
  }

  @Override
  public void close() {
    kernel.close();
  }
}
