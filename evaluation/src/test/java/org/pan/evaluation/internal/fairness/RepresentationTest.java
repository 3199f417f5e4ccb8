package org.pan.evaluation.internal.fairness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pan.evaluation.EvaluationConfig;
import org.pan.evaluation.TestSets;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.ComparisonReader;
import org.pan.evaluation.internal.FigureSink;
import org.pan.sequences.Dataset;
import org.pan.sequences.Timeline;

class RepresentationTest {

  private static Dataset with(int women, int men) {
    return TestSets.of(
        IntStream.range(0, women + men)
            .mapToObj(s -> TestSets.patient("p" + s, s < women ? "F" : "M", TestSets.on(0, "x")))
            .toArray(Timeline[]::new));
  }

  @Test
  void theFigureIsTheLogOddsRatioWithOneHalfAdded() {
    Comparison sets =
        new ComparisonReader(EvaluationConfig.DEFAULT.withReplicates(20))
            .read(with(100, 60), with(80, 80), Map.of("s", with(50, 100)));
    FigureSink sink = new FigureSink(sets);
    new Representation().measure(sets, sink);
    double expected = Math.log(100.5 / 60.5) - Math.log(50.5 / 100.5);
    double value = sink.figures().get(0).reading("s").orElseThrow().estimate().value();
    assertEquals(expected, value, 1e-12);
  }
}
