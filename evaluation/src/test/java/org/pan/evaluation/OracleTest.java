package org.pan.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pan.evaluation.internal.Bootstrap;
import org.pan.evaluation.internal.Correlation;
import org.pan.sequences.Dataset;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;
import org.pan.sequences.StaticValue;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.ListDataset;

/**
 * Figures of two small tables against what sdmetrics, scikit-learn and scipy say of them. The
 * tables and the numbers come from {@code src/test/python/oracle.py}.
 */
class OracleTest {

  private static final long DAY = 86_400_000_000L;
  private static final Schema SCHEMA =
      new Schema(
          TimeMode.ABSOLUTE,
          Resolution.DAY,
          "DATE",
          "DOUBLE",
          List.of(new StaticField("sex", StaticField.Kind.CATEGORY, "VARCHAR")));

  private static Scores scores;

  @BeforeAll
  static void score() {
    scores =
        Evaluation.of(EvaluationConfig.DEFAULT.withReplicates(20))
            .score(table("real.csv"), Map.of("s", table("synthetic.csv")));
  }

  private static List<String[]> rows(String name) {
    try (InputStream in = Objects.requireNonNull(OracleTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(","))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Dataset table(String name) {
    Map<String, List<String[]>> bySubject = new LinkedHashMap<>();
    rows(name).forEach(r -> bySubject.computeIfAbsent(r[0], id -> new ArrayList<>()).add(r));
    List<Timeline> timelines = new ArrayList<>();
    bySubject.forEach(
        (id, rows) ->
            timelines.add(
                new Timeline(
                    id,
                    Map.of("sex", new StaticValue.Category(rows.get(0)[4])),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    rows.stream().map(OracleTest::event).toList())));
    return new ListDataset(SCHEMA, timelines);
  }

  private static Event event(String[] row) {
    return Event.of(Long.parseLong(row[1]) * DAY, row[2], Double.parseDouble(row[3]));
  }

  @ParameterizedTest
  @CsvSource({
    "fidelity.events-ks, 0.11833333333333333",
    "fidelity.value-ks, 0.09495931224860954",
    "fidelity.value-wasserstein, 0.12886053723151006",
    "fidelity.value-deciles, 0.8956207993284655",
    "fidelity.statistic-msas-mean, 0.8208333333333333",
    "fidelity.statistic-msas-sd, 0.691125116713352",
    "fidelity.inter-row-msas, 0.9105240031457287",
    "fidelity.value-autocorrelation-error, 0.25190412505341747",
    "calendar.value-phase-year, 0.24802292863116907",
    "calendar.weekday-tv, 0.0627961539099846",
    "calendar.month-tv, 0.04750940285782953",
    "calendar.week-of-year-tv, 0.08779032994672686",
    "fidelity.gap-modulo-7-tv, 0.29180066694559786",
    "calendar.same-weekday, 0.29116684841875684"
  })
  void figuresAreThoseOfOtherLibraries(String id, double expected) {
    Figure figure = scores.figure(id).orElseThrow();
    assertEquals(
        expected, figure.reading("s").orElseThrow().estimate().value(), 1e-9, figure.note());
  }

  @Test
  void theRealLevelStandsBesideTheSyntheticOne() {
    assertEquals(
        0.5829675153643546, scores.figure("calendar.same-weekday").orElseThrow().real(), 1e-12);
  }

  @Test
  void associationsAreThoseOfScipy() {
    Map<String, double[]> sums = new LinkedHashMap<>();
    Map<String, String> sexes = new LinkedHashMap<>();
    for (String[] row : rows("real.csv")) {
      double[] own = sums.computeIfAbsent(row[0], id -> new double[4]);
      int k = row[2].equals("bp") ? 0 : 2;
      own[k] += Double.parseDouble(row[3]);
      own[k + 1]++;
      sexes.put(row[0], row[4]);
    }
    double[] bp = sums.values().stream().mapToDouble(s -> s[0] / s[1]).toArray();
    double[] hdl = sums.values().stream().mapToDouble(s -> s[2] / s[3]).toArray();
    double[] sex = sexes.values().stream().mapToDouble(s -> s.equals("F") ? 0 : 1).toArray();
    double[] high = Arrays.stream(bp).map(x -> x > 120 ? 1 : 0).toArray();
    int[] once = Bootstrap.ones(bp.length);
    assertEquals(
        -0.8630182651573025,
        Correlation.pearson(Correlation.ranks(bp), Correlation.ranks(hdl), once),
        1e-9);
    assertEquals(0.0512321874423435, Correlation.cramersV(sex, high, once), 1e-9);
    assertEquals(0.3465432254037921, Correlation.ratio(sex, hdl, once), 1e-9);
  }
}
