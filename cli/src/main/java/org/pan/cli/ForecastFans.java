package org.pan.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.pan.evaluation.Chart;
import org.pan.evaluation.ChartPage;
import org.pan.evaluation.Fan;
import org.pan.sequences.Timeline;

/** The fans of a forecast: of all patients together, and of the first ones each. */
final class ForecastFans {

  /** Patients with a fan of their own. */
  static final int SINGLE = 12;

  private static final int MOST_CODES = 24;

  private final int days;
  private final int futures;
  private final List<Fan> all = new ArrayList<>();
  private final List<Fan> single = new ArrayList<>();
  private final List<String> titles = new ArrayList<>();
  private final List<String> subjects = new ArrayList<>();
  private int patients;

  /**
   * @param codes that have a fan of their own, beside that of all events
   * @param days how far the fans reach
   * @param futures of each patient
   */
  ForecastFans(Collection<String> codes, int days, int futures) {
    this.days = days;
    this.futures = futures;
    all.add(new Fan(null, days, futures));
    titles.add("All events");
    codes.stream()
        .limit(MOST_CODES)
        .forEach(
            code -> {
              all.add(new Fan(code, days, futures));
              titles.add(code);
            });
  }

  /** Counts the past of the next patient. */
  void past(Timeline record, int lastDay) {
    patients++;
    all.forEach(fan -> fan.past(record, lastDay));
    if (patients <= SINGLE) {
      Fan own = new Fan(null, days, futures);
      own.past(record, lastDay);
      single.add(own);
      subjects.add(record.subject());
    }
  }

  /** Counts a future of that patient. */
  void future(int number, Timeline future, int lastDay) {
    all.forEach(fan -> fan.future(number, future, lastDay));
    if (patients <= SINGLE) {
      single.get(patients - 1).future(number, future, lastDay);
    }
  }

  /** The page, when all are counted. */
  ChartPage page(long records) {
    return new ChartPage(
        "Futures of patients",
        List.of(
            "%,d patients, %,d futures of each, %,d days ahead. The line is what was; from day 0 on the bands hold the middle 50, 80 and 95 of 100 futures that the model draws from such pasts, all patients' events counted together or one patient's."
                .formatted(records, futures, days),
            "It is what the model has learnt follows, under observation as in the training data: no causal effect and no advice. The pasts on this page are real: treat it like the records themselves."),
        List.of(
            new ChartPage.Section("All patients together", charts(all, titles)),
            new ChartPage.Section(
                "Patient by patient",
                charts(single, subjects.stream().map(subject -> "Subject " + subject).toList()))));
  }

  private static List<Chart> charts(List<Fan> fans, List<String> titles) {
    List<Chart> charts = new ArrayList<>();
    for (int i = 0; i < fans.size(); i++) {
      charts.add(fans.get(i).chart(titles.get(i)));
    }
    return charts;
  }
}
