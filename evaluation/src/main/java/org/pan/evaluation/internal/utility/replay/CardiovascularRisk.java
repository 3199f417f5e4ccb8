package org.pan.evaluation.internal.utility.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pan.evaluation.Analysis;
import org.pan.evaluation.Estimate;
import org.pan.evaluation.Finding;
import org.pan.evaluation.internal.Bootstrap;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;

/**
 * Observed over expected cardiovascular events within ten years, by sex and risk region, expected
 * by {@link Score2} as Kist et al. (2023) compared them: observed is the cumulative incidence of
 * infarction and stroke with other death as a competing event, expected the mean risk. The
 * intervals draw patients anew and are even on the logarithm. Cholesterol whose mean is above 15 is
 * taken as mg/dL.
 */
public final class CardiovascularRisk implements Analysis {

  private static final double TEN_YEARS = 3652.5;
  private static final double MMOL_OF_MG = 1 / 38.67;
  private static final double GREATEST_MMOL = 15;
  private static final int LEAST_PATIENTS = 100;
  private static final int LEAST_EVENTS = 10;
  private static final int REPLICATES = 200;

  @Override
  public String id() {
    return "score2";
  }

  @Override
  public String title() {
    return "Cardiovascular risk, observed over SCORE2";
  }

  @Override
  public String source() {
    return "Kist et al., EClinicalMedicine 2023; SCORE2 working group, Eur Heart J 2021";
  }

  @Override
  public String needs() {
    return "Age or date of birth, sex, smoking, systolic pressure, total and HDL cholesterol of at"
        + " least 100 men or women of 40 to 69 years, 10 of them with infarction or stroke, and ten"
        + " years of follow-up.";
  }

  @Override
  public List<Finding> findings(TimeMode timeMode, Stream<Timeline> patients) {
    Map<String, CardiovascularCode> withNumber = new HashMap<>();
    Map<String, CardiovascularCode> without = new HashMap<>();
    CardiovascularRecord.Dictionary dictionary =
        event ->
            (event.hasNumber() ? withNumber : without)
                .computeIfAbsent(
                    event.code(), code -> CardiovascularCode.of(code, event.hasNumber()));
    List<CardiovascularRecord> records = new ArrayList<>();
    patients.forEach(
        patient -> CardiovascularRecord.of(timeMode, patient, dictionary).ifPresent(records::add));
    double mean =
        records.stream().mapToDouble(CardiovascularRecord::cholesterol).average().orElse(0);
    double unit = mean > GREATEST_MMOL ? MMOL_OF_MG : 1;
    List<Finding> findings = new ArrayList<>();
    for (boolean man : new boolean[] {true, false}) {
      findings.addAll(bySex(records.stream().filter(r -> r.man() == man).toList(), man, unit));
    }
    return findings;
  }

  private static List<Finding> bySex(List<CardiovascularRecord> records, boolean man, double unit) {
    boolean followed = records.stream().anyMatch(record -> record.days() >= TEN_YEARS);
    long events =
        records.stream().filter(record -> record.kind() == 1 && record.days() <= TEN_YEARS).count();
    if (records.size() < LEAST_PATIENTS || events < LEAST_EVENTS || !followed) {
      return List.of();
    }
    CumulativeIncidence observed =
        CumulativeIncidence.of(
            records.stream().mapToDouble(CardiovascularRecord::days).toArray(),
            records.stream().mapToInt(CardiovascularRecord::kind).toArray());
    List<Finding> findings = new ArrayList<>();
    for (Score2.Region region : Score2.Region.values()) {
      double[] risks = records.stream().mapToDouble(r -> risk(r, unit, region)).toArray();
      String name = "%s, %s risk region".formatted(man ? "men" : "women", region.title());
      findings.add(new Finding(name, ratio(observed, risks), Finding.Scale.RATIO));
    }
    return findings;
  }

  private static double risk(CardiovascularRecord r, double unit, Score2.Region region) {
    return Score2.risk(
        new Score2.Person(
            r.man(), r.age(), r.smoker(), r.systolic(), r.cholesterol() * unit, r.hdl() * unit),
        region);
  }

  /** Observed over expected. */
  private static Estimate ratio(CumulativeIncidence observed, double[] risks) {
    Bootstrap bootstrap = new Bootstrap(REPLICATES, 1);
    Estimate log =
        bootstrap
            .of(
                risks.length,
                risks.length,
                (weights, same) ->
                    new double[] {
                      Math.log(observed.by(TEN_YEARS, weights) / mean(risks, weights))
                    })[0];
    return new Estimate(Math.exp(log.value()), Math.exp(log.low()), Math.exp(log.high()));
  }

  private static double mean(double[] risks, int[] weights) {
    double sum = 0;
    for (int i = 0; i < risks.length; i++) {
      sum += weights[i] * risks[i];
    }
    return sum / risks.length;
  }
}
