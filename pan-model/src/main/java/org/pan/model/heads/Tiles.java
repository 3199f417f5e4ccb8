package org.pan.model.heads;

import ai.djl.ndarray.NDManager;
import org.pan.model.Head;
import org.pan.model.Rows;

/** Runs a head that carries no state over many rows, some at a time. */
final class Tiles {

  private static final int SIZE = 2048;

  private Tiles() {}

  /** Takes what came of some of the rows. */
  @FunctionalInterface
  interface Use {

    /**
     * Takes a tile.
     *
     * @param outputs of {@link Head#outputs}
     * @param first place of the tile's first row among all
     */
    void of(float[] outputs, Rows tile, int first);
  }

  static void run(Head head, NDManager manager, Rows rows, Use use) {
    Rows tile = new Rows(head.floatWidth(), head.intWidth(), SIZE);
    for (int first = 0; first < rows.size(); first += SIZE) {
      tile.clear();
      for (int r = first; r < Math.min(rows.size(), first + SIZE); r++) {
        tile.addFrom(rows, r);
      }
      try (NDManager scope = manager.newSubManager()) {
        use.of(head.outputs(scope, tile, null).values(), tile, first);
      }
    }
  }
}
