package org.pan.sampling.known;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pan.sampling.known.Alike.assertAlike;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.sampling.Continuation;
import org.pan.sampling.Sampler;
import org.pan.sampling.SamplingConfig;
import org.pan.sampling.known.KnownProcess.Variant;
import org.pan.sequences.DataException;
import org.pan.sequences.Event;
import org.pan.sequences.StaticValue;
import org.pan.sequences.Timeline;

class FuturesTest {

  private static final long DAY = 86_400_000_000L;
  private static final int PATIENTS = 400;

  @RegisterExtension static final TinyModel MODEL = new TinyModel(Variant.ABSOLUTE);

  private static List<Timeline> patients(long seed) {
    return patients(MODEL.pan(), seed);
  }

  private static List<Timeline> patients(Pan of, long seed) {
    Sampler sampler = Sampler.of(of, SamplingConfig.DEFAULT.withSeed(seed));
    try (Stream<Timeline> drawn = sampler.sample(PATIENTS)) {
      return drawn.toList();
    }
  }

  private static List<Timeline> futures(
      List<Timeline> records, Continuation continuation, int slots) {
    return futures(MODEL.pan(), records, continuation, slots);
  }

  private static List<Timeline> futures(
      Pan of, List<Timeline> records, Continuation continuation, int slots) {
    Sampler sampler = Sampler.of(of, SamplingConfig.DEFAULT.withSeed(9).withSlots(slots));
    try (Stream<Timeline> drawn = sampler.futures(records.iterator(), continuation)) {
      return drawn.toList();
    }
  }

  private static int day(long micros) {
    return (int) Math.floorDiv(micros, DAY);
  }

  /** A day on which all are under observation, who are seen for two years from early 2015 on. */
  private static final int MIDDLE = day(Math.multiplyExact(365 * 46 + 100, DAY));

  @Test
  void aFutureBeginsWithThePastAsItWas() {
    List<Timeline> records = patients(1).subList(0, 40);
    List<Timeline> futures = futures(records, Continuation.DEFAULT.withFrom(MIDDLE), 64);
    for (int p = 0; p < records.size(); p++) {
      Timeline record = records.get(p);
      Timeline future = futures.get(p);
      assertEquals(record.statics(), future.statics());
      assertEquals(record.start(), future.start());
      assertEquals(past(record), past(future));
      assertTrue(day(future.end().orElseThrow()) >= MIDDLE);
    }
  }

  private static List<Event> past(Timeline timeline) {
    return timeline.events().stream().filter(e -> day(e.timeMicros()) <= MIDDLE).toList();
  }

  /**
   * Where the records are the model's own, their pasts with the futures drawn of them are again
   * draws from the model (Geweke 2004): anything else shows a conditional that is not exact.
   */
  @Test
  void pastsWithTheirFuturesAreDistributedAsWholeRecords() {
    List<Timeline> records = patients(1);
    List<Timeline> again =
        futures(records, Continuation.DEFAULT.withFrom(MIDDLE).withUnknown(Set.of("group")), 1024);
    List<Timeline> others = patients(2);
    assertAlike("events", t -> t.events().size(), again, others);
    assertAlike("events after", t -> t.events().size() - past(t).size(), again, others);
    assertAlike("length", t -> t.end().orElseThrow() - t.start().orElseThrow(), again, others);
    assertAlike("first after", FuturesTest::firstAfter, again, others);
    assertAlike("values after", FuturesTest::meanAfter, again, others);
    assertAlike("group", t -> String.valueOf(t.statics().get("group")).hashCode(), again, others);
    assertAlike("codes of children", FuturesTest::childish, children(again), children(others));
  }

  /** What a recurrent network carries from step to step is brought to the end of the past. */
  @Test
  void theSameHoldsOfARecurrentNetwork() {
    ModelConfig recurrent = ModelConfig.TINY.withBackbone(ModelConfig.BackboneKind.GRU);
    try (Pan gru = TinyModel.of(Variant.ABSOLUTE, recurrent)) {
      List<Timeline> records = patients(gru, 1).subList(0, 150);
      Continuation continuation = Continuation.DEFAULT.withFrom(MIDDLE);
      List<Timeline> again = futures(gru, records, continuation, 1024);
      List<Timeline> others = patients(gru, 2);
      assertAlike("events", t -> t.events().size(), again, others);
      assertAlike("events after", t -> t.events().size() - past(t).size(), again, others);
      assertAlike("length", t -> t.end().orElseThrow() - t.start().orElseThrow(), again, others);
      assertAlike("first after", FuturesTest::firstAfter, again, others);
      assertAlike("values after", FuturesTest::meanAfter, again, others);
      List<Timeline> few = records.subList(0, 15);
      assertEquals(futures(gru, few, continuation, 1024), futures(gru, few, continuation, 4));
    }
  }

  private static double firstAfter(Timeline timeline) {
    List<Event> events = timeline.events();
    int past = past(timeline).size();
    return past == events.size() ? Double.MAX_VALUE : events.get(past).timeMicros();
  }

  private static double meanAfter(Timeline timeline) {
    return timeline.events().stream()
        .skip(past(timeline).size())
        .filter(e -> e.code().equals("HEART_RATE"))
        .mapToDouble(Event::number)
        .average()
        .orElse(0);
  }

  private static List<Timeline> children(List<Timeline> timelines) {
    StaticValue child = new StaticValue.Category("child");
    return timelines.stream().filter(t -> child.equals(t.statics().get("group"))).toList();
  }

  /** What tells in the past that a patient is a child. */
  private static double childish(Timeline timeline) {
    Set<String> codes = Set.of("ASTHMA", "TEMPERATURE", "VACCINATION");
    List<Event> past = past(timeline);
    return past.stream().filter(e -> codes.contains(e.code())).count() / (past.size() + 1.0);
  }

  @Test
  void futuresDoNotDependOnThoseDrawnBesideThem() {
    List<Timeline> records = patients(1).subList(0, 20);
    Continuation continuation = Continuation.DEFAULT.withFrom(MIDDLE).withFutures(3);
    assertEquals(futures(records, continuation, 1024), futures(records, continuation, 7));
  }

  @Test
  void controlsHaveTheStaticFieldsAndTheStartOfTheirPatientAlone() {
    List<Timeline> treated = patients(1).subList(0, 30);
    Sampler sampler = Sampler.of(MODEL.pan(), SamplingConfig.DEFAULT.withSeed(3));
    try (Stream<Timeline> drawn = sampler.controls(treated.iterator(), 2, Set.of())) {
      List<Timeline> controls = drawn.toList();
      assertEquals(60, controls.size());
      for (int i = 0; i < controls.size(); i++) {
        Timeline patient = treated.get(i / 2);
        assertEquals(patient.statics(), controls.get(i).statics());
        assertEquals(patient.start(), controls.get(i).start());
        assertNotEquals(patient.events(), controls.get(i).events());
      }
    }
  }

  @Test
  void futuresOfARecordDiffer() {
    List<Timeline> records = patients(1).subList(0, 1);
    List<Timeline> futures =
        futures(records, Continuation.DEFAULT.withFrom(MIDDLE).withFutures(5), 64);
    assertEquals(5, futures.stream().map(Timeline::events).distinct().count());
  }

  @Test
  void aDayOnWhichARecordIsNotUnderObservationIsRefused() {
    List<Timeline> records = patients(1).subList(0, 1);
    assertEquals(OptionalInt.empty(), Continuation.DEFAULT.withFrom(0).lastDay(records.get(0)));
    assertThrows(DataException.class, () -> futures(records, Continuation.DEFAULT.withFrom(0), 64));
  }
}
