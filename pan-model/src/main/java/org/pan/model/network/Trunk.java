package org.pan.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pan.model.Rows;

/**
 * What all heads have in common: standardised inputs, looked-up embeddings beside them, the
 * backbone, and a linear output layer. Rows begin with the inputs (floats) and the ids to look up
 * (ints).
 */
public final class Trunk {

  private static final float CLIP = 6f;

  /**
   * An embedding table.
   *
   * @param name tensor name
   * @param classes number of ids, the one for "none" included
   * @param width width of a vector
   * @param columns how many ids of a row are looked up in it
   */
  public record Table(String name, int classes, int width, int columns) {}

  private final Parameters parameters;
  private final int inputs;
  private final int ids;
  private final int width;
  private final Table[] tables;
  private final NDArray[] vectors;
  private final NDArray scale;
  private final NDArray shift;
  private final Backbone backbone;
  private final NDArray output;
  private final NDArray bias;
  private final int outputs;

  /**
   * @param inputs floats at the beginning of a row that are inputs
   * @param outputs width of the output layer
   * @param factory makes the backbone for an input width
   */
  public Trunk(
      Parameters parameters, int inputs, int outputs, BackboneFactory factory, Table... tables) {
    this.parameters = parameters;
    this.inputs = inputs;
    this.outputs = outputs;
    this.tables = tables;
    this.vectors = new NDArray[tables.length];
    int width = inputs;
    int columns = 0;
    for (int t = 0; t < tables.length; t++) {
      vectors[t] =
          parameters.uniform(
              "embedding." + tables[t].name(), .1, tables[t].classes(), tables[t].width());
      width += tables[t].width() * tables[t].columns();
      columns += tables[t].columns();
    }
    this.ids = columns;
    this.width = width;
    float[] ones = new float[inputs];
    Arrays.fill(ones, 1f);
    this.scale = parameters.buffer("input.scale", ones, inputs);
    this.shift = parameters.buffer("input.shift", new float[inputs], inputs);
    this.backbone = factory.create(parameters, width);
    this.output = parameters.uniform("output.matrix", .01, outputs, backbone.width());
    this.bias = parameters.constant("output.bias", 0, outputs);
  }

  public Backbone backbone() {
    return backbone;
  }

  public int outputs() {
    return outputs;
  }

  /** Sets the output biases, which stand for the marginal distribution while nothing is learnt. */
  public void setBias(float[] values) {
    Parameters.overwrite(bias, values);
  }

  /** The output biases. */
  public float[] bias() {
    return bias.toFloatArray();
  }

  /**
   * Standardises the inputs by their mean and spread in a sample; inputs that never vary are
   * dropped to zero.
   */
  public void standardise(Rows sample) {
    double[] mean = new double[inputs];
    double[] square = new double[inputs];
    int n = sample.size();
    for (int r = 0; r < n; r++) {
      for (int j = 0; j < inputs; j++) {
        double x = sample.floats()[r * sample.floatWidth() + j];
        mean[j] += x;
        square[j] += x * x;
      }
    }
    float[] scales = new float[inputs];
    float[] shifts = new float[inputs];
    for (int j = 0; j < inputs; j++) {
      mean[j] /= Math.max(1, n);
      double variance = square[j] / Math.max(1, n) - mean[j] * mean[j];
      double spread = Math.sqrt(Math.max(0, variance));
      scales[j] = spread < 1e-4 ? 0 : (float) (1 / Math.max(spread, .05));
      shifts[j] = (float) (-mean[j] * scales[j]);
    }
    parameters.set("input.scale", scales);
    parameters.set("input.shift", shifts);
  }

  /** States and output logits of rows. */
  public Result forward(
      NDManager manager, Rows rows, int steps, @Nullable NDArray state, boolean training) {
    int n = rows.size();
    NDArray numbers = manager.create(standardised(rows, inputs), new Shape(n, inputs)); // [N, F]
    NDArray learnt = null; // [N, E]
    int column = 0;
    for (int t = 0; t < tables.length; t++) {
      NDArray index =
          manager.create(ids(rows, column, tables[t].columns()), new Shape(n, tables[t].columns()));
      NDArray lookedUp =
          lookUp(index, vectors[t]).reshape(n, (long) tables[t].width() * tables[t].columns());
      learnt = learnt == null ? lookedUp : learnt.concat(lookedUp, 1);
      column += tables[t].columns();
    }
    return result(backbone.advance(new Inputs(numbers, learnt), steps, state, training));
  }

  /**
   * The same without a gradient, a step a row: vectors are looked up here, as the inputs are copied
   * anyway, to the same bit.
   */
  public Result infer(NDManager manager, Rows rows, @Nullable NDArray state) {
    int n = rows.size();
    float[] packed = standardised(rows, width);
    int column = 0;
    int at = inputs;
    for (int t = 0; t < tables.length; t++) {
      float[] table = vectors[t].toFloatArray();
      int each = tables[t].width();
      for (int c = 0; c < tables[t].columns(); c++) {
        for (int r = 0; r < n; r++) {
          int id = rows.ints()[r * rows.intWidth() + column];
          System.arraycopy(table, id * each, packed, r * width + at, each);
        }
        column++;
        at += each;
      }
    }
    NDArray x = manager.create(packed, new Shape(n, width));
    return result(backbone.advance(new Inputs(x, null), 1, state, false));
  }

  private Result result(Backbone.Advanced advanced) {
    NDArray logits = Inputs.linear(advanced.states(), output, bias); // [N, O]
    return new Result(logits, advanced.carried());
  }

  /**
   * The vectors of ids.
   *
   * @param ids [...]
   * @param vectors [classes, width]
   * @return [..., width]
   */
  public static NDArray lookUp(NDArray ids, NDArray vectors) {
    return ids.getNDArrayInternal().embedding(ids, vectors, SparseFormat.DENSE).singletonOrThrow();
  }

  /**
   * @param logits [N, O]
   * @param carried [1, B, carried], or null
   */
  public record Result(NDArray logits, @Nullable NDArray carried) {}

  /**
   * The inputs of rows, standardised: here, as they are copied anyway.
   *
   * @param stride distance of the rows, at least F
   */
  private float[] standardised(Rows rows, int stride) {
    float[] scales = scale.toFloatArray();
    float[] shifts = shift.toFloatArray();
    float[] packed = new float[rows.size() * stride];
    float[] row = new float[inputs];
    for (int r = 0; r < rows.size(); r++) {
      System.arraycopy(rows.floats(), r * rows.floatWidth(), row, 0, inputs);
      standardiseRow(row, scales, shifts);
      System.arraycopy(row, 0, packed, r * stride, inputs);
    }
    return packed;
  }

  /** Small and over whole arrays, so that it is compiled to vectors: ten times as fast. */
  private static void standardiseRow(float[] row, float[] scales, float[] shifts) {
    for (int j = 0; j < row.length; j++) {
      row[j] = Math.min(CLIP, Math.max(-CLIP, row[j] * scales[j] + shifts[j]));
    }
  }

  private static long[] ids(Rows rows, int column, int columns) {
    long[] packed = new long[rows.size() * columns];
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < columns; c++) {
        packed[r * columns + c] = rows.ints()[r * rows.intWidth() + column + c];
      }
    }
    return packed;
  }

  /** The number of ids at the beginning of a row's ints. */
  public int ids() {
    return ids;
  }

  /** Makes a backbone for an input width. */
  @FunctionalInterface
  public interface BackboneFactory {
    Backbone create(Parameters parameters, int inputs);
  }
}
