package org.pan.evaluation.internal;

import java.util.ArrayList;
import java.util.List;
import org.pan.evaluation.internal.calendar.CalendarShares;
import org.pan.evaluation.internal.calendar.Phase;
import org.pan.evaluation.internal.calendar.PopulationRhythm;
import org.pan.evaluation.internal.calendar.Revisits;
import org.pan.evaluation.internal.calendar.SeriesProfile;
import org.pan.evaluation.internal.calendar.SeriesRhythm;
import org.pan.evaluation.internal.fairness.GroupFidelity;
import org.pan.evaluation.internal.fairness.GroupForecasts;
import org.pan.evaluation.internal.fairness.GroupsTold;
import org.pan.evaluation.internal.fairness.Representation;
import org.pan.evaluation.internal.fidelity.Associations;
import org.pan.evaluation.internal.fidelity.Bigrams;
import org.pan.evaluation.internal.fidelity.CodeShares;
import org.pan.evaluation.internal.fidelity.MeanDiscrepancy;
import org.pan.evaluation.internal.fidelity.PatientValues;
import org.pan.evaluation.internal.fidelity.Propensity;
import org.pan.evaluation.internal.fidelity.StaticFields;
import org.pan.evaluation.internal.fidelity.Timing;
import org.pan.evaluation.internal.fidelity.Trends;
import org.pan.evaluation.internal.fidelity.TwoSampleTest;
import org.pan.evaluation.internal.fidelity.Values;
import org.pan.evaluation.internal.fidelity.VisitCodes;
import org.pan.evaluation.internal.privacy.Attacks;
import org.pan.evaluation.internal.privacy.ClosestRecords;
import org.pan.evaluation.internal.privacy.Copies;
import org.pan.evaluation.internal.privacy.MembershipInference;
import org.pan.evaluation.internal.privacy.WhiteBox;
import org.pan.evaluation.internal.utility.NextValueForecasts;
import org.pan.evaluation.internal.utility.OutcomeForecasts;
import org.pan.evaluation.internal.utility.replay.Replay;

/** All measures, in the order of the report. */
public final class Measures {

  private Measures() {}

  /** All measures. */
  public static List<Measure> all() {
    List<Measure> all =
        new ArrayList<>(
            List.of(
                // Fidelity
                new CodeShares(),
                new VisitCodes(),
                new Bigrams(),
                new Timing(),
                new Values(),
                new PatientValues(),
                new StaticFields(),
                new Associations(),
                new Trends(),
                new TwoSampleTest(),
                new Propensity(),
                new MeanDiscrepancy(),
                // Calendar
                new CalendarShares(),
                new Revisits(),
                new PopulationRhythm(),
                new SeriesRhythm(),
                new SeriesProfile(),
                new Phase(),
                // Utility
                new OutcomeForecasts(),
                new NextValueForecasts()));
    all.addAll(Replay.all());
    // Privacy
    all.addAll(
        List.of(
            new Copies(),
            new ClosestRecords(),
            new Attacks(),
            new MembershipInference(),
            new WhiteBox()));
    // Fairness
    all.addAll(
        List.of(new Representation(), new GroupFidelity(), new GroupsTold(), new GroupForecasts()));
    return List.copyOf(all);
  }
}
