package org.pan.model.constraints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.pan.model.memory.Indications;
import org.pan.model.memory.IndicationsFit;
import org.pan.sequences.DataException;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.sequences.encoding.Encoding;
import org.pan.sequences.encoding.EncodingConfig;
import org.pan.sequences.testing.PanelWorld;
import org.pan.sequences.testing.RoundsWorld;
import org.pan.sequences.testing.RuleBreaks;
import org.pan.sequences.testing.RuledWorld;
import org.pan.sequences.testing.WardWorld;

@NullMarked
class ConstraintsFitTest {

  private static final List<String> CODES =
      List.of("APPENDIX", "BIRTH", "LAB", "TRANSFER", "VISIT");
  private static final List<Timeline> RECORDS = RuledWorld.timelines(600, 3);

  private static Constraints learnt(double bound) {
    return learnt(RuledWorld.SCHEMA, RECORDS, bound);
  }

  private static Constraints learnt(Schema schema, List<Timeline> records, double bound) {
    Encoding encoding = Encoding.fit(schema, records::stream, EncodingConfig.DEFAULT);
    List<EncodedTimeline> encoded = records.stream().map(encoding::encode).toList();
    Indications indications = IndicationsFit.fit(encoded, encoding.codes().size());
    return new ConstraintsFit(encoding, encoded, indications, bound).fit();
  }

  /** The constraint whose name begins so. */
  private static Constraint named(Constraints constraints, String name) {
    return constraints.all().stream()
        .filter(c -> c.name().startsWith(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not among " + constraints.all()));
  }

  private static Timeline withEvents(Timeline t, List<Event> events) {
    return new Timeline(t.subject(), t.statics(), t.start(), t.end(), events);
  }

  private static Predicate<Timeline> having(String code) {
    return t -> t.events().stream().anyMatch(e -> e.code().equals(code));
  }

  private static int count(Predicate<Timeline> which) {
    return (int) RECORDS.stream().filter(which).count();
  }

  /** All constraints of at least this support, found by trying every one on every record. */
  private static Map<String, Integer> byDefinition(int least) {
    Map<String, Integer> found = new TreeMap<>();
    for (String code : CODES) {
      if (count(t -> RuleBreaks.breaksOnce(t, code)) == 0) {
        found.put("once " + code, count(t -> RuleBreaks.canBreakOnce(t, code)));
      }
      for (String other : CODES) {
        if (count(t -> RuleBreaks.breaksAfter(t, code, other)) == 0) {
          found.put(code + " after " + other, count(t -> RuleBreaks.canBreakAfter(t, code, other)));
        }
      }
      for (String sex : List.of("F", "M")) {
        if (count(t -> RuleBreaks.breaksWith(t, code, "sex", sex)) == 0) {
          int value = count(t -> RuleBreaks.has(t, "sex", sex));
          int having = count(having(code));
          found.put(code + " with sex=" + sex, having * value / (RECORDS.size() - value));
        }
      }
      List<Integer> daily =
          RECORDS.stream().flatMap(t -> RuleBreaks.daily(t, code).stream()).toList();
      if (count(t -> RuleBreaks.breaksOnce(t, code)) > 0) {
        found.put("daily " + code, daily.size());
      }
      List<Integer> gaps =
          RECORDS.stream().flatMap(t -> RuleBreaks.gaps(t, code).stream()).toList();
      int shortest = gaps.stream().min(Integer::compare).orElse(1);
      if (shortest > 1) {
        found.put("gap " + code, (int) gaps.stream().filter(gap -> gap < 2 * shortest).count());
      }
    }
    found.values().removeIf(support -> support < least);
    return found;
  }

  @Test
  void allThatNoRecordBreaksAndEnoughCouldAreFoundWithTheirSupport() {
    Map<String, Integer> found = new TreeMap<>();
    learnt(.03).all().forEach(c -> found.put(c.name(), c.support()));
    assertEquals(byDefinition(99), found);
    assertTrue(
        found
            .keySet()
            .containsAll(
                Set.of(
                    "once APPENDIX",
                    "once TRANSFER",
                    "APPENDIX after TRANSFER",
                    "LAB after TRANSFER",
                    "BIRTH with sex=M",
                    "gap BIRTH")),
        found.toString());
  }

  @Test
  void theShortestGapIsKept() {
    int shortest =
        RECORDS.stream()
            .flatMap(t -> RuleBreaks.gaps(t, "BIRTH").stream())
            .min(Integer::compare)
            .orElseThrow();
    assertTrue(
        learnt(.03).all().stream()
            .anyMatch(c -> c instanceof Constraint.Gap gap && gap.days() == shortest));
  }

  /**
   * Two gaps of a hundred days leave it as it is, eighty of them do not: too many, and too few to
   * be the shortest.
   */
  @Test
  void oneGapInAHundredMayBeShorter() {
    List<Integer> gaps =
        RECORDS.stream().flatMap(t -> RuleBreaks.gaps(t, "BIRTH").stream()).toList();
    int shortest = Collections.min(gaps);
    int near = 2 + (int) gaps.stream().filter(days -> days < 2 * shortest).count();
    var kept = (Constraint.Gap) named(withGapsOf100(2), "gap BIRTH");
    assertEquals(shortest, kept.days());
    assertTrue(kept.support() < near, kept.support() + " of " + near);
    double fewer = new BinomialDistribution(near, kept.bound()).cumulativeProbability(2);
    assertEquals(.05, fewer, .002);
    assertFalse(withGapsOf100(80).all().stream().anyMatch(c -> c.name().equals("gap BIRTH")));
  }

  /** Learnt with so many records that have such a gap. */
  private static Constraints withGapsOf100(int count) {
    List<Timeline> records = new ArrayList<>(RECORDS);
    long day = Resolution.DAY.micros();
    List<Event> births = List.of(Event.of(20 * day, "BIRTH"), Event.of(120 * day, "BIRTH"));
    for (int i = 0; i < count; i++) {
      records.add(withEvents(RECORDS.get(i), births));
    }
    return learnt(RuledWorld.SCHEMA, records, .03);
  }

  @Test
  void howOftenACodeComesADayIsFoundWithItsDays() {
    List<Timeline> records = RoundsWorld.timelines(100, 2);
    Map<String, Integer> most = new TreeMap<>();
    for (Constraint c : learnt(RoundsWorld.SCHEMA, records, .01).all()) {
      if (c instanceof Constraint.Daily daily) {
        most.put(daily.name(), daily.most());
      }
    }
    assertEquals(Map.of("daily DRUG", 1, "daily MEAL", 3, "daily WASH", 2), most);
  }

  /** All that comes with others, found by trying every pair on every record. */
  private static Map<String, Integer> companions(List<Timeline> records, int least) {
    List<String> codes =
        List.of(
            "ANSWER",
            "CALL",
            "DIASTOLIC",
            "GLUCOSE",
            "SYSTOLIC",
            "THERAPY",
            "VISIT",
            "WEIGHT",
            "XRAY");
    Map<String, Integer> found = new TreeMap<>();
    for (String code : codes) {
      for (String other : codes) {
        List<Boolean> together = all(records, t -> RuleBreaks.together(t, code, other));
        List<Boolean> kept = all(records, t -> RuleBreaks.kept(t, code, other));
        List<Boolean> lasting = all(records, t -> RuleBreaks.lasting(t, code, other));
        int ended = Collections.frequency(lasting, false);
        if (code.equals(other)) {
          continue;
        }
        if (!together.contains(false) && together.size() >= least) {
          found.put(code + " together with " + other, together.size());
        } else if (!kept.contains(false) && kept.size() >= least) {
          found.put(code + " kept with " + other, kept.size());
        } else if (lasting.size() >= least && ended <= .03 * (lasting.size() - ended)) {
          found.put(code + " lasting with " + other, lasting.size());
        }
      }
    }
    return found;
  }

  private static List<Boolean> all(
      List<Timeline> records, Function<Timeline, List<Boolean>> occasions) {
    return records.stream().flatMap(t -> occasions.apply(t).stream()).toList();
  }

  private static Map<String, Integer> companionsLearnt(List<Timeline> records) {
    Map<String, Integer> found = new TreeMap<>();
    learnt(PanelWorld.SCHEMA, records, .01).all().stream()
        .filter(Constraint.Companion.class::isInstance)
        .forEach(c -> found.put(c.name(), c.support()));
    return found;
  }

  @Test
  void whatComesWithOthersIsFoundWithItsSupport() {
    List<Timeline> records = PanelWorld.timelines(300, 4);
    Map<String, Integer> found = companionsLearnt(records);
    assertEquals(companions(records, 299), found);
    assertTrue(
        found
            .keySet()
            .containsAll(
                Set.of(
                    "WEIGHT together with VISIT",
                    "DIASTOLIC together with SYSTOLIC",
                    "VISIT together with XRAY",
                    "GLUCOSE kept with VISIT",
                    "XRAY kept with WEIGHT",
                    "XRAY together with GLUCOSE",
                    "THERAPY lasting with VISIT")),
        found.toString());
  }

  /** Therapy ends at one of fifty visits. */
  @Test
  void howSeldomWhatLastsEndsIsFound() {
    List<Timeline> records = PanelWorld.timelines(600, 4);
    Constraints all = learnt(PanelWorld.SCHEMA, records, .01);
    var lasting = (Constraint.Lasting) named(all, "THERAPY lasting with VISIT");
    BinomialDistribution ends = new BinomialDistribution(lasting.support(), .02);
    assertTrue(ends.cumulativeProbability(lasting.ended()) > 1e-3, lasting.toString());
    assertTrue(ends.cumulativeProbability(lasting.ended()) < 1 - 1e-3, lasting.toString());
    // At the bound, so few are seen once in twenty.
    BinomialDistribution atBound = new BinomialDistribution(lasting.support(), lasting.bound());
    assertEquals(.05, atBound.cumulativeProbability(lasting.ended()), 1e-6);
  }

  /** Of some hundreds of occasions one may be without; with a twentieth of them nothing is kept. */
  @Test
  void whatComesWithOthersMayBeMissingNowAndThen() {
    List<Timeline> records = PanelWorld.timelines(300, 4);
    for (int without : new int[] {1, 150}) {
      List<Timeline> some = new ArrayList<>(records);
      for (int s = 0; s < without; s++) {
        some.set(s, lastWithout(records.get(s), "WEIGHT"));
      }
      boolean kept = companionsLearnt(some).containsKey("WEIGHT together with VISIT");
      assertEquals(without == 1, kept, without + " without");
    }
  }

  /** What many times of a few subjects say may be those subjects' own. */
  @Test
  void whatFewSubjectsShowIsNotKept() {
    List<Timeline> few = new ArrayList<>();
    for (Timeline t : PanelWorld.timelines(300, 4)) {
      List<Event> events = new ArrayList<>();
      for (int round = 0; round < 20; round++) {
        for (Event e : t.events()) {
          long time = e.timeMicros() + round * 500L * Resolution.DAY.micros();
          events.add(Event.of(time, e.code()));
        }
      }
      few.add(
          new Timeline(
              t.subject(),
              t.statics(),
              t.start(),
              OptionalLong.of(10_000 * Resolution.DAY.micros()),
              events));
    }
    assertTrue(companionsLearnt(few.subList(0, 80)).containsKey("WEIGHT together with VISIT"));
    assertTrue(companions(few.subList(0, 25), 299).containsKey("WEIGHT together with VISIT"));
    assertTrue(companionsLearnt(few.subList(0, 25)).isEmpty());
  }

  private static Timeline lastWithout(Timeline t, String code) {
    List<Event> events = new ArrayList<>(t.events());
    for (int i = events.size() - 1; i >= 0; i--) {
      if (events.get(i).code().equals(code)) {
        events.remove(i);
        break;
      }
    }
    return withEvents(t, events);
  }

  @Test
  void aSmallerBoundAsksForMoreSupport() {
    assertEquals(299, Constraint.supportFor(.01));
    assertEquals(59, Constraint.supportFor(.05));
    assertTrue(learnt(.005).all().size() < learnt(.03).all().size());
    assertTrue(learnt(0).all().isEmpty());
  }

  /** Codes of too few subjects stand for each other: how many a day is known of all of them. */
  @Test
  void howOftenRareCodesComeADayIsFoundForTheirGroup() {
    List<Timeline> records = new ArrayList<>();
    for (Timeline t : RoundsWorld.timelines(100, 2)) {
      List<Event> events =
          t.events().stream()
              .map(e -> e.code().equals("WASH") ? washed(e, t.subject()) : e)
              .toList();
      records.add(withEvents(t, events));
    }
    Constraints all = learnt(RoundsWorld.SCHEMA, records, .01);
    assertEquals(2, ((Constraint.Daily) named(all, "daily WASH//")).most());
  }

  private static Event washed(Event e, String subject) {
    return Event.of(e.timeMicros(), "WASH//" + subject);
  }

  private static Map<String, Integer> supports(
      List<Timeline> records, Class<? extends Constraint> kind) {
    Map<String, Integer> supports = new TreeMap<>();
    learnt(WardWorld.SCHEMA, records, .01).all().stream()
        .filter(kind::isInstance)
        .forEach(c -> supports.put(c.name(), c.support()));
    return supports;
  }

  @Test
  void whatCodesNeedIsFoundWithItsSupport() {
    List<Timeline> records = WardWorld.timelines(400, 5);
    assertEquals(
        Map.of(
            "CARE needs ADMISSION",
            (int) RuleBreaks.canBreakNeeds(records, "CARE", Set.of("ADMISSION")),
            "DISCHARGE needs ADMISSION",
            (int) RuleBreaks.canBreakNeeds(records, "DISCHARGE", Set.of("ADMISSION")),
            "DRUG needs DISEASE",
            (int) RuleBreaks.canBreakNeeds(records, "DRUG", Set.of("DISEASE"))),
        supports(records, Constraint.Needs.class));
  }

  @Test
  void whatLapsesIsFoundWithItsSupport() {
    List<Timeline> records = WardWorld.timelines(400, 5);
    assertEquals(
        Map.of(
            "CARE again needs ADMISSION",
            (int) RuleBreaks.canBreakAgain(records, "CARE", Set.of("ADMISSION")),
            "DISCHARGE again needs ADMISSION",
            (int) RuleBreaks.canBreakAgain(records, "DISCHARGE", Set.of("ADMISSION"))),
        supports(records, Constraint.Again.class));
  }

  /** One of the subjects with a drug may have it without the disease; of two hundred, three not. */
  @Test
  void whatACodeNeedsMayBeMissingOnceInAHundredTimes() {
    List<Timeline> records = WardWorld.timelines(400, 5);
    long with = records.stream().filter(having("DRUG")).count();
    assertTrue(with > 150 && with < 210, with + " have the drug");
    for (int without : new int[] {1, 3}) {
      List<Timeline> some =
          Stream.concat(
                  records.stream(), IntStream.range(0, without).mapToObj(s -> drugAlone("d" + s)))
              .toList();
      Set<String> found = supports(some, Constraint.Needs.class).keySet();
      boolean kept = found.stream().anyMatch(name -> name.startsWith("DRUG needs DISEASE"));
      assertEquals(without == 1, kept, without + " without: " + found);
    }
  }

  /** Of some three hundred who had their appendix out two may have had it twice, forty not. */
  @Test
  void whatComesOnceMayComeAgainInAFew() {
    List<Timeline> with = RECORDS.stream().filter(having("APPENDIX")).toList();
    assertTrue(with.size() > 200 && with.size() < 400, with.size() + " have it");
    for (int twice : new int[] {2, 40}) {
      Set<Timeline> some = Set.copyOf(with.subList(0, twice));
      List<Timeline> records =
          RECORDS.stream().map(t -> some.contains(t) ? withAnother(t, "APPENDIX") : t).toList();
      boolean kept =
          learnt(RuledWorld.SCHEMA, records, .03).all().stream()
              .anyMatch(c -> c.name().equals("once APPENDIX"));
      assertEquals(twice == 2, kept, twice + " have it twice");
    }
  }

  private static Timeline withAnother(Timeline t, String code) {
    List<Event> events = new ArrayList<>(t.events());
    events.add(Event.of(t.end().getAsLong(), code));
    return withEvents(t, events);
  }

  private static Timeline drugAlone(String subject) {
    Timeline first = WardWorld.timelines(1, 1).get(0);
    List<Event> events = List.of(Event.of(5 * Resolution.DAY.micros(), "DRUG"));
    return new Timeline(subject, first.statics(), first.start(), first.end(), events);
  }

  /** At the bound of a support with cases, no more than these are seen once in twenty. */
  @Test
  void theBoundWithCasesIsThatOfTheBinomial() {
    for (int cases : new int[] {0, 2, 9}) {
      int support = Constraint.supportOf(cases, 8_000);
      double bound = new Constraint.Needs("", 0, List.of(1), support).bound();
      assertEquals(.05, new BinomialDistribution(8_000, bound).cumulativeProbability(cases), 1e-3);
    }
    assertEquals(8_000, Constraint.supportOf(0, 8_000));
    assertEquals(0, Constraint.supportOf(8, 8));
  }

  /** A code that ends every record it is in, and says so once, whatever the bound. */
  @Test
  void whatEndsRecordsIsFound() {
    List<Timeline> ended = RuledWorld.ended(RECORDS);
    int having = (int) ended.stream().filter(having("TRANSFER")).count();
    for (double bound : new double[] {0, .03}) {
      List<Constraint> all = learnt(RuledWorld.SCHEMA, ended, bound).all();
      assertEquals(
          List.of(new Constraint.End("end TRANSFER", 3, having)),
          all.stream().filter(Constraint.End.class::isInstance).toList());
      assertTrue(all.stream().noneMatch(c -> c.name().endsWith("after TRANSFER")));
    }
    assertTrue(learnt(.03).ends().isEmpty());
  }

  /** Of those with a TRANSFER a third each have none, one and two reports after it. */
  @Test
  void whatAloneComesAfterACodeIsFound() {
    List<Timeline> reported = RuledWorld.reported(RECORDS);
    List<Timeline> with = reported.stream().filter(having("TRANSFER")).toList();
    int after = with.stream().mapToInt(t -> RuleBreaks.sequels(t, "TRANSFER").size()).sum();
    Constraints all = learnt(RuledWorld.SCHEMA, reported, .01);
    var only = (Constraint.Only) named(all, "only after TRANSFER");
    assertEquals(1, only.others().size());
    assertEquals(2, only.most());
    assertEquals(with.size() + after, only.support());
    assertTrue(learnt(.01).all().stream().noneMatch(Constraint.Only.class::isInstance));
  }

  /** At the bound, nothing is seen in as many occasions once in twenty. */
  @Test
  void theBoundIsThatOfNoCaseInTheBinomial() {
    for (int support : new int[] {30, 299, 5000}) {
      double bound = new Constraint.Once("", 0, support).bound();
      assertEquals(.05, new BinomialDistribution(support, bound).probability(0), 1e-9);
      assertEquals(3.0 / support, bound, .06 * bound);
    }
  }

  @Test
  void aConstraintOrAllOfAKindCanBeLeftOut() {
    Constraints all = learnt(.03);
    Constraints some = all.without(Set.of("gap BIRTH", "after"));
    assertFalse(some.all().stream().anyMatch(c -> c.name().equals("gap BIRTH")));
    assertFalse(some.all().stream().anyMatch(Constraint.After.class::isInstance));
    assertTrue(some.all().stream().anyMatch(c -> c.name().equals("once APPENDIX")));
    DataException e = assertThrows(DataException.class, () -> all.without(Set.of("gap BIRTHS")));
    assertEquals(
        "The model has no constraint \"gap BIRTHS\": pan inspect lists those it has; end, once,"
            + " after, only, needs, again, with, daily, gap, together, kept, lasting stand for all"
            + " of a kind.",
        e.getMessage());
  }
}
