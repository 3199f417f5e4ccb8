package org.pan.model.memory;

/**
 * What a code waits for: the drug for the disease, the daily care for the admission.
 *
 * @param by [V][] for each code those of which one comes before it first does; none where nothing
 *     is known
 */
public record Indications(int[][] by) {

  /** For each code those that it indicates. */
  public int[][] indicated() {
    int[] counts = new int[by.length];
    for (int[] others : by) {
      for (int other : others) {
        counts[other]++;
      }
    }
    int[][] indicated = new int[by.length][];
    for (int code = 0; code < by.length; code++) {
      indicated[code] = new int[counts[code]];
    }
    for (int code = by.length - 1; code >= 0; code--) {
      for (int other : by[code]) {
        indicated[other][--counts[other]] = code;
      }
    }
    return indicated;
  }
}
