package org.pan.sequences.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which codes a visit has: one, two or three different ones, drawn without replacement with weights
 * by group and part of the day. A visit is a set: its codes are written, and scored, in
 * alphabetical order.
 */
final class CodeLaw {

  private static final double[] SIZE_SHARES = {0, 0.5, 0.3, 0.2};
  private static final int CODES = ClinicCode.ALL.size();
  private static final int PARTS = 4;

  /** By group and part of the day, the probability of each set of codes (a bit a code). */
  private final double[][][] sets = new double[Group.values().length][PARTS][1 << CODES];

  CodeLaw() {
    for (Group group : Group.values()) {
      for (int part = 0; part < PARTS; part++) {
        double[] weights = new double[CODES];
        double total = 0;
        for (ClinicCode code : ClinicCode.ALL) {
          weights[code.index()] = code.weight(group, part);
          total += weights[code.index()];
        }
        draw(sets[group.index()][part], weights, total, 0, 1);
      }
    }
  }

  /**
   * Adds the probability of stopping at the set reached, then goes on to those with one code more.
   */
  private static void draw(double[] sets, double[] weights, double rest, int set, double reached) {
    int size = Integer.bitCount(set);
    sets[set] += reached * SIZE_SHARES[size];
    if (size == SIZE_SHARES.length - 1) {
      return;
    }
    for (int code = 0; code < CODES; code++) {
      if ((set & 1 << code) == 0) {
        double next = reached * weights[code] / rest;
        draw(sets, weights, rest - weights[code], set | 1 << code, next);
      }
    }
  }

  /** Night until 7:30, morning until noon, afternoon until 17:00, evening. */
  private static int part(int slot) {
    if (slot < 15) {
      return 0;
    }
    if (slot < 24) {
      return 1;
    }
    return slot < 34 ? 2 : 3;
  }

  /** Draws the codes of a visit, in alphabetical order. */
  List<ClinicCode> sample(Group group, int slot, SplittableRandom random) {
    double[] probabilities = sets[group.index()][part(slot)];
    double u = random.nextDouble();
    int drawn = 0;
    for (int set = 0; set < probabilities.length && u >= 0; set++) {
      if (probabilities[set] > 0) {
        drawn = set;
        u -= probabilities[set];
      }
    }
    List<ClinicCode> codes = new ArrayList<>();
    for (ClinicCode code : ClinicCode.ALL) {
      if ((drawn & 1 << code.index()) != 0) {
        codes.add(code);
      }
    }
    return codes;
  }

  /** The probability that a visit's first codes are these (a bit a code), whatever follows. */
  double beginning(Group group, int slot, int prefix) {
    double[] probabilities = sets[group.index()][part(slot)];
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(prefix);
    double sum = 0;
    for (int later = 0; later < 1 << (CODES - bits); later++) {
      sum += probabilities[prefix | later << bits];
    }
    return sum;
  }

  /** The probability that a visit has these codes (a bit a code) and no others. */
  double exactly(Group group, int slot, int set) {
    return sets[group.index()][part(slot)][set];
  }
}
