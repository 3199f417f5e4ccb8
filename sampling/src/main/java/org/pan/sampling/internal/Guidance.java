package org.pan.sampling.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.pan.model.Head;
import org.pan.model.Pan;
import org.pan.model.Rows;
import org.pan.model.memory.Subject;
import org.pan.sequences.encoding.StaticCoding;
import org.pan.sequences.encoding.StaticCondition;

/**
 * Classifier-free guidance (Ho and Salimans 2022): with z the outputs of a head, logits or
 * log-rates, where the fields of the condition are known and u where they are hidden, it draws from
 *
 * <pre>
 * u + strength (z - u),
 * </pre>
 *
 * so that 0 draws as if the condition were not known, 1 as learnt, and more lets what sets these
 * patients apart from others weigh more. The seasons that a group of patients has for itself in the
 * landing hazard stay as they are.
 */
final class Guidance {

  private final Pan pan;
  private final double strength;
  private final Forward forward;

  Guidance(Pan pan, double strength, Forward forward) {
    this.pan = pan;
    this.strength = strength;
    this.forward = forward;
  }

  /** Writes a slot's row for a head. */
  @FunctionalInterface
  interface RowWriter {
    void write(Slot slot, Rows rows, int row);
  }

  /** The name under which a slot carries the state of a head from which fields are hidden. */
  static String carried(Head head) {
    return head.name() + " without the condition";
  }

  /** The fields of a condition that are hidden for comparison; none where nothing is guided. */
  Set<String> hidden(StaticCondition condition) {
    if (strength == 1) {
      return Set.of();
    }
    List<StaticCoding> codings = pan.encoding().statics();
    return condition.constraints().stream()
        .filter(constraint -> constraint.coding() < codings.size())
        .map(constraint -> codings.get(constraint.coding()).field())
        .filter(pan.inputs().hideable()::contains)
        .collect(Collectors.toSet());
  }

  /** The outputs of all slots' rows, which are written first. */
  float[] outputs(Head head, Rows rows, List<Slot> slots, RowWriter writer) {
    for (Slot slot : slots) {
      writer.write(slot, rows, rows.add());
    }
    float[] outputs = forward.outputs(head, rows, slots);
    if (strength == 1) {
      return outputs;
    }
    List<Integer> guided = new ArrayList<>();
    Rows without = new Rows(head.floatWidth(), head.intWidth(), slots.size());
    for (int r = 0; r < slots.size(); r++) {
      Subject unguided = slots.get(r).unguided;
      if (unguided != null) {
        guided.add(r);
        Subject known = slots.get(r).memory.subject();
        slots.get(r).memory.change(unguided);
        writer.write(slots.get(r), without, without.add());
        slots.get(r).memory.change(known);
      }
    }
    if (!guided.isEmpty()) {
      strengthen(
          outputs,
          outputs.length / slots.size(),
          guided,
          forward.outputs(head, without, guided.stream().map(slots::get).toList(), carried(head)));
    }
    return outputs;
  }

  private void strengthen(float[] outputs, int width, List<Integer> guided, float[] without) {
    for (int g = 0; g < guided.size(); g++) {
      for (int i = 0; i < width; i++) {
        int at = guided.get(g) * width + i;
        double hidden = without[g * width + i];
        outputs[at] = (float) (hidden + strength * (outputs[at] - hidden));
      }
    }
  }
}
