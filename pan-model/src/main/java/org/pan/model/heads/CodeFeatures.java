package org.pan.model.heads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.pan.model.Rows;
import org.pan.model.network.Parameters;
import org.pan.model.network.Trunk;

/**
 * Terms of the logits of a few codes of each row, by features of the codes themselves: with x the
 * features of code c and h the state,
 *
 * <pre>
 * term(c) = sum over k [ (u(k) h + a(k) + v(k, c)) x(k, c) ].
 * </pre>
 */
final class CodeFeatures {

  /**
   * How many codes have how many features each.
   *
   * @param capacity codes of a row, at most; 0 for no terms
   * @param width features of a code K
   */
  record Size(int capacity, int width) {

    /** Outputs of the network, one for each feature. */
    int outputs() {
      return capacity == 0 ? 0 : width;
    }

    /** Ints of a row: the codes, V where there are fewer. */
    int ints() {
      return capacity;
    }

    /** Floats of a row: the features of each code. */
    int floats() {
      return capacity * width;
    }
  }

  /**
   * Where they stand.
   *
   * @param outputs the first u(k) h + a(k) among the outputs of the network
   * @param ints the first code among the ints of a row
   * @param floats the first feature among its floats
   */
  record Place(int outputs, int ints, int floats) {

    Place after(Size size) {
      return new Place(outputs + size.outputs(), ints + size.ints(), floats + size.floats());
    }
  }

  private final int codes;
  private final int classes;
  private final Size size;
  private final Place place;
  private final NDArray own;

  /**
   * @param name of the tensor v
   * @param codes number of codes V
   * @param classes number of logits, those of the codes first: V or V + 1
   */
  CodeFeatures(Parameters parameters, String name, int codes, int classes, Size size, Place place) {
    this.codes = codes;
    this.classes = classes;
    this.size = size;
    this.place = place;
    this.own = parameters.uniform(name, .01, codes + 1, size.width());
  }

  /**
   * The terms of all codes.
   *
   * @param outputs of the network [N, O]
   * @return a column a class, 0 beyond the codes
   */
  NDArray terms(NDManager manager, Rows rows, NDArray outputs) {
    int n = rows.size();
    int k = size.width();
    long[] codesOf = new long[n * size.ints()];
    float[] featuresOf = new float[n * size.floats()];
    for (int r = 0; r < n; r++) {
      int at = r * rows.intWidth() + place.ints();
      for (int s = 0; s < size.ints(); s++) {
        codesOf[r * size.ints() + s] = rows.ints()[at + s];
      }
      int from = r * rows.floatWidth() + place.floats();
      System.arraycopy(rows.floats(), from, featuresOf, r * size.floats(), size.floats());
    }
    NDArray ids = manager.create(codesOf, new Shape(n, size.ints())); // [N, S]
    NDArray features = manager.create(featuresOf, new Shape(n, size.ints(), k)); // [N, S, K]
    NDArray common =
        outputs.get(":, %d:%d".formatted(place.outputs(), place.outputs() + k)).reshape(n, 1, k);
    NDArray weights = Trunk.lookUp(ids, own).add(common); // [N, S, K]
    NDArray terms = weights.mul(features).sum(new int[] {2}); // [N, S]
    NDArray spread = manager.zeros(new Shape(n, codes + 1)).scatter(ids, terms, 1); // [N, V + 1]
    return spread.get(":, 0:" + classes);
  }

  /** The weights v, for {@link #add}. */
  float[] weights() {
    return own.toFloatArray();
  }

  /**
   * The same sums for a row, on the host: the codes are few, the tensors wide.
   *
   * @param weights of {@link #weights}
   * @param outputs of the network
   * @param outputsAt where those of the row begin
   * @param logits takes the terms
   * @param logitsAt where those of the row begin
   */
  void add(
      float[] weights,
      float[] outputs,
      int outputsAt,
      Rows rows,
      int row,
      float[] logits,
      int logitsAt) {
    int k = size.width();
    int common = outputsAt + place.outputs();
    int at = row * rows.intWidth() + place.ints();
    int features = row * rows.floatWidth() + place.floats();
    for (int s = 0; s < size.ints() && rows.ints()[at + s] < codes; s++) {
      int code = rows.ints()[at + s];
      float term = 0;
      for (int f = 0; f < k; f++) {
        term += (weights[code * k + f] + outputs[common + f]) * rows.floats()[features + f];
      }
      logits[logitsAt + code] += term;
      features += k;
    }
  }
}
