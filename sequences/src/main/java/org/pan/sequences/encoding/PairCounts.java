package org.pan.sequences.encoding;

import java.util.Arrays;

/**
 * How often one entry stood before another among events of one time: an open-addressing table of
 * counts.
 */
final class PairCounts {

  private static final long EMPTY = -1;

  private long[] keys = new long[1 << 12];
  private int[] counts = new int[1 << 12];
  private int size;

  PairCounts() {
    Arrays.fill(keys, EMPTY);
  }

  void add(int before, int after) {
    long key = ((long) before << 32) | after;
    int slot = slot(key);
    if (keys[slot] == EMPTY) {
      keys[slot] = key;
      if (++size * 2 > keys.length) {
        grow();
        slot = slot(key);
      }
    }
    counts[slot]++;
  }

  int count(int before, int after) {
    return counts[slot(((long) before << 32) | after)];
  }

  /** For each entry those with which it shared a time. */
  int[][] neighbours(int entries) {
    int[] degree = new int[entries];
    for (long key : keys) {
      if (key != EMPTY) {
        degree[(int) (key >>> 32)]++;
        degree[(int) key]++;
      }
    }
    int[][] neighbours = new int[entries][];
    Arrays.setAll(neighbours, i -> new int[degree[i]]);
    for (long key : keys) {
      if (key != EMPTY) {
        int a = (int) (key >>> 32);
        int b = (int) key;
        neighbours[a][--degree[a]] = b;
        neighbours[b][--degree[b]] = a;
      }
    }
    Arrays.setAll(neighbours, i -> Arrays.stream(neighbours[i]).sorted().distinct().toArray());
    return neighbours;
  }

  private int slot(long key) {
    long hash = key * 0x9E3779B97F4A7C15L;
    int mask = keys.length - 1;
    int slot = (int) (hash >>> 32) & mask;
    while (keys[slot] != key && keys[slot] != EMPTY) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldCounts = counts;
    keys = new long[oldKeys.length * 2];
    counts = new int[keys.length];
    Arrays.fill(keys, EMPTY);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != EMPTY) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        counts[slot] = oldCounts[i];
      }
    }
  }
}
