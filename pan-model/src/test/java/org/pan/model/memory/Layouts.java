package org.pan.model.memory;

import org.jspecify.annotations.NullMarked;

/** Layouts that several tests have. */
@NullMarked
final class Layouts {

  private Layouts() {}

  /** Of so many codes that none is tracked: three years of dates with times of day. */
  static MemoryLayout ofMany(int codes, Indications indications) {
    return ofMany(codes, indications, 0);
  }

  /** The same with a usual time, in days, between two moments of one day. */
  static MemoryLayout ofMany(int codes, Indications indications, double briefDays) {
    return new MemoryLayout(
        true,
        true,
        0,
        1000,
        new int[0],
        new double[] {10, 40, 160},
        100,
        briefDays,
        codes,
        new int[0],
        new int[0],
        new int[0],
        new float[codes][2],
        new int[0],
        new String[0],
        DateIndex.NONE,
        Recurrences.NONE,
        indications,
        Eras.NONE);
  }
}
