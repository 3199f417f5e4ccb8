package org.pan.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pan.sequences.Event;
import org.pan.sequences.StaticValue;
import org.pan.sequences.Timeline;

class ForecastTest {

  private static final long DAY = 86_400_000_000L;

  private static Timeline future(boolean dies, long end, Event... events) {
    return new Timeline(
        "1",
        Map.of("died", new StaticValue.Number(dies ? 1 : 0)),
        OptionalLong.of(0),
        OptionalLong.of(end * DAY),
        List.of(events));
  }

  private static Event on(long day, String code) {
    return Event.of(day * DAY + DAY / 2, code);
  }

  @Test
  void aCodeCountsOnceAFutureAndOnlyAfterThePast() {
    Forecast forecast = new Forecast(100, List.of(30, 90));
    forecast.add(future(false, 500, on(50, "A"), on(100, "B"), on(130, "A"), on(131, "A")));
    forecast.add(future(false, 500, on(50, "A"), on(100, "B"), on(131, "A")));
    forecast.add(future(false, 500, on(191, "A")));
    forecast.add(future(false, 500));
    assertEquals(.25, forecast.code("A", 30).probability());
    assertEquals(.5, forecast.code("A", 90).probability());
    assertEquals(0, forecast.code("B", 90).probability());
    assertEquals(Set.of("A"), forecast.codes());
  }

  @Test
  void anEndingCountsWhereTheObservationEndsInTimeAndSo() {
    Forecast forecast = new Forecast(100, List.of(30, 90));
    forecast.add(future(true, 130));
    forecast.add(future(true, 131));
    forecast.add(future(false, 110));
    forecast.add(future(true, 400));
    assertEquals(.25, forecast.ending("died", "1", 30).probability());
    assertEquals(.5, forecast.ending("died", "1", 90).probability());
  }

  /**
   * Newcombe (1998), table I: 81 of 263 has Wilson's interval .2553 to .3662, 0 of 20 0 to .1611.
   */
  @Test
  void intervalsAreWilsons() {
    Forecast.Chance chance = Forecast.Chance.of(81, 263);
    assertEquals(.2553, chance.low(), 5e-5);
    assertEquals(.3662, chance.high(), 5e-5);
    assertEquals(0, Forecast.Chance.of(0, 20).low());
    assertEquals(.1611, Forecast.Chance.of(0, 20).high(), 5e-5);
  }

  @Test
  void aRecordGoesOnFromWhereItEndsUnlessADayIsGiven() {
    Timeline record = future(false, 500, on(50, "A"));
    assertEquals(OptionalInt.of(500), Continuation.DEFAULT.lastDay(record));
    assertEquals(OptionalInt.of(200), Continuation.DEFAULT.withFrom(200).lastDay(record));
    assertEquals(OptionalInt.empty(), Continuation.DEFAULT.withFrom(501).lastDay(record));
    assertEquals(OptionalInt.empty(), Continuation.DEFAULT.withFrom(-1).lastDay(record));
    Timeline open =
        new Timeline("2", Map.of(), OptionalLong.empty(), OptionalLong.empty(), record.events());
    assertEquals(OptionalInt.of(50), Continuation.DEFAULT.lastDay(open));
    assertEquals(OptionalInt.of(900), Continuation.DEFAULT.withFrom(900).lastDay(open));
    assertEquals(OptionalInt.empty(), Continuation.DEFAULT.withFrom(49).lastDay(open));
  }
}
