package org.pan.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pan.model.constraints.Constraints;
import org.pan.model.constraints.ConstraintsFit;
import org.pan.model.heads.FirstDay;
import org.pan.model.heads.WeekClasses;
import org.pan.model.memory.CommonDaysFit;
import org.pan.model.memory.DateIndex;
import org.pan.model.memory.Days;
import org.pan.model.memory.ErasFit;
import org.pan.model.memory.Groups;
import org.pan.model.memory.IndicationsFit;
import org.pan.model.memory.MemoryLayout;
import org.pan.model.memory.RecurrencesFit;
import org.pan.model.memory.SpectralEmbedding;
import org.pan.sequences.Resolution;
import org.pan.sequences.TimeMode;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.sequences.encoding.Encoding;
import org.pan.sequences.encoding.EncodingConfig;
import org.pan.sequences.encoding.NumberCoding;
import org.pan.sequences.encoding.StaticCoding;

/**
 * Fits all of a network that is not learnt by gradient: what the memory keeps, rules, classes,
 * linear forecasts.
 */
final class SpecFit {

  private static final int TRACKED_NUMBERS = 16;
  private static final int EMBEDDING = 32;
  private static final int SERIES_LENGTH = 60;
  private static final int SERIES_CLASSES = 16;
  private static final int EVENTS_A_DATE = 200;

  /** From which share of steps within a day on hours matter. */
  private static final double INTRADAY = .2;

  private static final int LAPSES = 200_000;
  private static final long LEAST_LAPSE = 60_000_000L;

  private static final int GROUPS = 24;
  private static final int MOST_GROUP_CLASSES = 8;
  private static final EncodingConfig TRAIT_BINS = withBins(24);
  private static final EncodingConfig DAY_BINS = withBins(160);

  private final Encoding encoding;
  private final List<EncodedTimeline> timelines;
  private final ModelConfig config;
  private final int codes;

  /** Parts into which the dates of events are divided. */
  private static final int DATE_PARTS = 32;

  private final boolean calendar;

  SpecFit(Encoding encoding, List<EncodedTimeline> timelines, ModelConfig config) {
    this.encoding = encoding;
    this.timelines = timelines;
    this.config = config;
    this.codes = encoding.codes().size();
    this.calendar = encoding.schema().timeMode() == TimeMode.ABSOLUTE;
  }

  private static EncodingConfig withBins(int bins) {
    EncodingConfig base = EncodingConfig.DEFAULT;
    return new EncodingConfig(
        1,
        Math.min(bins, base.maxDistinct()),
        bins,
        base.maxTexts(),
        base.maxNumbersPerCode(),
        base.maxNumbers());
  }

  ModelSpec fit() {
    MemoryLayout layout = layout();
    Constraints constraints =
        new ConstraintsFit(encoding, timelines, layout.indications(), config.constraintBound())
            .fit();
    Rules rules = new RulesFit(timelines, codes, constraints).fit();
    Traits traits = traits(layout.series());
    int longest = 1;
    long events = 0;
    for (EncodedTimeline t : timelines) {
      events += t.size();
      int previous =
          t.start() != EncodedTimeline.UNKNOWN
              ? Days.of(t.start())
              : t.size() > 0 ? Days.of(t.time()[0]) : 0;
      for (long time : t.time()) {
        longest = Math.max(longest, Days.of(time) - previous);
        previous = Days.of(time);
      }
      if (t.end() != EncodedTimeline.UNKNOWN) {
        longest = Math.max(longest, Days.of(t.end()) - previous);
      }
    }
    ModelSpec plain =
        new ModelSpec(
            ModelSpec.FORMAT,
            config,
            layout,
            new PriorsFit(encoding, new SubjectInputs(encoding, traits, layout, config.hides()))
                .fit(timelines),
            rules,
            constraints,
            traits,
            groups(),
            WeekClasses.upTo(Math.min(longest, 40_000)),
            firstDay(),
            Map.of(),
            Map.of(),
            events,
            timelines.size());
    return new SeriesFit(encoding, plain, timelines).fit();
  }

  private MemoryLayout layout() {
    int firstDay = Integer.MAX_VALUE;
    int lastDay = Integer.MIN_VALUE;
    List<Integer> gaps = new ArrayList<>();
    long[] counts = new long[codes];
    long[] numbers = new long[codes];
    for (EncodedTimeline t : timelines) {
      for (int i = 0; i < t.size(); i++) {
        counts[t.code()[i]]++;
        numbers[t.code()[i]] += Double.isNaN(t.number()[i]) ? 0 : 1;
        int day = Days.of(t.time()[i]);
        firstDay = Math.min(firstDay, day);
        lastDay = Math.max(lastDay, day);
        if (i > 0 && gaps.size() < 200_000 && day > Days.of(t.time()[i - 1])) {
          gaps.add(day - Days.of(t.time()[i - 1]));
        }
      }
    }
    if (firstDay > lastDay) {
      firstDay = 0;
      lastDay = 0;
    }
    gaps.sort(null);
    double median = gaps.isEmpty() ? 60 : Math.max(2, Math.min(120, gaps.get(gaps.size() / 2)));
    int[] trackedNumbers =
        Arrays.stream(TrackedCodes.top(numbers, TRACKED_NUMBERS)).filter(this::varies).toArray();
    int[] commonDays = calendar ? new int[0] : CommonDaysFit.fit(timelines);
    return new MemoryLayout(
        calendar,
        encoding.schema().resolution() != Resolution.DAY,
        firstDay,
        lastDay,
        dateKnots(),
        new double[] {median / 4, median, 4 * median},
        12 * median,
        briefDays(),
        codes,
        TrackedCodes.of(timelines, codes),
        trackedNumbers,
        series(),
        TrackedCodes.all(codes)
            ? new float[0][0]
            : new SpectralEmbedding(codes, EMBEDDING).fit(timelines),
        commonDays,
        anchors(commonDays),
        dates(firstDay, lastDay, Arrays.stream(counts).sum()),
        RecurrencesFit.fit(timelines, codes),
        IndicationsFit.fit(timelines, codes),
        ErasFit.fit(timelines, firstDay, lastDay));
  }

  /**
   * The median of the times between two moments of one day, where these are many; else 0. Where
   * codes are many, hours mislead: patients drawn with them drift into acute care.
   */
  private double briefDays() {
    if (encoding.schema().resolution() == Resolution.DAY || !TrackedCodes.all(codes)) {
      return 0;
    }
    List<Long> lapses = new ArrayList<>();
    long steps = 0;
    for (EncodedTimeline t : timelines) {
      for (int i = 1; i < t.size() && lapses.size() < LAPSES; i++) {
        long lapse = t.time()[i] - t.time()[i - 1];
        steps += lapse > 0 ? 1 : 0;
        if (lapse > 0 && Days.of(t.time()[i]) == Days.of(t.time()[i - 1])) {
          lapses.add(lapse);
        }
      }
    }
    if (lapses.isEmpty() || lapses.size() < INTRADAY * steps) {
      return 0;
    }
    lapses.sort(null);
    return Math.max(LEAST_LAPSE, lapses.get(lapses.size() / 2)) / (double) Days.MICROS;
  }

  private int[] dateKnots() {
    if (!calendar) {
      return new int[0];
    }
    int[] days =
        timelines.stream()
            .flatMapToInt(t -> Arrays.stream(t.time()).mapToInt(Days::of).distinct())
            .sorted()
            .toArray();
    return days.length == 0
        ? new int[0]
        : IntStream.rangeClosed(0, DATE_PARTS)
            .map(k -> days[(int) ((long) k * (days.length - 1) / DATE_PARTS)])
            .distinct()
            .toArray();
  }

  private boolean varies(int code) {
    NumberCoding coding = encoding.numbers(code);
    return coding != null && coding.size() > 1;
  }

  /** Codes with a number at nearly every step of long records. */
  private int[] series() {
    Map<Integer, List<Integer>> lengths = new HashMap<>();
    for (EncodedTimeline t : timelines) {
      int[] count = new int[codes];
      for (int i = 0; i < t.size(); i++) {
        count[t.code()[i]] += Double.isNaN(t.number()[i]) ? 0 : 1;
      }
      for (int c = 0; c < codes; c++) {
        if (count[c] > 0) {
          lengths.computeIfAbsent(c, key -> new ArrayList<>()).add(count[c]);
        }
      }
    }
    return lengths.entrySet().stream()
        .filter(e -> isSeries(e.getKey(), e.getValue()))
        .mapToInt(Map.Entry::getKey)
        .sorted()
        .limit(8)
        .toArray();
  }

  private boolean isSeries(int code, List<Integer> lengths) {
    lengths.sort(null);
    NumberCoding coding = encoding.numbers(code);
    return coding != null
        && coding.size() >= SERIES_CLASSES
        && lengths.get(lengths.size() / 2) >= SERIES_LENGTH;
  }

  private String[] anchors(int[] commonDays) {
    List<String> names = new ArrayList<>();
    for (int day : commonDays) {
      names.add("day " + day);
    }
    for (StaticCoding coding : encoding.statics()) {
      if (SubjectInputs.isDate(coding) && !SubjectInputs.isWindow(coding)) {
        names.add(coding.field());
      }
    }
    return names.toArray(String[]::new);
  }

  private DateIndex dates(int firstDay, int lastDay, long events) {
    if (!calendar) {
      return DateIndex.NONE;
    }
    double perDay = events / (lastDay - firstDay + 1.0);
    for (int step : new int[] {1, 7, 28}) {
      if (perDay * step >= EVENTS_A_DATE) {
        return new DateIndex(firstDay, step, (lastDay - firstDay) / step + 1);
      }
    }
    return DateIndex.NONE;
  }

  private Groups groups() {
    List<Integer> chosen = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    int count = 1;
    List<StaticCoding> statics = encoding.statics();
    for (int f = 0; f < statics.size(); f++) {
      StaticCoding coding = statics.get(f);
      int size = coding.size();
      boolean few =
          size <= MOST_GROUP_CLASSES
              && (!SubjectInputs.isDate(coding) && !SubjectInputs.isWindow(coding));
      if (few && size > 1 && count * size <= GROUPS) {
        chosen.add(f);
        sizes.add(size);
        count *= size;
      }
    }
    return new Groups(
        chosen.stream().mapToInt(Integer::intValue).toArray(),
        sizes.stream().mapToInt(Integer::intValue).toArray());
  }

  private @Nullable FirstDay firstDay() {
    List<Integer> days = new ArrayList<>();
    List<Integer> distances = new ArrayList<>();
    boolean unknown = false;
    for (EncodedTimeline t : timelines) {
      if (t.start() == EncodedTimeline.UNKNOWN) {
        unknown = true;
        if (t.size() > 0) {
          int day = Days.of(t.time()[0]);
          days.add(calendar ? Days.week(day) : day);
          if (t.end() != EncodedTimeline.UNKNOWN) {
            distances.add(Days.of(t.end()) - day);
          }
        }
      }
    }
    if (!unknown) {
      return null;
    }
    double[] values =
        days.isEmpty()
            ? new double[] {0}
            : days.stream().mapToDouble(Integer::doubleValue).toArray();
    return FirstDay.fit(
        NumberCoding.fit(values, IntStream.range(0, values.length).toArray(), DAY_BINS),
        distances.stream().mapToInt(Integer::intValue).toArray());
  }

  private Traits traits(int[] series) {
    List<Traits.Trait> traits = new ArrayList<>();
    for (int code : series) {
      for (Traits.Kind kind : Traits.Kind.OF_SERIES) {
        double[] values =
            timelines.stream()
                .mapToDouble(t -> Traits.of(t, code, kind, encoding))
                .filter(Double::isFinite)
                .toArray();
        if (values.length >= 20) {
          traits.add(
              new Traits.Trait(
                  code,
                  kind,
                  NumberCoding.fit(
                      values, IntStream.range(0, values.length).toArray(), TRAIT_BINS)));
        }
      }
    }
    for (String name : config.conditionOn()) {
      int code = encoding.codeIds(name).get(0);
      double[] ever =
          timelines.stream()
              .mapToDouble(t -> Traits.of(t, code, Traits.Kind.EVER, encoding))
              .toArray();
      int[] subjects = IntStream.range(0, ever.length).toArray();
      traits.add(
          new Traits.Trait(code, Traits.Kind.EVER, NumberCoding.fit(ever, subjects, TRAIT_BINS)));
    }
    return new Traits(traits);
  }
}
