package org.pan.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Timeline;

class FanTest {

  private static final int LAST = 100;
  private static final int FUTURES = 1_001;

  private static Timeline record(int... days) {
    List<Event> events = new ArrayList<>();
    for (int day : days) {
      events.add(Event.of(day * Resolution.DAY.micros(), day % 2 == 0 ? "EVEN" : "ODD"));
    }
    return new Timeline("1", Map.of(), OptionalLong.empty(), OptionalLong.empty(), events);
  }

  @Test
  void thePastIsCountedOnAndDaysAfterItAreNot() {
    Fan fan = new Fan(null, 48, 1);
    fan.past(record(10, 90, 99, 100, 101), LAST);
    Chart.Fan chart = fan.chart("All");
    assertEquals(-24, chart.pastX()[0]);
    assertEquals(0, chart.pastX()[24]);
    assertEquals(1, chart.past()[0]);
    assertEquals(2, chart.past()[14]); // ten days before
    assertEquals(4, chart.past()[24]);
    assertEquals(4, chart.median()[0]);
  }

  @Test
  void oneCodeIsCountedAlone() {
    Fan fan = new Fan("ODD", 48, 1);
    fan.past(record(10, 99, 100), LAST);
    fan.future(0, record(10, 99, 100, 101, 102, 103), LAST);
    Chart.Fan chart = fan.chart("ODD");
    assertEquals(1, chart.median()[0]);
    assertEquals(2, chart.median()[1]);
    assertEquals(3, chart.median()[48]);
  }

  /** A future that has one event a day on day k is above k of all futures there. */
  @Test
  void bandsHoldTheirShareOfTheFutures() {
    Fan fan = new Fan(null, 48, 101);
    fan.past(record(), LAST);
    for (int k = 0; k <= 100; k++) {
      int[] days = new int[k];
      Arrays.fill(days, LAST + 1);
      fan.future(k, record(days), LAST);
    }
    Chart.Fan chart = fan.chart("All");
    assertEquals(50, chart.median()[1]);
    assertEquals(List.of(95, 80, 50), chart.bands().stream().map(Chart.Band::percent).toList());
    assertEquals(10, chart.bands().get(1).low()[48]);
    assertEquals(90, chart.bands().get(1).high()[48]);
    assertEquals(0, chart.bands().get(0).high()[0]);
  }

  /** Poisson futures: the bands are the distribution's quantiles. */
  @Test
  void bandsOfAPoissonProcessAreItsQuantiles() {
    double mean = 12;
    PoissonDistribution poisson = new PoissonDistribution(mean);
    poisson.reseedRandomGenerator(1);
    Fan fan = new Fan(null, 48, FUTURES);
    fan.past(record(), LAST);
    for (int k = 0; k < FUTURES; k++) {
      int[] days = new int[poisson.sample()];
      Arrays.fill(days, LAST + 30);
      fan.future(k, record(days), LAST);
    }
    Chart.Fan chart = fan.chart("All");
    assertEquals(poisson.inverseCumulativeProbability(.5), chart.median()[48], 1);
    for (Chart.Band band : chart.bands()) {
      double tail = .5 - band.percent() / 200.0;
      assertEquals(poisson.inverseCumulativeProbability(tail), band.low()[48], 1);
      assertEquals(poisson.inverseCumulativeProbability(1 - tail), band.high()[48], 1);
    }
  }

  @Test
  void patientsTogetherAreMeansOfTheirSums() {
    Fan fan = new Fan(null, 48, 1);
    fan.past(record(100), LAST);
    fan.future(0, record(100, 110), LAST);
    fan.past(record(98, 99, 100), LAST);
    fan.future(0, record(98, 99, 100), LAST);
    assertEquals(2, fan.chart("All").median()[0]);
    assertEquals(2.5, fan.chart("All").median()[48]);
  }

  @Test
  void thePageNeedsNothingElse() {
    Fan fan = new Fan(null, 48, 1);
    fan.past(record(100), LAST);
    String html =
        new ChartPage(
                "Futures",
                List.of("a < b"),
                List.of(new ChartPage.Section("All", List.of(fan.chart("</script>")))))
            .toHtml();
    assertTrue(html.contains("a &lt; b"));
    assertTrue(html.contains("default-src 'none'"));
    assertFalse(html.contains("\"</script>\""));
  }
}
