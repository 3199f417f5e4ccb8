package org.pan.model.heads;

import org.pan.model.memory.Memory;
import org.pan.model.memory.MemoryLayout;
import org.pan.model.network.Trunk;

/** How the heads of time look up the codes of {@link Memory#writeLastCodes}. */
final class LastCodes {

  private static final int MANY = 64;

  private LastCodes() {}

  static Trunk.Table table(MemoryLayout layout) {
    int width = layout.codes() > MANY ? 16 : 4;
    return new Trunk.Table("recent", layout.codes() + 1, width, Memory.lastCodes(layout));
  }
}
