package org.pan.evaluation;

import java.util.List;
import java.util.Map;
import org.pan.evaluation.internal.FigureSink;
import org.pan.sequences.Dataset;
import org.pan.sequences.Event;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;
import org.pan.sequences.StaticValue;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.ListDataset;
import org.pan.sequences.testing.Schemas;

/** Small sets written by hand. */
public final class TestSets {

  private static final long DAY = 86_400_000_000L;

  /** Times are days since day zero; the static field {@code sex}. */
  public static final Schema DAYS =
      Schemas.days(new StaticField("sex", StaticField.Kind.CATEGORY, "VARCHAR"));

  private TestSets() {}

  /** A data set of these patients. */
  public static Dataset of(Timeline... patients) {
    return new ListDataset(DAYS, List.of(patients));
  }

  /** A patient with these events. */
  public static Timeline patient(String id, String sex, Event... events) {
    return new Timeline(
        id,
        Map.of("sex", new StaticValue.Category(sex)),
        java.util.OptionalLong.empty(),
        java.util.OptionalLong.empty(),
        List.of(events));
  }

  /** An event on that day. */
  public static Event on(int day, String code) {
    return Event.of(day * DAY, code);
  }

  /** An event with a number on that day. */
  public static Event on(int day, String code, double number) {
    return Event.of(day * DAY, code, number);
  }

  /** What a figure says of a set. */
  public static Verdict verdict(FigureSink sink, String id, String set) {
    return sink.figures().stream()
        .filter(figure -> figure.definition().id().equals(id))
        .map(figure -> figure.reading(set).orElseThrow().verdict())
        .findFirst()
        .orElseThrow();
  }
}
