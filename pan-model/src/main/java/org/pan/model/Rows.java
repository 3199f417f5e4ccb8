package org.pan.model;

import java.util.Arrays;

/**
 * Rows of a head's inputs and targets: a fixed number of floats and of ints each, side by side.
 * Grows as needed; not safe for use by several threads at once.
 */
public final class Rows {

  private final int floatWidth;
  private final int intWidth;
  private float[] floats;
  private int[] ints;
  private int size;

  public Rows(int floatWidth, int intWidth, int capacity) {
    this.floatWidth = floatWidth;
    this.intWidth = intWidth;
    this.floats = new float[floatWidth * capacity];
    this.ints = new int[intWidth * capacity];
  }

  public int floatWidth() {
    return floatWidth;
  }

  public int intWidth() {
    return intWidth;
  }

  public int size() {
    return size;
  }

  /** All floats, row by row; only the first {@code size() * floatWidth()} are in use. */
  public float[] floats() {
    return floats;
  }

  /** All ints, row by row; only the first {@code size() * intWidth()} are in use. */
  public int[] ints() {
    return ints;
  }

  /** Adds a row, its content as the last use of that place left it, and gives its index. */
  public int add() {
    int row = size++;
    if (floats.length < size * floatWidth || ints.length < size * intWidth) {
      int capacity = Math.max(16, 2 * size);
      floats = Arrays.copyOf(floats, capacity * floatWidth);
      ints = Arrays.copyOf(ints, capacity * intWidth);
    }
    return row;
  }

  /** Adds a copy of another buffer's row. */
  public void addFrom(Rows other, int otherRow) {
    int row = add();
    System.arraycopy(other.floats, otherRow * floatWidth, floats, row * floatWidth, floatWidth);
    System.arraycopy(other.ints, otherRow * intWidth, ints, row * intWidth, intWidth);
  }

  /** Overwrites a row with another one of this buffer. */
  public void move(int from, int to) {
    System.arraycopy(floats, from * floatWidth, floats, to * floatWidth, floatWidth);
    System.arraycopy(ints, from * intWidth, ints, to * intWidth, intWidth);
  }

  /** Keeps the first rows only. */
  public void truncate(int rows) {
    size = rows;
  }

  public void clear() {
    size = 0;
  }

  /** Adds a row of zeros and gives its index. */
  public int addZero() {
    int row = add();
    Arrays.fill(floats, row * floatWidth, (row + 1) * floatWidth, 0f);
    Arrays.fill(ints, row * intWidth, (row + 1) * intWidth, 0);
    return row;
  }
}
