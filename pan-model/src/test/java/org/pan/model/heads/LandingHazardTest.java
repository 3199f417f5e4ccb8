package org.pan.model.heads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.model.Replay;
import org.pan.model.Rows;
import org.pan.model.memory.Days;
import org.pan.model.testing.MixedWorld;
import org.pan.model.testing.RandomPan;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.EncodedTimeline;

/** The weekdays of the landing hazard once it is learnt. */
@NullMarked
class LandingHazardTest {

  /** So that the 20 landings that speak for the weekdays as learnt are few beside those seen. */
  private static final int COPIES = 20;

  /** Shares by weekday of the landings of some rows, and of those expected of them. */
  private static double[][] shares(Pan pan, Rows rows) {
    DayHead head = Objects.requireNonNull(pan.when());
    int today = rows.intWidth() - LandingHazardTest.fixed(pan);
    double[] landed = new double[7];
    double[] expected = new double[7];
    try (NDManager scope = pan.newManager()) {
      float[] outputs = head.outputs(scope, rows, null).values();
      for (int r = 0; r < rows.size(); r++) {
        int at = r * rows.intWidth() + today;
        int first = rows.ints()[at];
        int end = rows.ints()[at + 1];
        int outcome = rows.ints()[at + 3];
        double[] p = head.probabilities(outputs, rows, r, end);
        double left = 1;
        for (int day = first; day <= (outcome == DayHead.END ? end : outcome); day++) {
          double mass = p[1 + day - first];
          expected[Days.weekday(day)] += left < 1e-9 ? 0 : mass / left;
          left -= mass;
        }
        if (outcome != DayHead.END) {
          landed[Days.weekday(outcome)]++;
        }
      }
    }
    return new double[][] {shares(landed), shares(expected)};
  }

  private static double[] shares(double[] counts) {
    double total = Arrays.stream(counts).sum();
    return Arrays.stream(counts).map(n -> n / total).toArray();
  }

  /** Ints of a row from the day of the last event on. */
  private static int fixed(Pan pan) {
    return 5 + pan.spec().layout().anchors().length + pan.spec().layout().recurrences().count();
  }

  private static double distance(double[][] shares) {
    double sum = 0;
    for (int w = 0; w < 7; w++) {
      sum += Math.abs(shares[0][w] - shares[1][w]) / 2;
    }
    return sum;
  }

  @Test
  void weekdaysHaveTheShareOfWhatIsExpectedThatTheyHaveOfWhatCame() {
    List<Timeline> raw =
        MixedWorld.timelines(TimeMode.ABSOLUTE, 300, 5).stream()
            .filter(t -> t.end().isPresent())
            .toList();
    ModelConfig config = ModelConfig.TINY.withDay(ModelConfig.DayKind.HAZARD);
    try (Pan pan = RandomPan.of(MixedWorld.schema(TimeMode.ABSOLUTE), raw, config, 11)) {
      DayHead head = Objects.requireNonNull(pan.when());
      Rows rows = new Rows(head.floatWidth(), head.intWidth(), 1024);
      Replay replay = new Replay(pan);
      for (Timeline timeline : raw) {
        EncodedTimeline encoded = pan.encoding().encode(timeline);
        for (int copy = 0; copy < COPIES; copy++) {
          replay.rows(encoded, head, rows, null);
        }
      }
      double before = distance(shares(pan, rows));
      assertTrue(before > .02, "random weights are not right: " + before);
      try (NDManager manager = pan.newManager()) {
        for (int time = 0; time < 5; time++) {
          head.settle(manager, most -> rows);
        }
      }
      assertEquals(0, distance(shares(pan, rows)), .003);
    }
  }
}
