package org.pan.evaluation.internal.utility.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pan.evaluation.Analysis;
import org.pan.evaluation.Estimate;
import org.pan.evaluation.Finding;
import org.pan.sequences.Event;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;

/**
 * The hazard of each later diagnosis and of death of exposed patients over that of the others,
 * adjusted for age and sex, as Allen et al. (2018) asked it of patients with non-alcoholic fatty
 * liver disease and matched controls. Follow-up begins at day zero, with dates at the start of
 * observation; who has a diagnosis by then is left out of the question of that diagnosis. A
 * diagnosis is a code that never has a number. Wald intervals.
 */
public final class ExposureHazards implements Analysis {

  private static final int OUTCOMES = 20;
  private static final int LEAST_EVENTS = 20;
  private static final int LEAST_BY_GROUP = 5;
  private static final double NORMAL_95 = 1.959964;

  /**
   * A patient.
   *
   * @param covariates exposed, age, man
   * @param end days from the start to the end of follow-up
   * @param first day of each diagnosis after the start, zero or less if it was there before
   */
  private record Row(double[] covariates, double end, boolean died, Map<String, Double> first) {}

  @Override
  public String id() {
    return "hazards";
  }

  @Override
  public String title() {
    return "Hazard ratios of an exposure";
  }

  @Override
  public String source() {
    return "Allen et al., Hepatology 2018";
  }

  @Override
  public String needs() {
    return "A static field that says who was exposed (case, exposed, treated), age or date of birth,"
        + " sex, and the end of observation.";
  }

  @Override
  public List<Finding> findings(TimeMode timeMode, Stream<Timeline> patients) {
    List<Row> rows = new ArrayList<>();
    Set<String> numbered = new HashSet<>();
    patients.forEach(
        patient -> {
          patient.events().stream().filter(Event::hasNumber).forEach(e -> numbered.add(e.code()));
          row(timeMode, patient).ifPresent(rows::add);
        });
    List<Finding> findings = new ArrayList<>();
    hazardRatio("death", rows, row -> row.died() ? row.end() : Double.POSITIVE_INFINITY)
        .ifPresent(findings::add);
    for (String code : diagnoses(rows, numbered)) {
      hazardRatio(code, rows, row -> row.first().getOrDefault(code, Double.POSITIVE_INFINITY))
          .ifPresent(findings::add);
    }
    return findings;
  }

  private static Optional<Row> row(TimeMode timeMode, Timeline patient) {
    Demography demography = new Demography(timeMode, patient);
    if (patient.end().isEmpty() || (timeMode == TimeMode.ABSOLUTE && patient.start().isEmpty())) {
      return Optional.empty();
    }
    double start = timeMode == TimeMode.ABSOLUTE ? Demography.day(patient.start().getAsLong()) : 0;
    double end = Demography.day(patient.end().getAsLong()) - start;
    OptionalDouble age = demography.age(start);
    Optional<Boolean> man = demography.man();
    Optional<Boolean> exposed = demography.exposed();
    if (age.isEmpty() || man.isEmpty() || exposed.isEmpty() || end <= 0) {
      return Optional.empty();
    }
    Map<String, Double> first = new HashMap<>();
    for (Event e : patient.events()) {
      if (!e.hasNumber()) {
        first.putIfAbsent(e.code(), Demography.day(e.timeMicros()) - start);
      }
    }
    double[] covariates = {exposed.get() ? 1 : 0, age.getAsDouble(), man.get() ? 1 : 0};
    return Optional.of(new Row(covariates, end, demography.died(), first));
  }

  private static List<String> diagnoses(List<Row> rows, Set<String> numbered) {
    Map<String, Integer> counts = new TreeMap<>();
    rows.forEach(row -> row.first().keySet().forEach(code -> counts.merge(code, 1, Integer::sum)));
    return counts.entrySet().stream()
        .filter(entry -> !numbered.contains(entry.getKey()))
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(OUTCOMES)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** When an outcome came to a patient, infinity if never. */
  private interface Outcome {
    double day(Row row);
  }

  private static Optional<Finding> hazardRatio(String name, List<Row> rows, Outcome outcome) {
    List<Row> atRisk = rows.stream().filter(row -> outcome.day(row) > 0).toList();
    double[][] covariates = new double[atRisk.size()][];
    double[] times = new double[atRisk.size()];
    boolean[] events = new boolean[atRisk.size()];
    int[] byGroup = new int[2];
    for (int i = 0; i < times.length; i++) {
      Row row = atRisk.get(i);
      covariates[i] = row.covariates();
      events[i] = outcome.day(row) <= row.end();
      times[i] = Math.min(outcome.day(row), row.end());
      byGroup[(int) row.covariates()[0]] += events[i] ? 1 : 0;
    }
    if (byGroup[0] + byGroup[1] < LEAST_EVENTS
        || Math.min(byGroup[0], byGroup[1]) < LEAST_BY_GROUP) {
      return Optional.empty();
    }
    return CoxRegression.fit(covariates, times, events).map(fit -> finding(name, fit));
  }

  private static Finding finding(String name, CoxRegression fit) {
    double log = fit.coefficients()[0];
    double half = NORMAL_95 * fit.standardErrors()[0];
    return new Finding(
        name,
        new Estimate(Math.exp(log), Math.exp(log - half), Math.exp(log + half)),
        Finding.Scale.RATIO);
  }
}
