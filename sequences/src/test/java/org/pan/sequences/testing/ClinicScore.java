package org.pan.sequences.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.StaticValue;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;

/** Goes through a timeline once and scores each part of each event given all before it. */
final class ClinicScore {

  private static final long SLOT_MICROS = Days.MICROS / VisitHours.SLOTS;

  private final ClinicSettings settings;
  private final VisitRates rates;
  private final VisitHours hours;
  private final CodeLaw codes;
  private final Group group;
  private final int firstDay;
  private final int endDay;
  private final List<Event> events;
  private final VisitFilter visitFilter;
  private final ValueFilter valueFilter;
  private final ClinicLikelihood score;

  ClinicScore(
      ClinicSettings settings,
      VisitRates rates,
      VisitHours hours,
      CodeLaw codes,
      ValueFilter.Cache values,
      Timeline timeline) {
    this.settings = settings;
    this.rates = rates;
    this.hours = hours;
    this.codes = codes;
    this.group = Group.of(category(timeline, "group"));
    this.firstDay = Days.of(timeline.start().orElseThrow()) - rates.origin();
    this.endDay = Days.of(timeline.end().orElseThrow()) + 1 - rates.origin();
    this.events = new ArrayList<>(timeline.events());
    this.events.sort(Comparator.comparingLong(Event::timeMicros).thenComparing(Event::code));
    checkWindow();
    this.visitFilter = new VisitFilter(settings.rate(), rates, group, firstDay);
    this.valueFilter = new ValueFilter(values, group, category(timeline, "sex").equals("M"));
    this.score =
        ClinicLikelihood.ofEvents(
            events.size(), Math.log(group.share() / 2), logProbabilityOfWindow());
  }

  private static String category(Timeline timeline, String field) {
    if (timeline.statics().get(field) instanceof StaticValue.Category category) {
      return category.name();
    }
    throw new IllegalArgumentException("The clinic's patients have a category " + field + ".");
  }

  private void checkWindow() {
    boolean outside =
        !events.isEmpty()
            && (Days.of(events.get(0).timeMicros()) - rates.origin() < firstDay
                || Days.of(events.get(events.size() - 1).timeMicros()) - rates.origin() >= endDay);
    if (firstDay < 0 || endDay > rates.days() || endDay <= firstDay || outside) {
      throw new IllegalArgumentException("The window of observation is not one of this clinic.");
    }
  }

  private double logProbabilityOfWindow() {
    ClinicSettings.Window window = settings.window();
    int starts =
        settings.timeMode() == TimeMode.RELATIVE
            ? VisitRates.BEFORE_DAY_ZERO
            : window.startSpreadDays();
    return -Math.log(starts) - Math.log(window.maxDays() - window.minDays() + 1);
  }

  ClinicLikelihood compute() {
    int from = 0;
    while (from < events.size()) {
      int to = from + 1;
      while (to < events.size() && events.get(to).timeMicros() == events.get(from).timeMicros()) {
        to++;
      }
      scoreTime(from);
      scoreCodes(from, to);
      from = to;
    }
    score.day()[events.size()] = visitFilter.passUntil(endDay);
    return score;
  }

  private void scoreTime(int event) {
    long time = events.get(event).timeMicros();
    int day = Days.of(time);
    score.day()[event] = visitFilter.passUntil(day - rates.origin());
    if (score.day()[event] == Double.NEGATIVE_INFINITY) {
      return;
    }
    double visits = visitFilter.visitProbability();
    score.day()[event] += visits;
    if (settings.resolution() == Resolution.DAY) {
      visitFilter.visit(1, 1);
    } else {
      int slot = slot(time);
      double spontaneous = hours.spontaneous(group, Days.weekday(day))[slot];
      double joint = visitFilter.visit(spontaneous, hours.scheduled()[slot]);
      score.timeOfDay()[event] =
          joint - visits - Math.log((double) SLOT_MICROS / settings.resolution().micros());
    }
  }

  private int slot(long time) {
    return settings.resolution() == Resolution.DAY
        ? VisitHours.NOON
        : (int) (Math.floorMod(time, Days.MICROS) / SLOT_MICROS);
  }

  /** Scores the codes and values of one visit, and that it goes on after each but the last. */
  private void scoreCodes(int from, int to) {
    int slot = slot(events.get(from).timeMicros());
    int set = 0;
    for (int i = from; i < to; i++) {
      ClinicCode code = ClinicCode.of(events.get(i).code());
      double reached = codes.beginning(group, slot, set);
      double goesOn = reached - codes.exactly(group, slot, set);
      if (i > from) {
        score.stay()[i] = logRatio(goesOn, reached);
      }
      boolean twice = (set & 1 << code.index()) != 0;
      set |= 1 << code.index();
      score.code()[i] =
          twice ? Double.NEGATIVE_INFINITY : logRatio(codes.beginning(group, slot, set), goesOn);
      score.value()[i] = valueFilter.observe(code, events.get(i).number());
    }
    score.stay()[to] +=
        logRatio(codes.exactly(group, slot, set), codes.beginning(group, slot, set));
  }

  private static double logRatio(double part, double whole) {
    return part > 0 ? Math.log(part / whole) : Double.NEGATIVE_INFINITY;
  }
}
