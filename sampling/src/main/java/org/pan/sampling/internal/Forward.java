package org.pan.sampling.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pan.model.Head;
import org.pan.model.Rows;

/**
 * Runs a head over rows in tiles, padded with zeros to a multiple of {@value #STEP} rows, or on a
 * GPU to a whole tile, so that a row's outputs do not depend on how many others there are: BLAS
 * computes each row alike in any matrix of so many, while a GPU takes another kernel for another
 * size.
 */
final class Forward {

  private static final int GPU_TILE = 128;
  private static final int LARGEST_TILE = 512;
  private static final int STEP = 16;

  /** Floats that a core's cache holds from copying the rows to multiplying them. */
  private static final int CACHED = 1 << 19;

  private final NDManager manager;
  private final boolean gpu;
  private final Map<Head, Rows> tiles = new HashMap<>();

  Forward(NDManager manager) {
    this.manager = manager;
    this.gpu = manager.getDevice().isGpu();
  }

  /** The largest number of rows of a tile. */
  private int most(Head head) {
    int cached = CACHED / Math.max(1, head.floatWidth()) / STEP * STEP;
    return gpu ? GPU_TILE : Math.max(STEP, Math.min(LARGEST_TILE, cached));
  }

  private Rows newTile(Head head) {
    return new Rows(head.floatWidth(), head.intWidth(), most(head));
  }

  /** The outputs of all rows, side by side; what the slots carry is brought up to date. */
  float[] outputs(Head head, Rows rows, List<Slot> slots) {
    return outputs(head, rows, slots, head.name());
  }

  /**
   * The same for rows that are not as the slots are.
   *
   * @param carried under which name the slots carry a state of their own for such rows
   */
  float[] outputs(Head head, Rows rows, List<Slot> slots, String carried) {
    float[] all = new float[0];
    int width = 0;
    int most = most(head);
    int step = gpu ? most : STEP;
    Rows tile = tiles.computeIfAbsent(head, this::newTile);
    for (int from = 0; from < rows.size(); from += most) {
      int count = Math.min(most, rows.size() - from);
      int padded = (count + step - 1) / step * step;
      tile.clear();
      for (int r = 0; r < padded; r++) {
        if (r < count) {
          tile.addFrom(rows, from + r);
        } else {
          tile.addZero();
        }
      }
      try (NDManager scope = manager.newSubManager()) {
        Head.Outputs outputs =
            head.outputs(scope, tile, state(scope, head, slots, from, count, padded, carried));
        if (all.length == 0) {
          width = outputs.values().length / padded;
          all = new float[width * rows.size()];
        }
        System.arraycopy(outputs.values(), 0, all, from * width, count * width);
        carry(head, slots, from, count, outputs.carried(), carried);
      }
    }
    return all;
  }

  private static @Nullable NDArray state(
      NDManager scope, Head head, List<Slot> slots, int from, int count, int padded, String name) {
    int width = head.carried();
    if (width == 0) {
      return null;
    }
    float[] state = new float[padded * width];
    for (int r = 0; r < count; r++) {
      float[] carried = slots.get(from + r).carried.get(name);
      if (carried != null) {
        System.arraycopy(carried, 0, state, r * width, width);
      }
    }
    return scope.create(state, new Shape(1, padded, width));
  }

  private static void carry(
      Head head, List<Slot> slots, int from, int count, @Nullable NDArray carried, String name) {
    if (carried == null) {
      return;
    }
    float[] state = carried.toFloatArray();
    int width = head.carried();
    for (int r = 0; r < count; r++) {
      float[] mine = Arrays.copyOfRange(state, r * width, (r + 1) * width);
      slots.get(from + r).carry(name, mine);
    }
  }
}
