package org.pan.sequences.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pan.sequences.Event;
import org.pan.sequences.Split;
import org.pan.sequences.StaticValue;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.ClinicLikelihood.Head;
import org.pan.sequences.testing.ClinicSettings.Rate;
import org.pan.sequences.testing.ClinicSettings.Window;

class ClinicTest {

  private static final double LIKELY = 1e-3;

  /** So many visits that patterns over a few days can be told apart. */
  private static final ClinicSettings FREQUENT =
      ClinicSettings.DEFAULT.with(new Window(1, 9, 9)).with(new Rate(100, 1, 1, 0.6, 3, 0.4, 0));

  private static Timeline timeline(long start, int days, long unit, List<Event> events) {
    return new Timeline(
        "1",
        Map.of("group", new StaticValue.Category("child"), "sex", new StaticValue.Category("F")),
        OptionalLong.of(start * Days.MICROS),
        OptionalLong.of((start + days) * Days.MICROS - unit),
        events);
  }

  /** A child observed from 2015-01-01 on. */
  private static Timeline child(Clinic clinic, int days, List<Event> events) {
    return timeline(VisitRates.FIRST_DAY, days, clinic.settings().resolution().micros(), events);
  }

  private static long time(int day, double hour) {
    return (VisitRates.FIRST_DAY + day) * Days.MICROS + Math.round(hour * 60) * 60_000_000L;
  }

  @ParameterizedTest
  @EnumSource
  void visitsWithoutLatentsFollowTheStatedShares(Rhythm.Axis axis) {
    Clinic clinic = new Clinic(ClinicSettings.DEFAULT.withoutLatents());
    Rhythm rhythm = Rhythm.of(clinic.timelines(1500, 1), "group");
    for (Group group : Group.values()) {
      double probability =
          Rhythm.chiSquareProbability(
              rhythm.counts(axis, group.label()), clinic.expectedShares(axis, group));
      assertTrue(probability > LIKELY, axis + " of " + group + " has " + probability);
    }
    double[] elders = clinic.expectedShares(axis, Group.ELDER);
    assertTrue(Rhythm.chiSquareProbability(rhythm.counts(axis, "child"), elders) < 1e-6);
  }

  /** Observed for one day each, so that visits are independent although patients have latents. */
  @ParameterizedTest
  @EnumSource
  void visitsWithLatentsFollowTheStatedShares(Rhythm.Axis axis) {
    Clinic clinic =
        new Clinic(
            ClinicSettings.DEFAULT
                .with(new Window(364, 1, 1))
                .with(new Rate(200, 1, 1, 0.6, 3, 0, 0)));
    Rhythm rhythm = Rhythm.of(clinic.timelines(30_000, 2), "group");
    assertTrue(
        Rhythm.chiSquareProbability(rhythm.counts(axis), clinic.expectedShares(axis)) > LIKELY);
    double expected = 0;
    for (Group group : Group.values()) {
      expected += 30_000 * group.share() * sum(clinic.expectedVisits(group));
    }
    assertEquals(expected, (double) rhythm.visits(), 4 * Math.sqrt(expected));
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /**
   * All sets of visit days in nine days: their probabilities sum to 1, and patients have them that
   * often.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theLikelihoodOfVisitDaysIsTheirFrequency(boolean relative) {
    Clinic clinic = new Clinic(relative ? FREQUENT.relative() : FREQUENT.withRevisits(0, 0));
    int first = relative ? -5 : VisitRates.FIRST_DAY;
    double[] probabilities = new double[1 << 9];
    for (int set = 0; set < probabilities.length; set++) {
      List<Event> events = new ArrayList<>();
      for (int day = 0; day < 9; day++) {
        if ((set & 1 << day) != 0) {
          events.add(Event.of((first + day) * Days.MICROS, "CHECKUP"));
        }
      }
      Timeline timeline = timeline(first, 9, clinic.settings().resolution().micros(), events);
      probabilities[set] = Math.exp(clinic.logLikelihood(timeline).sum(Head.DAY));
    }
    assertEquals(1, sum(probabilities), 1e-9);

    long[] counts = new long[probabilities.length];
    children(clinic, 60_000).forEach(timeline -> counts[visitDays(timeline)]++);
    assertTrue(Rhythm.chiSquareProbability(counts, probabilities) > LIKELY);
  }

  private static Stream<Timeline> children(Clinic clinic, int patients) {
    return clinic
        .timelines(patients, 3)
        .filter(timeline -> category(timeline, "group").equals("child"));
  }

  private static String category(Timeline timeline, String field) {
    return ((StaticValue.Category) Objects.requireNonNull(timeline.statics().get(field))).name();
  }

  private static int visitDays(Timeline timeline) {
    int set = 0;
    for (Event event : timeline.events()) {
      set |= 1 << visitDay(timeline, event);
    }
    return set;
  }

  private static int visitDay(Timeline timeline, Event event) {
    return Days.of(event.timeMicros()) - Days.of(timeline.start().orElseThrow());
  }

  /**
   * Visits on the first and eighth day alone: the second may be a revisit, and then comes in the
   * morning.
   */
  @Test
  void theLikelihoodOfARevisitsTimeIsItsFrequency() {
    Clinic clinic = new Clinic(FREQUENT);
    double[] probabilities = new double[49];
    for (int first = 0; first < 48; first++) {
      for (int second = 0; second < 48; second++) {
        Timeline timeline =
            child(
                clinic,
                9,
                List.of(
                    Event.of(time(0, first / 2.0), "CHECKUP"),
                    Event.of(time(7, second / 2.0), "CHECKUP")));
        ClinicLikelihood score = clinic.logLikelihood(timeline);
        probabilities[second] += 900 * Math.exp(score.sum(Head.DAY) + score.sum(Head.TIME_OF_DAY));
      }
    }
    probabilities[48] = 1 - sum(probabilities);

    long[] counts = new long[49];
    children(clinic, 150_000)
        .forEach(
            timeline -> counts[visitDays(timeline) == (1 | 1 << 7) ? lastSlot(timeline) : 48]++);
    assertTrue(Rhythm.chiSquareProbability(counts, probabilities) > LIKELY);
    assertTrue(counts[18] > 5 * counts[36], "most second visits are scheduled ones");
  }

  private static int lastSlot(Timeline timeline) {
    long time = timeline.events().get(timeline.events().size() - 1).timeMicros();
    return (int) (Math.floorMod(time, Days.MICROS) / (Days.MICROS / 48));
  }

  @Test
  void theLikelihoodOfTimesOfDaySumsToOneWhateverCameBefore() {
    Clinic clinic = new Clinic(FREQUENT);
    for (int day : new int[] {3, 7}) {
      double total = 0;
      for (int slot = 0; slot < 48; slot++) {
        Event before = Event.of(time(0, 18), "CHECKUP");
        Event at = Event.of(time(day, slot / 2.0), "CHECKUP");
        ClinicLikelihood score = clinic.logLikelihood(child(clinic, 9, List.of(before, at)));
        total += 30 * Math.exp(score.timeOfDay()[1]);
      }
      assertEquals(1, total, 1e-9);
    }
  }

  @Test
  void theLikelihoodOfAVisitsCodesIsTheirFrequency() {
    Clinic clinic = new Clinic(ClinicSettings.DEFAULT.with(new Window(1, 60, 60)));
    double[] probabilities = new double[1 << ClinicCode.ALL.size()];
    for (int set = 1; set < probabilities.length; set++) {
      if (Integer.bitCount(set) <= 4) {
        ClinicLikelihood score = clinic.logLikelihood(child(clinic, 60, codes(set)));
        probabilities[set] = Math.exp(score.sum(Head.STAY) + score.sum(Head.CODE));
      }
    }
    assertEquals(1, sum(probabilities), 1e-9);

    long[] counts = new long[probabilities.length];
    children(clinic, 30_000)
        .forEach(
            timeline ->
                timeline.events().stream()
                    .filter(event -> isEvening(event.timeMicros()))
                    .collect(Collectors.groupingBy(Event::timeMicros))
                    .values()
                    .forEach(visit -> counts[set(visit)]++));
    assertTrue(Rhythm.chiSquareProbability(counts, probabilities) > LIKELY);
  }

  private static boolean isEvening(long time) {
    return Math.floorMod(time, Days.MICROS) >= 17 * Days.MICROS / 24;
  }

  private static List<Event> codes(int set) {
    return ClinicCode.ALL.stream()
        .filter(code -> (set & 1 << code.index()) != 0)
        .map(code -> Event.of(time(3, 18), code.label()))
        .toList();
  }

  private static int set(List<Event> visit) {
    return visit.stream().mapToInt(event -> 1 << ClinicCode.of(event.code()).index()).sum();
  }

  /**
   * Normal about normal: the predictive mean and variance after two values are textbook formulas.
   */
  @Test
  void theLikelihoodOfValuesIsTheConjugateGaussian() {
    Clinic clinic = new Clinic(ClinicSettings.DEFAULT);
    double total = 0;
    double mean = 0;
    double square = 0;
    for (int value = 20; value <= 170; value++) {
      List<Event> events =
          List.of(
              Event.of(time(0, 18), "HEART_RATE", 110),
              Event.of(time(1, 18), "HEART_RATE", 104),
              Event.of(time(2, 18), "HEART_RATE", value));
      double probability = Math.exp(clinic.logLikelihood(child(clinic, 60, events)).value()[2]);
      total += probability;
      mean += probability * value;
      square += probability * value * value;
    }
    double levelVariance = 1 / (1 / 64.0 + 2 / 36.0);
    double levelMean = levelVariance * (92 / 64.0 + (110 + 104) / 36.0);
    assertEquals(1, total, 1e-9);
    assertEquals(levelMean, mean, 0.02);
    // Rounding to integers adds a twelfth.
    assertEquals(levelVariance + 36 + 1 / 12.0, square - mean * mean, 0.1);
  }

  /** Without latents each day stands alone: the whole likelihood by hand. */
  @Test
  void withoutLatentsTheLikelihoodIsAClosedForm() {
    Clinic clinic =
        new Clinic(ClinicSettings.DEFAULT.with(new Window(84, 30, 59)).withoutLatents());
    List<Event> events =
        List.of(Event.of(time(4, 10.25), "CHECKUP"), Event.of(time(4, 10.25), "HEART_RATE", 90));
    ClinicLikelihood score = clinic.logLikelihood(child(clinic, 30, events));

    // Day 4 is Monday 5 January, in the year's first week as the days before it.
    double base = 8 / 365.25 * (1 + 0.5 * Math.cos(2 * Math.PI * 4 / 52));
    assertEquals(Math.log(0.4 / 2), score.statics(), 1e-12);
    assertEquals(-Math.log(84 * 30), score.window(), 1e-12);
    double before = base * (1.0 + 0.9 + 0.5 + 0.4);
    assertEquals(-before + Math.log(1 - Math.exp(-base * 1.3)), score.day()[0], 1e-12);

    double slots = 0;
    for (int slot = 0; slot < 48; slot++) {
      slots += childOnWeekday(slot / 2.0 + 0.25);
    }
    assertEquals(Math.log(childOnWeekday(10.25) / slots / 30), score.timeOfDay()[0], 1e-12);

    // In the morning, by drawing the two in either order.
    double checkup = 3;
    double heartRate = 2;
    double all = 0.4 + 1 + 3 + 0.48 + 0.9 + 2 + 1.25 + 0.6 + 1.6 + 1.5;
    double both =
        0.3
            * (checkup / all * heartRate / (all - checkup)
                + heartRate / all * checkup / (all - heartRate));
    assertEquals(Math.log(both), score.sum(Head.CODE) + score.sum(Head.STAY), 1e-12);
    NormalDistribution values = new NormalDistribution(92, 6);
    assertEquals(Math.log(values.probability(89.5, 90.5)), score.value()[1], 1e-9);
    assertEquals(0, score.value()[0]);
  }

  private static double childOnWeekday(double hour) {
    return 0.03
        + 0.5 * Math.exp(-0.5 * Math.pow((hour - 10) / 1.5, 2))
        + 1.5 * Math.exp(-0.5 * Math.pow((hour - 17.5) / 1.5, 2));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noOtherLawIsLikelierOnAverage(boolean relative) {
    ClinicSettings absolute = ClinicSettings.DEFAULT.withRevisits(0.2, 0.1);
    ClinicSettings truth = relative ? absolute.relative() : absolute;
    double season = relative ? 0 : 1;
    List<Timeline> patients = new Clinic(truth).timelines(relative ? 100 : 200, 4).toList();
    double best = mean(truth, patients);
    List<ClinicSettings> others =
        List.of(
            truth.with(new Rate(9, 1, season, 0.6, 3, 0.2, 0.1)),
            truth.with(new Rate(8, 0.7, season, 0.6, 3, 0.2, 0.1)),
            truth.with(new Rate(8, 1, season, 0.4, 3, 0.2, 0.1)),
            truth.with(new Rate(8, 1, season, 0.6, 2.3, 0.2, 0.1)),
            truth.with(new Rate(8, 1, season, 0.6, 3, 0.14, 0.1)),
            truth.with(new Rate(8, 1, season, 0.6, 3, 0.2, 0.05)),
            truth.withoutLatents());
    for (ClinicSettings other : others) {
      assertTrue(best > mean(other, patients), other.toString());
    }
    if (!relative) {
      assertTrue(best > mean(truth.with(new Rate(8, 1, 0.7, 0.6, 3, 0.2, 0.1)), patients));
    }
  }

  private static double mean(ClinicSettings settings, List<Timeline> patients) {
    Clinic clinic = new Clinic(settings);
    return patients.stream()
        .mapToDouble(timeline -> clinic.logLikelihood(timeline).total())
        .average()
        .orElseThrow();
  }

  @Test
  void aPatientDependsOnSeedAndNumberOnly() {
    Clinic clinic = new Clinic(ClinicSettings.DEFAULT);
    List<Timeline> few = clinic.timelines(3, 5).toList();
    assertEquals(few, new Clinic(ClinicSettings.DEFAULT).timelines(9, 5).limit(3).toList());
    assertNotEquals(few.get(0).events(), few.get(1).events());
    assertNotEquals(few, clinic.timelines(3, 6).toList());
  }

  @Test
  void relativeTimeKeepsTheWeekAndHidesTheCalendar() {
    Clinic clinic = new Clinic(ClinicSettings.DEFAULT.relative());
    Rhythm rhythm = Rhythm.of(clinic.timelines(1500, 7), "group");
    double[] returns = rhythm.returnRates();
    assertTrue(returns[7] > 1.5 * returns[3] && returns[364] > 1.5 * returns[360]);
    double[] flat = {1 / 7.0, 1 / 7.0, 1 / 7.0, 1 / 7.0, 1 / 7.0, 1 / 7.0, 1 / 7.0};
    assertTrue(Rhythm.totalVariation(flat, rhythm.shares(Rhythm.Axis.WEEKDAY)) < 0.02);
    assertTrue(
        clinic
            .timelines(50, 7)
            .flatMap(t -> t.events().stream())
            .allMatch(e -> e.timeMicros() % Days.MICROS == 0));
  }

  @Test
  void scheduledRevisitsComeInTheMorningAWeekLater() {
    Rhythm without = Rhythm.of(new Clinic(ClinicSettings.DEFAULT).timelines(500, 8), "group");
    Clinic clinic = new Clinic(ClinicSettings.DEFAULT.withRevisits(0.2, 0.1));
    Rhythm with = Rhythm.of(clinic.timelines(500, 8), "group");
    assertTrue(with.returnRates()[7] > without.returnRates()[7] + 0.15);
    assertTrue(with.returnRates()[28] > without.returnRates()[28] + 0.07);
    assertEquals(without.returnRates()[5], with.returnRates()[5], 0.03);
    assertTrue(
        with.shares(Rhythm.Axis.HOUR, "child")[9]
            > 1.5 * without.shares(Rhythm.Axis.HOUR, "child")[9]);
  }

  @Test
  void whatCannotHappenHasNoProbability() {
    Clinic clinic = new Clinic(ClinicSettings.DEFAULT);
    List<List<Event>> impossible =
        List.of(
            List.of(Event.of(time(1, 9), "CHECKUP"), Event.of(time(1, 10), "CHECKUP")),
            List.of(Event.of(time(1, 9), "CHECKUP"), Event.of(time(1, 9), "CHECKUP")),
            List.of(Event.of(time(1, 9), "CHECKUP", 1)),
            List.of(Event.of(time(1, 9), "HEART_RATE")),
            List.of(Event.of(time(1, 9), "HEART_RATE", 70.5)));
    for (List<Event> events : impossible) {
      Timeline timeline = child(clinic, 800, events);
      assertEquals(Double.NEGATIVE_INFINITY, clinic.logLikelihood(timeline).total());
    }
    assertTrue(clinic.logLikelihood(child(clinic, 800, List.of())).total() > -60);
  }

  @Test
  void theEntropyByHeadIsThatOfTheScores() {
    Clinic clinic = new Clinic(ClinicSettings.DEFAULT);
    Map<Head, Double> entropy = clinic.entropyPerEvent(100, 9);
    double events = clinic.timelines(100, 9).mapToInt(t -> t.events().size()).sum();
    double codes =
        clinic.timelines(100, 9).mapToDouble(t -> clinic.logLikelihood(t).sum(Head.CODE)).sum();
    assertEquals(-codes / events, Objects.requireNonNull(entropy.get(Head.CODE)), 1e-9);
    assertEquals(Set.of(Head.values()), entropy.keySet());
  }

  @Test
  void aDataSetHoldsThePatients() {
    Clinic clinic = new Clinic(ClinicSettings.DEFAULT.relative());
    try (ListDataset data = clinic.dataset(20, 1)) {
      assertEquals(20, data.subjectCount(Set.of(Split.values())));
      assertEquals(0, data.subjectCount(Set.of(Split.TUNING)));
      assertEquals(clinic.timelines(20, 1).toList(), data.timelines().toList());
      assertEquals(TimeMode.RELATIVE, data.schema().timeMode());
    }
  }
}
