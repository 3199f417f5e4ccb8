package org.pan.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pan.model.network.Parameters;

/**
 * A part of the model with a likelihood of its own. It says how wide its rows are; rows are filled
 * from a memory; a batch of rows gives nats, or the outputs from which the head draws.
 */
public interface Head {

  /** A short name, unique in a model. */
  String name();

  /** Floats a row: the inputs. */
  int floatWidth();

  /** Ints a row: looked-up ids, targets and what masks are made of. */
  int intWidth();

  Parameters parameters();

  /** Width of what is carried from row to row of one subject; 0 where rows are independent. */
  int carried();

  /** Whether a subject makes one row, at its beginning, and not one at each step. */
  default boolean once() {
    return false;
  }

  /**
   * Negative log-probability of a batch of rows.
   *
   * @param manager takes the intermediate arrays
   * @param steps rows of one sequence side by side; 1 where rows are independent
   * @param state [1, B, carried], or null at the beginning of the sequences
   */
  Nats nll(NDManager manager, Rows rows, int steps, @Nullable NDArray state, boolean training);

  /**
   * What {@link #nll} gives.
   *
   * @param rows nats by row [N]
   * @param carried [1, B, carried], or null
   * @param penalty a scalar prior term to add to the mean loss, or null
   */
  record Nats(NDArray rows, @Nullable NDArray carried, @Nullable NDArray penalty) {}

  /**
   * Outputs for sampling.
   *
   * @param values [N, width] row by row
   * @param carried [1, B, carried], or null
   */
  record Outputs(float[] values, @Nullable NDArray carried) {}

  /** Runs the network on rows whose targets need not be set. */
  Outputs outputs(NDManager manager, Rows rows, @Nullable NDArray state);

  /**
   * Fits the standardisation of inputs, and output biases, to a sample of rows with targets.
   *
   * @param rows how many rows the whole training data have, against which priors are weighed
   */
  void prepare(Rows sample, long rows);

  /**
   * Fits what is to be fitted with the learnt weights in place. Rows are gone through in any order:
   * a head that carries a state is not asked and stays as learnt.
   *
   * @param manager takes the intermediate arrays
   * @param sample of the training data
   */
  default void settle(NDManager manager, Sample sample) {}

  /** Rows with targets. */
  @FunctionalInterface
  interface Sample {

    /** As many rows as are asked for, or all there are. */
    Rows of(int most);

    /**
     * The same, or fewer where learning was short, in parts of which one is in memory at a time.
     *
     * @param use takes each part
     */
    default void inParts(int most, Consumer<Rows> use) {
      use.accept(of(most));
    }
  }

  /**
   * Mean nats a row of the marginal frequencies in the sample: what a model that knows no past
   * would reach.
   */
  double baseline(Rows rows);
}
