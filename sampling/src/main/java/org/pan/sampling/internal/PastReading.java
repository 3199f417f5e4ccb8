package org.pan.sampling.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pan.model.Head;
import org.pan.model.Pan;
import org.pan.model.Replay;
import org.pan.model.Rows;
import org.pan.model.heads.StartHead;
import org.pan.model.heads.StaticHead;
import org.pan.model.memory.Subject;

/** Reads a past into a patient: its memory, and what heads carry from step to step. */
final class PastReading {

  private final Pan pan;
  private final Forward forward;
  private final List<Replay> replays = new ArrayList<>();

  PastReading(Pan pan, Forward forward) {
    this.pan = pan;
    this.forward = forward;
  }

  /** Brings slots, whose memories are at the beginning, to the end of the past they share. */
  void read(List<Slot> slots, Past past) {
    for (Head head : pan.heads()) {
      if (head.carried() > 0 && !(head instanceof StaticHead) && !(head instanceof StartHead)) {
        carry(head, slots, past, head.name(), slot -> slot.memory.subject());
        List<Slot> guided = slots.stream().filter(slot -> slot.unguided != null).toList();
        if (!guided.isEmpty()) {
          carry(head, guided, past, Guidance.carried(head), slot -> slot.unguided);
        }
      }
    }
    slots.forEach(slot -> slot.replay(past));
  }

  /** Side by side: the events are the same, so that the head applies at the same steps. */
  private void carry(
      Head head,
      List<Slot> slots,
      Past past,
      String carried,
      Function<Slot, @Nullable Subject> subject) {
    while (replays.size() < slots.size()) {
      replays.add(new Replay(pan));
    }
    List<Replay> each = replays.subList(0, slots.size());
    for (int s = 0; s < slots.size(); s++) {
      each.get(s).begin(past.encoded(), Objects.requireNonNull(subject.apply(slots.get(s))));
    }
    Rows rows = new Rows(head.floatWidth(), head.intWidth(), slots.size());
    while (each.get(0).left() > 1) {
      rows.clear();
      each.forEach(replay -> replay.step(head, rows, null));
      if (rows.size() > 0) {
        forward.outputs(head, rows, slots, carried);
      }
    }
  }
}
