package org.pan.model.constraints;

import java.util.Arrays;

/** Which codes come at the times of which others: pairs, numbered in the order they are added. */
final class Companions {

  /** By code, those that come with it, and the numbers of these pairs. */
  private final int[][] of;

  private final int[][] pairs;
  private int size;

  /** By pair, how often it comes without the code. */
  private double[] rates = new double[0];

  Companions(int codes) {
    of = new int[codes][0];
    pairs = new int[codes][0];
  }

  /**
   * The code comes at the times of the other.
   *
   * @param rate how often it does not
   */
  void add(int code, int other, double rate) {
    if (size == rates.length) {
      rates = Arrays.copyOf(rates, 2 * size + 8);
    }
    rates[size] = rate;
    of[other] = and(of[other], code);
    pairs[other] = and(pairs[other], size++);
  }

  private static int[] and(int[] numbers, int one) {
    int[] more = Arrays.copyOf(numbers, numbers.length + 1);
    more[numbers.length] = one;
    return more;
  }

  /** The codes that come with one. */
  int[] of(int code) {
    return of[code];
  }

  /** The numbers of these pairs. */
  int[] pairs(int code) {
    return pairs[code];
  }

  /** How often the code of a pair does not come. */
  double rate(int pair) {
    return rates[pair];
  }

  /** How many pairs there are. */
  int size() {
    return size;
  }
}
