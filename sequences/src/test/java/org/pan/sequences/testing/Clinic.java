package org.pan.sequences.testing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;
import org.pan.sequences.StaticValue;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.ClinicLikelihood.Head;
import org.pan.sequences.testing.ClinicSettings.Window;

/**
 * A clinic whose law is known, to simulate patients from and to score them with.
 *
 * <p>A patient has a {@link Group}, a sex and a window of observation, which are seen, and a
 * frailty, a favourite weekday and own levels, which are not. On each day there is at most one
 * visit. A spontaneous one comes with probability {@code 1 - exp(-rate)}, where the rate is that of
 * the group times frailty, weekday, favourite weekday and week of year, at a time of day by group
 * and weekday; and each visit may lead to another in the morning 7 and 28 days later. A visit has
 * one to three codes by group and part of the day; some codes have a value about the patient's own
 * level.
 *
 * <p>The law was made so that all that is latent can be integrated out exactly: {@link
 * #logLikelihood} is the probability of what is seen, and its mean the entropy which no model can
 * beat.
 */
public final class Clinic {

  private static final long SLOT_MICROS = Days.MICROS / VisitHours.SLOTS;

  private final ClinicSettings settings;
  private final VisitRates rates;
  private final VisitHours hours = new VisitHours();
  private final CodeLaw codes = new CodeLaw();
  private final ValueFilter.Cache values;

  public Clinic(ClinicSettings settings) {
    this.settings = settings;
    this.rates = new VisitRates(settings);
    this.values = new ValueFilter.Cache(settings.ownLevels());
  }

  /** Its settings. */
  public ClinicSettings settings() {
    return settings;
  }

  /** What is common to its patients. */
  public Schema schema() {
    boolean relative = settings.timeMode() == TimeMode.RELATIVE;
    return new Schema(
        settings.timeMode(),
        settings.resolution(),
        relative ? "INTEGER" : "TIMESTAMP",
        "DOUBLE",
        List.of(
            new StaticField("group", StaticField.Kind.CATEGORY, "VARCHAR"),
            new StaticField("sex", StaticField.Kind.CATEGORY, "VARCHAR")));
  }

  /** Patients 1 to count as a data set in memory. */
  public ListDataset dataset(int count, long seed) {
    return new ListDataset(schema(), timelines(count, seed).toList());
  }

  /** Patients 1 to count; each depends on the seed and its own number only. */
  public Stream<Timeline> timelines(long count, long seed) {
    return LongStream.rangeClosed(1, count).mapToObj(number -> timeline(number, seed));
  }

  private Timeline timeline(long number, long seed) {
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
    // One draw apart, so that neighbouring numbers have unrelated streams.
    return new Patient(new SplittableRandom(random.nextLong())).timeline(String.valueOf(number));
  }

  /** A patient while simulated. */
  private final class Patient {
    private final SplittableRandom random;
    private final Group group;
    private final boolean male;
    private final int firstDay;
    private final int endDay;
    private final int pattern;
    private final double frailty;
    private final double[] levels = new double[ClinicCode.ALL.size()];
    private final List<Event> events = new ArrayList<>();

    Patient(SplittableRandom random) {
      this.random = random;
      this.group = sampleGroup(random.nextDouble());
      this.male = random.nextBoolean();
      Window window = settings.window();
      this.firstDay =
          settings.timeMode() == TimeMode.RELATIVE
              ? 1 + random.nextInt(VisitRates.BEFORE_DAY_ZERO)
              : random.nextInt(window.startSpreadDays());
      this.endDay =
          firstDay + window.minDays() + random.nextInt(window.maxDays() - window.minDays() + 1);
      this.pattern = random.nextInt(rates.patterns());
      this.frailty = VisitFilter.frailty(settings.rate(), random.nextGaussian());
      for (int code = 0; code < levels.length; code++) {
        levels[code] = settings.ownLevels() ? random.nextGaussian() : 0;
      }
    }

    private static Group sampleGroup(double u) {
      for (Group group : Group.values()) {
        u -= group.share();
        if (u < 0) {
          return group;
        }
      }
      return Group.ELDER;
    }

    Timeline timeline(String subject) {
      boolean[] due = new boolean[endDay + 29];
      for (int day = firstDay; day < endDay; day++) {
        boolean comes =
            random.nextDouble() < -Math.expm1(-frailty * rates.rate(group, pattern, day));
        if (comes || due[day]) {
          visit(day, due[day]);
          due[day + 7] |= random.nextDouble() < settings.rate().revisitAfterWeek();
          due[day + 28] |= random.nextDouble() < settings.rate().revisitAfterFourWeeks();
        }
      }
      return new Timeline(
          subject,
          statics(),
          OptionalLong.of((rates.origin() + firstDay) * Days.MICROS),
          OptionalLong.of((rates.origin() + endDay) * Days.MICROS - settings.resolution().micros()),
          events);
    }

    private Map<String, StaticValue> statics() {
      Map<String, StaticValue> statics = new LinkedHashMap<>();
      statics.put("group", new StaticValue.Category(group.label()));
      statics.put("sex", new StaticValue.Category(male ? "M" : "F"));
      return statics;
    }

    private void visit(int day, boolean scheduled) {
      int epochDay = rates.origin() + day;
      long time = epochDay * Days.MICROS;
      int slot = VisitHours.NOON;
      if (settings.resolution() != Resolution.DAY) {
        slot =
            sample(
                scheduled ? hours.scheduled() : hours.spontaneous(group, Days.weekday(epochDay)));
        long unit = settings.resolution().micros();
        time += slot * SLOT_MICROS + random.nextLong(SLOT_MICROS / unit) * unit;
      }
      for (ClinicCode code : codes.sample(group, slot, random)) {
        events.add(new Event(time, code.label(), value(code), null));
      }
    }

    private int sample(double[] probabilities) {
      double u = random.nextDouble();
      int last = 0;
      for (int i = 0; i < probabilities.length && u >= 0; i++) {
        if (probabilities[i] > 0) {
          last = i;
          u -= probabilities[i];
        }
      }
      return last;
    }

    private double value(ClinicCode code) {
      ClinicCode.Measure measure = code.measure();
      if (measure == null) {
        return Double.NaN;
      }
      double level = measure.mean(group, male) + measure.levelSd() * levels[code.index()];
      double exact = level + measure.noiseSd() * random.nextGaussian();
      return Math.rint(exact * measure.perUnit()) / measure.perUnit();
    }
  }

  /**
   * The log probability of a timeline with all that is latent integrated out; negative infinity
   * where something cannot happen here, such as two visits on one day.
   *
   * @throws IllegalArgumentException if the window, a static field or a code is not one of this
   *     clinic
   */
  public ClinicLikelihood logLikelihood(Timeline timeline) {
    return new ClinicScore(settings, rates, hours, codes, values, timeline).compute();
  }

  /**
   * The entropy by head in nats an event, estimated from that many simulated patients: the least
   * mean negative log-likelihood of any model. The end of observation counts with the day.
   */
  public Map<Head, Double> entropyPerEvent(int patients, long seed) {
    Map<Head, Double> entropy = new EnumMap<>(Head.class);
    List<ClinicLikelihood> scores =
        timelines(patients, seed).parallel().map(this::logLikelihood).toList();
    long events = scores.stream().mapToLong(ClinicLikelihood::events).sum();
    for (Head head : Head.values()) {
      double sum = scores.stream().mapToDouble(score -> score.sum(head)).sum();
      entropy.put(head, 0 - sum / events);
    }
    return entropy;
  }

  /**
   * The expected number of spontaneous visits of a patient of a group by day since 1970-01-01,
   * starting with 2015-01-01.
   *
   * @throws IllegalStateException in relative time or with revisits: simulate many patients then
   */
  public double[] expectedVisits(Group group) {
    if (settings.timeMode() == TimeMode.RELATIVE || settings.rate().hasRevisits()) {
      throw new IllegalStateException(
          "There is a closed form only with a calendar and without revisits.");
    }
    VisitFilter nothingKnown = new VisitFilter(settings.rate(), rates, group, 0);
    double[] expected = new double[rates.days()];
    for (int day = 0; day < expected.length; day++) {
      expected[day] = observed(day) * nothingKnown.meanVisits(day);
    }
    return expected;
  }

  /** The probability that a patient is observed on a day. */
  private double observed(int day) {
    Window window = settings.window();
    int lengths = window.maxDays() - window.minDays() + 1;
    double probability = 0;
    for (int start = 0; start < window.startSpreadDays() && start <= day; start++) {
      int longEnough = window.maxDays() - Math.max(window.minDays(), day - start + 1) + 1;
      probability += Math.max(0, longEnough) / (double) lengths / window.startSpreadDays();
    }
    return probability;
  }

  /**
   * The expected share of visits in each cell of an axis, of one group.
   *
   * @throws IllegalStateException as {@link #expectedVisits}
   */
  public double[] expectedShares(Rhythm.Axis axis, Group group) {
    double[] shares = new double[axis.cells()];
    addExpected(axis, group, 1, shares);
    VisitHours.normalise(shares);
    return shares;
  }

  /**
   * The expected share of visits in each cell of an axis, of all patients.
   *
   * @throws IllegalStateException as {@link #expectedVisits}
   */
  public double[] expectedShares(Rhythm.Axis axis) {
    double[] shares = new double[axis.cells()];
    for (Group group : Group.values()) {
      addExpected(axis, group, group.share(), shares);
    }
    VisitHours.normalise(shares);
    return shares;
  }

  private void addExpected(Rhythm.Axis axis, Group group, double weight, double[] cells) {
    double[] visits = expectedVisits(group);
    for (int i = 0; i < visits.length; i++) {
      int day = rates.origin() + i;
      double[] slots = hours.spontaneous(group, Days.weekday(day));
      for (int slot = 0; slot < slots.length; slot++) {
        int cell = axis.cell(day * Days.MICROS + slot * SLOT_MICROS);
        cells[cell] += weight * visits[i] * slots[slot];
      }
    }
  }
}
