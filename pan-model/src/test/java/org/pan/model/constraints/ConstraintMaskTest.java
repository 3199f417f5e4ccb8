package org.pan.model.constraints;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.model.Replay;
import org.pan.model.Rows;
import org.pan.model.Rules;
import org.pan.model.heads.Choice;
import org.pan.model.heads.CodeHead;
import org.pan.model.memory.Memory;
import org.pan.model.testing.Likelihoods;
import org.pan.model.testing.RandomPan;
import org.pan.sequences.Event;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.sequences.testing.PanelWorld;
import org.pan.sequences.testing.RoundsWorld;
import org.pan.sequences.testing.RuleBreaks;
import org.pan.sequences.testing.RuledWorld;
import org.pan.sequences.testing.WardWorld;

/** What the masks forbid, and what they leave as it is. */
@NullMarked
class ConstraintMaskTest {

  private static final long DAY = 86_400_000_000L;

  /** Of the panel world. */
  private static final int CODES = 9;

  private static final int NOTHING = -1;
  private static final List<Timeline> RECORDS = RuledWorld.timelines(600, 3);
  private static final List<Timeline> WARD = WardWorld.timelines(400, 5);
  private static final List<Timeline> ROUNDS = RoundsWorld.timelines(150, 2);
  private static Pan pan;
  private static Pan ward;
  private static Pan rounds;

  @BeforeAll
  static void make() {
    pan = RandomPan.of(RuledWorld.SCHEMA, RECORDS, ModelConfig.TINY.withConstraintBound(.03), 5);
    ward = RandomPan.of(WardWorld.SCHEMA, WARD, ModelConfig.TINY, 5);
    rounds = RandomPan.of(RoundsWorld.SCHEMA, ROUNDS, ModelConfig.TINY, 5);
  }

  @AfterAll
  static void close() {
    pan.close();
    ward.close();
    rounds.close();
  }

  private static ConstraintState state() {
    return state(pan);
  }

  private static ConstraintState state(Pan pan) {
    return new ConstraintState(
        new ConstraintMasks(pan.spec().constraints(), pan.encoding().codes().size()));
  }

  /** Whether a record with one more event breaks one of the constraints where it did not before. */
  private static boolean breaks(Pan pan, Timeline record, Event next) {
    List<Event> events = new ArrayList<>(record.events());
    events.add(next);
    Timeline more =
        new Timeline(record.subject(), record.statics(), record.start(), record.end(), events);
    String code = next.code();
    for (Constraint c : pan.spec().constraints().all()) {
      if (!(c instanceof Constraint.Only) && c.code() != pan.encoding().codes().id(code, null)) {
        continue;
      }
      boolean broken;
      if (c instanceof Constraint.Once) {
        broken = RuleBreaks.breaksOnce(more, code);
      } else if (c instanceof Constraint.After pair) {
        String other = pan.encoding().codes().entry(pair.other()).code();
        broken = RuleBreaks.breaksAfter(more, code, other);
      } else if (c instanceof Constraint.Only only) {
        broken = breaksOnly(pan, more, only);
      } else if (c instanceof Constraint.Needs needs) {
        broken = RuleBreaks.breaksNeeds(more, code, names(pan, needs.others()));
      } else if (c instanceof Constraint.Again again) {
        broken = RuleBreaks.breaksAgain(more, code, names(pan, again.others()));
      } else if (c instanceof Constraint.Daily daily) {
        broken = RuleBreaks.daily(more, code).stream().anyMatch(times -> times > daily.most());
      } else if (c instanceof Constraint.Gap gap) {
        broken = RuleBreaks.gaps(more, code).stream().anyMatch(days -> days < gap.days());
      } else {
        broken = RuleBreaks.breaksWith(more, code, "sex", c.name().endsWith("M") ? "M" : "F");
      }
      if (broken) {
        return true;
      }
    }
    return false;
  }

  /** Held against the same rows with nothing closed. */
  @Test
  void inTheLikelihoodWhatWouldBreakAConstraintWeighsTheBound() {
    CodeHead head = Objects.requireNonNull(ward.code());
    int codes = ward.encoding().codes().size();
    int closed = 0;
    for (Timeline record : WARD.subList(0, 30)) {
      EncodedTimeline encoded = ward.encoding().encode(record);
      Rows rows = new Rows(head.floatWidth(), head.intWidth(), 64);
      new Replay(ward).rows(encoded, head, rows, null);
      assertEquals(encoded.size(), rows.size());
      Memory memory = ward.memory();
      memory.begin(ward.inputs().of(encoded));
      for (int i = 1; i < encoded.size(); i++) {
        memory.observe(encoded.time()[i - 1], encoded.code()[i - 1], encoded.number()[i - 1]);
        Timeline past =
            new Timeline(
                "", record.statics(), record.start(), record.end(), decoded(ward, encoded, i));
        Rows each = new Rows(head.floatWidth(), head.intWidth(), codes);
        for (int code = 0; code < codes; code++) {
          each.addFrom(rows, i);
          head.target(code, each, code);
        }
        double[] p = Likelihoods.probabilities(ward, head, each);
        for (int code = 0; code < codes; code++) {
          head.close(new int[ward.spec().rules().words()], each, code);
        }
        double[] free = Likelihoods.probabilities(ward, head, each);
        double scale = p[encoded.code()[i]] / free[encoded.code()[i]];
        for (int code = 0; code < codes; code++) {
          if (!ward.spec().rules().open(memory, code, encoded.time()[i])) {
            continue;
          }
          String name = ward.encoding().codes().entry(code).code();
          boolean broken = breaks(ward, past, Event.of(encoded.time()[i], name));
          double weight = broken ? ward.spec().config().constraintBound() : 1;
          assertEquals(weight, p[code] / free[code] / scale, 1e-3 * weight, name);
          closed += broken ? 1 : 0;
        }
      }
    }
    assertTrue(closed > 500, closed + " were closed");
  }

  /** A past that breaks it, or a forced event, opens nothing. */
  @Test
  void afterMoreEventsThanEverCameNoneComes() {
    List<Timeline> records = RuledWorld.reported(RECORDS);
    try (Pan closed = RandomPan.of(RuledWorld.SCHEMA, records, ModelConfig.TINY, 5)) {
      ConstraintState state = state(closed);
      state.begin(closed.encoding().encode(records.get(0)).statics());
      int report = closed.encoding().codes().id("REPORT", null);
      state.observe(0, closed.encoding().codes().id("TRANSFER", null));
      for (int day = 1; day <= 4; day++) {
        assertEquals(day > 2, Rules.forbidden(state.forbidden(day * DAY), 0, report), "day " + day);
        state.observe(day * DAY, report);
      }
    }
  }

  private static boolean breaksOnly(Pan pan, Timeline t, Constraint.Only only) {
    String code = pan.encoding().codes().entry(only.code()).code();
    List<String> sequels = RuleBreaks.sequels(t, code);
    return sequels.size() > only.most() || !names(pan, only.others()).containsAll(sequels);
  }

  private static Set<String> names(Pan pan, List<Integer> codes) {
    return codes.stream().map(c -> pan.encoding().codes().entry(c).code()).collect(toSet());
  }

  @Test
  void aCodeIsForbiddenWhereItWouldBreakAConstraintAndNowhereElse() {
    assertForbiddenWhereBroken(pan, RECORDS);
  }

  @Test
  void aCodeIsForbiddenWhileItWaitsForAnother() {
    List<Constraint> all = ward.spec().constraints().all();
    assertTrue(all.stream().anyMatch(Constraint.Needs.class::isInstance), all.toString());
    assertTrue(all.stream().anyMatch(Constraint.Again.class::isInstance), all.toString());
    assertForbiddenWhereBroken(ward, WARD);
  }

  @Test
  void aCodeIsForbiddenForTheRestOfTheDayOnceItHasComeAsOftenAsItDoes() {
    assertTrue(
        rounds.spec().constraints().all().stream().anyMatch(Constraint.Daily.class::isInstance));
    assertForbiddenWhereBroken(rounds, ROUNDS);
  }

  @Test
  void afterACodeThatClosesRecordsOnlyAFewOthersCome() {
    List<Timeline> records = RuledWorld.reported(RECORDS);
    try (Pan closed = RandomPan.of(RuledWorld.SCHEMA, records, ModelConfig.TINY, 5)) {
      assertTrue(
          closed.spec().constraints().all().stream().anyMatch(Constraint.Only.class::isInstance));
      assertForbiddenWhereBroken(closed, records);
    }
  }

  private static void assertForbiddenWhereBroken(Pan pan, List<Timeline> records) {
    SplittableRandom random = new SplittableRandom(8);
    ConstraintState state = state(pan);
    int forbidden = 0;
    for (Timeline record : records.subList(0, 150)) {
      EncodedTimeline encoded = pan.encoding().encode(record);
      state.begin(encoded.statics());
      for (int i = 0; i < encoded.size(); i++) {
        state.observe(encoded.time()[i], encoded.code()[i]);
        Timeline past =
            new Timeline(
                "", record.statics(), record.start(), record.end(), decoded(pan, encoded, i + 1));
        long days = (long) random.nextInt(3) * random.nextInt(200);
        long moment = encoded.time()[i] + days * DAY + random.nextInt(2) * DAY / 24;
        int[] bits = state.forbidden(moment);
        for (int code = 0; code < pan.encoding().codes().size(); code++) {
          String name = pan.encoding().codes().entry(code).code();
          boolean expected = breaks(pan, past, Event.of(moment, name));
          assertEquals(expected, Rules.forbidden(bits, 0, code), name);
          forbidden += expected ? 1 : 0;
        }
      }
    }
    assertTrue(forbidden > 1000, forbidden + " were forbidden");
  }

  private static List<Event> decoded(Pan pan, EncodedTimeline encoded, int events) {
    return pan.encoding().decode(encoded, "").events().subList(0, events);
  }

  /**
   * The codes of a time come in canonical order. Where one is drawn, or none, comes the first of
   * the fewest that make the time whole with it; what nothing makes whole does not come.
   */
  @Test
  void aTimeIsMadeWholeByAsFewCodesAsCanBe() {
    List<Timeline> records = PanelWorld.timelines(300, 4);
    try (Pan panels = RandomPan.of(PanelWorld.SCHEMA, records, ModelConfig.TINY, 5)) {
      List<Constraint.Companion> pairs =
          panels.spec().constraints().all().stream()
              .filter(Constraint.Companion.class::isInstance)
              .filter(c -> !(c instanceof Constraint.Lasting))
              .map(Constraint.Companion.class::cast)
              .toList();
      assertTrue(pairs.size() > 15, pairs.toString());
      ConstraintState state =
          new ConstraintState(new ConstraintMasks(new Constraints(List.copyOf(pairs)), CODES));
      SplittableRandom random = new SplittableRandom(3);
      int[] seen = new int[3];
      for (int subject = 0; subject < 400; subject++) {
        state.begin(new int[panels.encoding().statics().size()]);
        List<Integer> had = new ArrayList<>();
        for (int time = 0; time < 6; time++) {
          had.add(visit(state, pairs, had, time * DAY, random, seen));
        }
      }
      assertTrue(seen[0] > 200 && seen[1] > 200 && seen[2] > 200, Arrays.toString(seen));
    }
  }

  /**
   * Where the network would end it at once, what lasts comes until it is released, which happens at
   * each time with its rate: times until then are geometric.
   */
  @Test
  void whatLastsEndsAsOftenAsSeenWhereTheNetworkEndsItAtOnce() {
    Constraint.Lasting lasting = new Constraint.Lasting("", 1, 0, 1000, 50);
    ConstraintState state =
        new ConstraintState(new ConstraintMasks(new Constraints(List.of(lasting)), 2));
    SplittableRandom random = new SplittableRandom(5);
    double times = 0;
    int runs = 4000;
    for (int run = 0; run < runs; run++) {
      state.begin(new int[0]);
      state.observe(0, 0);
      state.observe(0, 1);
      for (long time = 1; ; time++) {
        times++;
        double uniform = random.nextDouble();
        assertEquals(0, state.first(time, 0, CodeHead.LEAVE, new int[1], 0, uniform));
        state.observe(time, 0);
        int next = state.first(time, CodeHead.LEAVE, CodeHead.LEAVE, new int[1], 0, .5);
        assertEquals(uniform < lasting.rate() ? CodeHead.LEAVE : 1, next);
        if (next == CodeHead.LEAVE) {
          break;
        }
        state.observe(time, 1);
      }
      // Now that it has ended, the network alone says when it begins again.
      assertEquals(0, state.first(1_000_000, 0, CodeHead.LEAVE, new int[1], 0, .999));
      state.observe(1_000_000, 0);
      assertEquals(
          CodeHead.LEAVE,
          state.first(1_000_000, CodeHead.LEAVE, CodeHead.LEAVE, new int[1], 0, .5));
    }
    double mean = 1 / lasting.rate();
    assertEquals(mean, times / runs, 4 * mean / Math.sqrt(runs));
  }

  /** Draws the codes of a time, each set of them a number with a bit a code. */
  private static int visit(
      ConstraintState state,
      List<Constraint.Companion> pairs,
      List<Integer> had,
      long time,
      SplittableRandom random,
      int[] seen) {
    int here = 0;
    int last = NOTHING;
    while (true) {
      int[] bits = {(1 << Math.max(0, last)) - 1};
      boolean leaves = last == CODES - 1 || (here != 0 && random.nextInt(3) == 0);
      int drawn = leaves ? CodeHead.LEAVE : random.nextInt(Math.max(0, last), CODES);
      int comes = state.first(time, drawn, CodeHead.LEAVE, bits, 0, .5);
      if (drawn == last) {
        assertEquals(drawn, comes);
        continue;
      }
      int more = fewest(pairs, had, here, last, drawn);
      seen[0] += drawn >= 0 && more == NOTHING ? 1 : 0;
      more = more == NOTHING ? fewest(pairs, had, here, last, CodeHead.LEAVE) : more;
      assertEquals(more == 0 ? CodeHead.LEAVE : Integer.numberOfTrailingZeros(more), comes);
      seen[1] += drawn >= 0 && comes >= 0 && comes != drawn ? 1 : 0;
      seen[2] += drawn < 0 && comes >= 0 ? 1 : 0;
      if (comes < 0) {
        return here;
      }
      last = comes;
      here |= 1 << comes;
      state.observe(time, comes);
    }
  }

  /** The fewest codes after the last that make the time whole, with a code if one is given. */
  private static int fewest(
      List<Constraint.Companion> pairs, List<Integer> had, int here, int last, int code) {
    int fewest = NOTHING;
    for (int above = 0; above < 1 << (CODES - last - 1); above++) {
      int more = above << (last + 1);
      boolean has = code < 0 || (more >> code & 1) == 1;
      boolean fewer = fewest == NOTHING || Integer.bitCount(more) < Integer.bitCount(fewest);
      if (has && fewer && isWhole(pairs, had, here | more)) {
        fewest = more;
      }
    }
    return fewest;
  }

  private static boolean isWhole(List<Constraint.Companion> pairs, List<Integer> had, int here) {
    return pairs.stream()
        .allMatch(
            c ->
                (here >> c.other() & 1) == 0
                    || (here >> c.code() & 1) == 1
                    || (c instanceof Constraint.Kept && had.stream().noneMatch(t -> both(c, t))));
  }

  private static boolean both(Constraint.Companion c, int codes) {
    return (codes >> c.code() & codes >> c.other() & 1) == 1;
  }

  /** The probability of each code, from draws at evenly spaced numbers. */
  private static double[] drawn(CodeHead head, float[] outputs, Rows rows) {
    int draws = 200_000;
    Choice choice = new Choice(64);
    double[] p = new double[pan.encoding().codes().size()];
    float[] weights = new float[p.length + 1];
    for (int n = 0; n < draws; n++) {
      int code =
          head.draw(
              outputs, rows, 0, choice, weights, null, CodeHead.Sharpness.LEARNT, (n + .5) / draws);
      p[code] += 1.0 / draws;
    }
    return p;
  }

  @Test
  void codesThatAreNotForbiddenKeepTheRatiosOfTheirProbabilities() {
    CodeHead head = Objects.requireNonNull(pan.code());
    int masked = 0;
    for (Timeline record : RECORDS.subList(0, 40)) {
      EncodedTimeline encoded = pan.encoding().encode(record);
      Memory memory = pan.memory();
      memory.begin(pan.inputs().of(encoded));
      ConstraintState state = state();
      state.begin(encoded.statics());
      for (int i = 0; i < Math.min(6, encoded.size()); i++) {
        memory.observe(encoded.time()[i], encoded.code()[i], encoded.number()[i]);
        state.observe(encoded.time()[i], encoded.code()[i]);
      }
      long moment = memory.now() + 5 * DAY;
      Rows rows = new Rows(head.floatWidth(), head.intWidth(), 1);
      head.write(memory, moment, rows, rows.add());
      float[] outputs = Likelihoods.outputs(pan, head, rows);
      double[] free = drawn(head, outputs, rows);
      int[] bits = state.forbidden(moment);
      head.forbid(bits, rows, 0);
      double[] kept = drawn(head, outputs, rows);
      double mass = 0;
      for (int code = 0; code < free.length; code++) {
        mass += Rules.forbidden(bits, 0, code) ? 0 : free[code];
      }
      for (int code = 0; code < free.length; code++) {
        boolean out = Rules.forbidden(bits, 0, code);
        assertEquals(out ? 0 : free[code] / mass, kept[code], 1e-5 / mass);
      }
      masked += mass < .999 ? 1 : 0;
    }
    assertTrue(masked > 10, masked + " of 40 lost mass to the mask");
  }

  @Test
  void constraintsComeBackFromAFolderAndOneWithoutThemStillLoads(@TempDir Path folder)
      throws IOException {
    Path model = folder.resolve("model");
    pan.save(model);
    try (Pan again = Pan.load(model)) {
      assertEquals(pan.spec().constraints(), again.spec().constraints());
    }
    Path config = model.resolve("config.json");
    var mapper = new com.fasterxml.jackson.databind.ObjectMapper();
    var json = (com.fasterxml.jackson.databind.node.ObjectNode) mapper.readTree(config.toFile());
    json.remove("constraints");
    ((com.fasterxml.jackson.databind.node.ObjectNode) json.get("config")).remove("constraintBound");
    Files.writeString(config, mapper.writeValueAsString(json));
    try (Pan old = Pan.load(model)) {
      assertEquals(Constraints.NONE, old.spec().constraints());
    }
  }
}
