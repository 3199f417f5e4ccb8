package org.pan.evaluation.internal.privacy;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The nearest points of a set to each query by Euclidean distance, found by looking at all of them:
 * trees do not help in a hundred dimensions. Squared differences are added up rather than taken
 * from products, so that a copy is at distance zero exactly.
 */
final class Neighbours {

  /** References of a tile; with some hundred columns a tile fits the second-level cache. */
  private static final int TILE = 256;

  private static final int QUERIES = 32;

  private final int k;
  private final float[] squares;
  private final int[] places;

  private Neighbours(int queries, int k) {
    this.k = k;
    this.squares = new float[queries * k];
    this.places = new int[queries * k];
    Arrays.fill(squares, Float.POSITIVE_INFINITY);
    Arrays.fill(places, -1);
  }

  /** The {@code k} nearest references of each query, the nearest first. */
  static Neighbours of(Points queries, Points references, int k) {
    return search(queries, references, k, false);
  }

  /** The {@code k} nearest other points of each point: itself is left out by its index. */
  static Neighbours among(Points points, int k) {
    return search(points, points, k, true);
  }

  private static Neighbours search(Points queries, Points references, int k, boolean others) {
    Neighbours found = new Neighbours(queries.rows(), k);
    float[][] tiles = tiles(references);
    int blocks = (queries.rows() + QUERIES - 1) / QUERIES;
    IntStream.range(0, blocks)
        .parallel()
        .forEach(block -> found.block(queries, references, tiles, block * QUERIES, others));
    return found;
  }

  /** Tiles of references, column after column, so that a loop over references can be vectorised. */
  private static float[][] tiles(Points references) {
    int columns = references.columns();
    float[][] tiles = new float[(references.rows() + TILE - 1) / TILE][columns * TILE];
    for (int row = 0; row < references.rows(); row++) {
      for (int column = 0; column < columns; column++) {
        tiles[row / TILE][column * TILE + row % TILE] = references.at(row, column);
      }
    }
    return tiles;
  }

  private void block(
      Points queries, Points references, float[][] tiles, int first, boolean others) {
    float[] sums = new float[TILE];
    int last = Math.min(first + QUERIES, queries.rows());
    for (int t = 0; t < tiles.length; t++) {
      int width = Math.min(TILE, references.rows() - t * TILE);
      for (int query = first; query < last; query++) {
        add(queries, query, tiles[t], sums);
        for (int j = 0; j < width; j++) {
          int place = t * TILE + j;
          if (sums[j] < squares[query * k + k - 1] && !(others && place == query)) {
            insert(query, sums[j], place);
          }
        }
      }
    }
  }

  private static void add(Points queries, int query, float[] tile, float[] sums) {
    int columns = queries.columns();
    int at = query * columns;
    float[] values = queries.values();
    Arrays.fill(sums, 0);
    int column = 0;
    for (; column + 1 < columns; column += 2) {
      float a = values[at + column];
      float b = values[at + column + 1];
      int from = column * TILE;
      for (int j = 0; j < TILE; j++) {
        float x = a - tile[from + j];
        float y = b - tile[from + TILE + j];
        sums[j] += x * x + y * y;
      }
    }
    if (column < columns) {
      float a = values[at + column];
      for (int j = 0; j < TILE; j++) {
        float x = a - tile[column * TILE + j];
        sums[j] += x * x;
      }
    }
  }

  private void insert(int query, float square, int place) {
    int i = query * k + k - 1;
    while (i > query * k && squares[i - 1] > square) {
      squares[i] = squares[i - 1];
      places[i] = places[i - 1];
      i--;
    }
    squares[i] = square;
    places[i] = place;
  }

  /**
   * Distances to the neighbours of that rank, 0 being the nearest; infinite where there is none.
   */
  double[] distances(int rank) {
    return IntStream.range(0, squares.length / k)
        .mapToDouble(query -> Math.sqrt(squares[query * k + rank]))
        .toArray();
  }

  /** Which reference is the neighbour of that rank; negative where there is none. */
  int place(int query, int rank) {
    return places[query * k + rank];
  }
}
