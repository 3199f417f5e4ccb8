package org.pan.evaluation.internal;

import java.util.Arrays;

/** Numbers keys from 0 in the order they came; an open hash table, as millions may come. */
public final class LongIndex {

  private long[] keys = new long[1024];
  private int[] ids = new int[1024];
  private int size;

  public LongIndex() {
    Arrays.fill(ids, -1);
  }

  /** The number of a key, a new one if it is new. */
  public int id(long key) {
    int slot = slot(key);
    if (ids[slot] < 0) {
      keys[slot] = key;
      ids[slot] = size++;
      if (2 * size > ids.length) {
        grow();
        return size - 1;
      }
    }
    return ids[slot];
  }

  /** Whether a key has a number. */
  public boolean contains(long key) {
    return ids[slot(key)] >= 0;
  }

  /** How many keys there are. */
  public int size() {
    return size;
  }

  private int slot(long key) {
    long hash = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (hash >>> 32) & (ids.length - 1);
    while (ids[slot] >= 0 && keys[slot] != key) {
      slot = (slot + 1) & (ids.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldIds = ids;
    keys = new long[2 * oldKeys.length];
    ids = new int[2 * oldIds.length];
    Arrays.fill(ids, -1);
    for (int i = 0; i < oldIds.length; i++) {
      if (oldIds[i] >= 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        ids[slot] = oldIds[i];
      }
    }
  }
}
