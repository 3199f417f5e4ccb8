package org.pan.sampling.internal;

import java.util.List;
import org.pan.model.Head;
import org.pan.model.Pan;
import org.pan.model.Replay;
import org.pan.model.Rows;
import org.pan.model.heads.StartHead;
import org.pan.model.heads.StaticHead;

/** Reads a past into a patient: its memory, and what heads carry from step to step. */
final class PastReading {

  private final Pan pan;
  private final Forward forward;

  PastReading(Pan pan, Forward forward) {
    this.pan = pan;
    this.forward = forward;
  }

  /** Brings a slot, whose memory is at the beginning, to the end of the past. */
  void read(Slot slot, Past past) {
    for (Head head : pan.heads()) {
      if (head.carried() > 0 && !(head instanceof StaticHead) && !(head instanceof StartHead)) {
        carry(head, slot, past);
      }
    }
    slot.replay(past);
  }

  private void carry(Head head, Slot slot, Past past) {
    Replay replay = new Replay(pan);
    replay.begin(past.encoded(), slot.memory.subject());
    Rows rows = new Rows(head.floatWidth(), head.intWidth(), 1);
    while (replay.left() > 1) {
      rows.clear();
      replay.step(head, rows, null);
      if (rows.size() > 0) {
        forward.outputs(head, rows, List.of(slot));
      }
    }
  }
}
