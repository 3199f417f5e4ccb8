package org.pan.sampling.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.pan.model.Pan;
import org.pan.model.memory.Days;
import org.pan.model.memory.Subject;
import org.pan.sampling.Intervention;
import org.pan.sequences.DataException;
import org.pan.sequences.encoding.FieldConstraint;
import org.pan.sequences.encoding.StaticCoding;

/** Static fields that take another value on a day, in the eyes of the model alone. */
final class StaticChanges {

  /** A field's class, and its number or NaN, from a day on. */
  private record Due(int day, int field, int value, double number) {}

  private final Pan pan;
  private final List<Due> due;

  StaticChanges(List<Intervention> interventions, Pan pan) {
    this.pan = pan;
    this.due =
        interventions.stream()
            .filter(Intervention.Change.class::isInstance)
            .map(change -> due((Intervention.Change) change))
            .sorted(Comparator.comparingInt(Due::day))
            .toList();
  }

  private Due due(Intervention.Change change) {
    List<FieldConstraint> constraints =
        pan.encoding().condition(Map.of(change.field(), change.value())).constraints();
    FieldConstraint one = constraints.size() == 1 ? constraints.get(0) : null;
    StaticCoding coding = one == null ? null : pan.encoding().statics().get(one.coding());
    if (one == null || coding == null || coding.part() != StaticCoding.Part.VALUE) {
      throw new DataException(
          change.field() + " is a date: only names and numbers can change on a day.");
    }
    boolean number = coding instanceof StaticCoding.Quantity && one.only() != coding.missing();
    if (one.only() < 0 || (number && one.low() < one.high())) {
      throw new DataException(
          change.field()
              + " changes to one value on a day, not to the range "
              + change.value()
              + ".");
    }
    return new Due(
        pan.encoding().day(change.day()),
        one.coding(),
        one.only(),
        number ? one.low() : Double.NaN);
  }

  /** Whether a patient whose next event lands on this day changes before. */
  boolean due(Slot slot, int lands) {
    if (slot.changes == due.size()) {
      return false;
    }
    int day = due.get(slot.changes).day();
    Subject subject = slot.memory.subject();
    return day <= lands && (!subject.endKnown() || day <= Days.of(subject.end()));
  }

  /** Lets the next change come, and gives the last day before it. */
  int apply(Slot slot) {
    int[] classes = slot.classes.clone();
    double[] numbers = slot.numbers.clone();
    Due last = due.get(slot.changes++);
    for (Due each : due.subList(0, slot.changes)) {
      classes[each.field()] = each.value();
      numbers[each.field()] = each.number();
    }
    Subject before = slot.memory.subject();
    slot.memory.change(pan.inputs().subject(classes, numbers, before.start(), before.end()));
    slot.hide(pan.inputs(), classes, numbers);
    slot.changeConstraints();
    return last.day() - 1;
  }
}
