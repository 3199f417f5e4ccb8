package org.pan.sampling.known;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pan.sampling.known.Alike.assertAlike;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pan.sampling.Acceptance;
import org.pan.sampling.Condition;
import org.pan.sampling.History;
import org.pan.sampling.Sampler;
import org.pan.sampling.SamplingConfig;
import org.pan.sampling.known.KnownProcess.Variant;
import org.pan.sequences.DataException;
import org.pan.sequences.Event;
import org.pan.sequences.StaticValue;
import org.pan.sequences.Timeline;

class HistoryTest {

  private static final Condition WOMEN = Condition.where("sex", "F");

  /** About one woman in ten. */
  private static final History WANTED =
      History.ANY.everBefore("FRACTURE", "2015-08-01").neverBefore("ASTHMA", "2016-01-01");

  private static final int PATIENTS = 400;

  @RegisterExtension static final TinyModel MODEL = new TinyModel(Variant.OPEN);

  private static Sampler sampler(long seed, int slots) {
    return Sampler.of(MODEL.pan(), SamplingConfig.DEFAULT.withSeed(seed).withSlots(slots));
  }

  private static List<Timeline> conditioned(int slots) {
    Sampler sampler = sampler(1, slots).wanting(WANTED);
    try (Stream<Timeline> drawn = sampler.sample(PATIENTS, WOMEN)) {
      return drawn.toList();
    }
  }

  /** The definition, written anew. */
  private static boolean meets(Timeline timeline) {
    boolean fracture = false;
    boolean asthma = false;
    for (Event event : timeline.events()) {
      LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(event.timeMicros(), 86_400_000_000L));
      fracture |= event.code().equals("FRACTURE") && day.isBefore(LocalDate.parse("2015-08-01"));
      asthma |= event.code().equals("ASTHMA") && day.isBefore(LocalDate.parse("2016-01-01"));
    }
    return fracture && !asthma;
  }

  @Test
  void everyPatientHasTheWantedHistory() {
    List<Timeline> drawn = conditioned(1024);
    assertEquals(PATIENTS, drawn.size());
    for (Timeline timeline : drawn) {
      assertTrue(meets(timeline));
      assertEquals(new StaticValue.Category("F"), timeline.statics().get("sex"));
    }
  }

  /**
   * The model's own conditional is what is left of its draws when those that fail it are dropped.
   */
  @Test
  void theyAreDistributedAsThoseAmongAllDrawnWhoHaveIt() {
    Sampler sampler = sampler(1, 1024).wanting(WANTED);
    List<Timeline> wanted;
    try (Stream<Timeline> drawn = sampler.sample(PATIENTS, WOMEN)) {
      wanted = drawn.toList();
    }
    List<Timeline> filtered;
    try (Stream<Timeline> drawn = sampler(2, 1024).sample(4_000, WOMEN)) {
      filtered = drawn.filter(HistoryTest::meets).toList();
    }
    Acceptance acceptance = sampler.acceptance();
    double share = filtered.size() / 4_000.0;
    double error = Math.sqrt(share * (1 - share) * (1 / 4_000.0 + 1.0 / acceptance.drawn()));
    assertEquals(share, acceptance.rate(), 4 * error);
    assertEquals(PATIENTS, acceptance.accepted());
    assertAlike("events", t -> t.events().size(), wanted, filtered);
    assertAlike("length", t -> t.end().orElseThrow() - t.start().orElseThrow(), wanted, filtered);
    assertAlike("start", t -> t.start().orElseThrow(), wanted, filtered);
    for (String code : List.of("FRACTURE", "ASTHMA", "CHECKUP", "VACCINATION")) {
      assertAlike(code, t -> count(t, code), wanted, filtered);
    }
    assertAlike("group", t -> group(t, "child") + 2 * group(t, "elder"), wanted, filtered);
  }

  private static double count(Timeline timeline, String code) {
    return timeline.events().stream().filter(e -> e.code().equals(code)).count();
  }

  private static int group(Timeline timeline, String name) {
    return new StaticValue.Category(name).equals(timeline.statics().get("group")) ? 1 : 0;
  }

  @Test
  void theyDoNotDependOnThoseDrawnBesideThem() {
    assertEquals(conditioned(1024), conditioned(37));
  }

  @Test
  void withoutAWishTheDrawsAreTheSameAsEver() {
    try (Stream<Timeline> plain = sampler(1, 64).sample(50);
        Stream<Timeline> anything = sampler(1, 64).wanting(History.ANY).sample(50)) {
      assertEquals(plain.toList(), anything.toList());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FRACTURES | There is no code FRACTURES in the training data; the nearest are FRACTURE,",
        "FRACTURE before soon | \"soon\" is no day: expected a date such as 2019-03-01.",
        "CHECKUP before 1990-01-01 | the model gives it hardly any chance"
      })
  void whatCannotBeIsSaid(String clause, String said) {
    String[] parts = clause.split(" before ");
    History history =
        parts.length == 1 ? History.ANY.ever(parts[0]) : History.ANY.everBefore(parts[0], parts[1]);
    DataException e =
        assertThrows(
            DataException.class,
            () -> {
              try (Stream<Timeline> drawn = sampler(1, 512).wanting(history).sample(5)) {
                assertEquals(5, drawn.count());
              }
            });
    assertTrue(String.valueOf(e.getMessage()).contains(said), e.getMessage());
  }

  @Test
  void aContradictionIsSaid() {
    History history = History.ANY.ever("FRACTURE").never("FRACTURE");
    DataException e =
        assertThrows(DataException.class, () -> sampler(1, 8).wanting(history).sample(1));
    assertEquals(
        "The wanted history contradicts itself: ever FRACTURE and never FRACTURE.", e.getMessage());
  }

  @Test
  void clausesAreKept() {
    assertEquals(
        "[ever A before 5, never B]",
        Arrays.toString(History.ANY.everBefore("A", "5").never("B").clauses().toArray()));
  }
}
