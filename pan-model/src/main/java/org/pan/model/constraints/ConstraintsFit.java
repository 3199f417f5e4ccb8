package org.pan.model.constraints;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pan.model.memory.Indications;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.sequences.encoding.Encoding;
import org.pan.sequences.encoding.StaticCoding;
import org.pan.sequences.encoding.Vocabulary;

/** Learns {@link Constraints} from encoded training timelines. */
public final class ConstraintsFit {

  /** Fields of more values have too few subjects with each. */
  private static final int MOST_VALUES = 12;

  /**
   * Subjects with a code that always ends their records, whatever the bound: the likelihood rests
   * on it.
   */
  private static final int LEAST_ENDS = 30;

  /** Subjects with a code that needs another: of fewer what they had before is known too little. */
  private static final int LEAST_NEEDING = 30;

  /** Subjects with a code and its companion: of fewer the one could be the other by chance. */
  private static final int LEAST_ACCOMPANIED = 30;

  /** What ends more often than so many times the bound says no more than the network does. */
  private static final double LASTING = 3;

  private static final int NEVER = Integer.MAX_VALUE;

  private final Encoding encoding;
  private final Vocabulary codes;
  private final List<EncodedTimeline> timelines;
  private final Indications indications;
  private final double bound;
  private final int least;

  /**
   * @param indications what codes wait for
   * @param bound greatest upper bound of the rate at which a constraint is broken; 0 for no
   *     constraint
   */
  public ConstraintsFit(
      Encoding encoding, List<EncodedTimeline> timelines, Indications indications, double bound) {
    this.encoding = encoding;
    this.codes = encoding.codes();
    this.timelines = timelines;
    this.indications = indications;
    this.bound = bound;
    this.least = bound > 0 ? Constraint.supportFor(bound) : NEVER;
  }

  /**
   * All that have enough support. With one code alone there is nothing else to draw, so none but
   * its end.
   */
  public Constraints fit() {
    CodeTimes times = new CodeTimes(codes.size());
    PairCounts pairs = new PairCounts(candidates(least));
    DayCounts days = new DayCounts(codes.size());
    GapCounts gaps = new GapCounts(codes.size());
    int[] repeated = new int[codes.size()];
    int[] having = new int[codes.size()];
    int[] followed = new int[codes.size()];
    for (EncodedTimeline t : timelines) {
      times.read(t);
      pairs.add(times);
      days.add(t);
      gaps.add(t);
      long last = t.size() == 0 ? 0 : t.time()[t.size() - 1];
      for (int code : times.seen()) {
        having[code]++;
        repeated[code] += times.count(code) > 1 ? 1 : 0;
        followed[code] += times.first(code) < last ? 1 : 0;
      }
    }
    List<Constraint> found = ends(having, followed);
    if (codes.size() < 2 || least == NEVER) {
      return new Constraints(found);
    }
    BitSet ends = new Constraints(found).ends();
    BitSet once = addOnce(repeated, having, followed, found);
    pairs.forEach(
        least,
        (code, other, support) -> {
          if (!ends.get(other)) {
            String name = name(code) + " after " + name(other);
            found.add(new Constraint.After(name, code, other, support));
          }
        });
    addOnly(having, ends, found);
    addNeeds(found);
    addAgain(found);
    addWith(found);
    addDaily(days, once, found);
    addGaps(gaps, found);
    addCompanions(found);
    return new Constraints(found);
  }

  private void addOnly(int[] having, BitSet ends, List<Constraint> found) {
    SequelCounts counts = new SequelCounts(codes.size());
    counts.count(timelines, having, LEAST_ENDS);
    for (int code = 0; code < codes.size(); code++) {
      if (counts.closes(code) && !ends.get(code) && named(code)) {
        int occasions = having[code] + counts.after(code);
        int support = Constraint.supportOf(counts.single(code), occasions);
        if (support >= least) {
          String name = "only after " + name(code);
          List<Integer> sequels = counts.sequels(code);
          found.add(new Constraint.Only(name, code, sequels, counts.most(code), support));
        }
      }
    }
  }

  private BitSet addOnce(int[] repeated, int[] having, int[] followed, List<Constraint> found) {
    BitSet once = new BitSet();
    for (int code = 0; code < codes.size(); code++) {
      int support = support(repeated[code], having[code] - repeated[code], followed[code]);
      if (support >= least && named(code)) {
        found.add(new Constraint.Once("once " + name(code), code, support));
        once.set(code);
      }
    }
    return once;
  }

  private void addDaily(DayCounts days, BitSet once, List<Constraint> found) {
    for (int code = 0; code < codes.size(); code++) {
      if (!once.get(code) && days.days(code) >= least) {
        found.add(
            new Constraint.Daily("daily " + name(code), code, days.most(code), days.days(code)));
      }
    }
  }

  private void addGaps(GapCounts gaps, List<Constraint> found) {
    for (int code = 0; code < codes.size(); code++) {
      GapCounts.Shortest gap = gaps.shortest(code, least, this::support);
      if (gap != null && named(code)) {
        found.add(new Constraint.Gap("gap " + name(code), code, gap.days(), gap.support()));
      }
    }
  }

  private List<Constraint> ends(int[] having, int[] followed) {
    List<Constraint> ends = new ArrayList<>();
    for (int code = 0; code < codes.size(); code++) {
      if (having[code] >= LEAST_ENDS && followed[code] == 0) {
        ends.add(new Constraint.End("end " + name(code), code, having[code]));
      }
    }
    return ends;
  }

  /** Codes that enough subjects have for a pair to be kept. */
  private int[] candidates(int enough) {
    return IntStream.range(0, codes.size())
        .filter(code -> codes.entry(code).subjects() >= enough && named(code))
        .toArray();
  }

  /** A group stands for codes of which nothing alike is known. */
  private boolean named(int code) {
    return !codes.entry(code).group();
  }

  private String name(int code) {
    Vocabulary.Entry entry = codes.entry(code);
    return entry.text() == null ? entry.code() : entry.code() + "=" + entry.text();
  }

  private void addNeeds(List<Constraint> found) {
    NeedCounts counts = new NeedCounts(indications);
    timelines.forEach(counts::add);
    for (int code = 0; code < codes.size(); code++) {
      int after = counts.after(code);
      int support = support(counts.before(code), after, counts.expectedBefore(code));
      if (after >= LEAST_NEEDING && support >= least && named(code)) {
        String name = name(code) + " needs " + indicationsOf(code);
        found.add(new Constraint.Needs(name, code, others(code), support));
      }
    }
  }

  private void addAgain(List<Constraint> found) {
    LapseCounts counts = new LapseCounts(indications);
    timelines.forEach(counts::add);
    for (int code = 0; code < codes.size(); code++) {
      long came = counts.came(code);
      int support = support(counts.cameLapsed(code), came, counts.expectedLapsed(code));
      boolean known = indications.by()[code].length > 0 && came >= least;
      if (known && support >= least && named(code)) {
        String name = name(code) + " again needs " + indicationsOf(code);
        found.add(new Constraint.Again(name, code, others(code), support));
      }
    }
  }

  /** The support of what may be broken now and then; 0 where that is more than now and then. */
  private int support(long broken, long kept, int expected) {
    return broken <= bound * kept ? Constraint.supportOf((int) broken, expected) : 0;
  }

  /** The same where every case was an occasion. */
  private int support(int broken, int kept) {
    return support(broken, kept, broken + kept);
  }

  private List<Integer> others(int code) {
    return Arrays.stream(indications.by()[code]).boxed().toList();
  }

  private String indicationsOf(int code) {
    return others(code).stream().map(this::name).collect(Collectors.joining(" or "));
  }

  private void addCompanions(List<Constraint> found) {
    CompanionCounts counts = new CompanionCounts(codes, candidates(LEAST_ACCOMPANIED));
    timelines.forEach(counts::add);
    counts.forEach(pair -> addCompanion(pair, found));
  }

  private void addCompanion(CompanionCounts.Pair pair, List<Constraint> found) {
    int always = support(pair.without(), pair.with());
    int onceHad = support(pair.dropped(), pair.kept());
    int again = pair.lasted() + pair.ended();
    String other = name(pair.other());
    if (always >= least) {
      String name = name(pair.code()) + " together with " + other;
      found.add(new Constraint.Together(name, pair.code(), pair.other(), always));
    } else if (pair.subjects() < LEAST_ACCOMPANIED) {
      return;
    } else if (onceHad >= least) {
      String name = name(pair.code()) + " kept with " + other;
      found.add(new Constraint.Kept(name, pair.code(), pair.other(), onceHad));
    } else if (again >= least && pair.ended() <= LASTING * bound * pair.lasted()) {
      String name = name(pair.code()) + " lasting with " + other;
      found.add(new Constraint.Lasting(name, pair.code(), pair.other(), again, pair.ended()));
    }
  }

  private void addWith(List<Constraint> found) {
    List<StaticCoding> fields = encoding.statics();
    for (int field = 0; field < fields.size(); field++) {
      StaticCoding coding = fields.get(field);
      boolean few = coding.size() - 1 <= MOST_VALUES && coding.size() > 2;
      if (few && coding.part() == StaticCoding.Part.VALUE) {
        addWith(field, coding, found);
      }
    }
  }

  private void addWith(int field, StaticCoding coding, List<Constraint> found) {
    int[] subjects = new int[coding.size()];
    int[][] having = new int[codes.size()][coding.size()];
    CodeTimes times = new CodeTimes(codes.size());
    for (EncodedTimeline t : timelines) {
      int value = t.statics()[field];
      subjects[value]++;
      times.read(t);
      for (int code : times.seen()) {
        having[code][value]++;
      }
    }
    for (int code = 0; code < codes.size(); code++) {
      int all = Arrays.stream(having[code]).sum();
      for (int value = 0; value < coding.missing(); value++) {
        double others = timelines.size() - (double) subjects[value];
        int expected = others == 0 ? 0 : (int) (all * (subjects[value] / others));
        if (having[code][value] == 0 && expected >= least && named(code)) {
          String text = text(coding, value);
          found.add(
              new Constraint.With(
                  name(code) + " with " + coding.field() + "=" + text,
                  code,
                  field,
                  value,
                  expected));
        }
      }
    }
  }

  private static String text(StaticCoding coding, int value) {
    if (coding instanceof StaticCoding.Categories categories) {
      return categories.names().get(value);
    }
    var numbers = ((StaticCoding.Quantity) coding).numbers();
    String low = number(numbers.value(value, 0));
    String high = number(numbers.value(value, Math.nextDown(1.0)));
    return low.equals(high) ? low : low + ".." + high;
  }

  private static String number(double x) {
    return x == Math.rint(x) ? "%.0f".formatted(x) : "%.6g".formatted(x);
  }
}
