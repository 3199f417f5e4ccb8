package org.pan.sampling.known;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pan.sampling.known.Alike.assertAlike;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.sampling.Continuation;
import org.pan.sampling.History;
import org.pan.sampling.Sampler;
import org.pan.sampling.SamplingConfig;
import org.pan.sampling.known.KnownProcess.Variant;
import org.pan.sequences.DataException;
import org.pan.sequences.Timeline;

/** A model that learnt first whether a code ever comes, against its own unconditional draws. */
class IndicatorTest {

  private static final String CODE = "FRACTURE";
  private static final int PATIENTS = 400;
  private static final int ALL = 3_000;

  @RegisterExtension
  static final TinyModel MODEL =
      new TinyModel(Variant.OPEN, ModelConfig.TINY.withConditionOn(List.of(CODE)));

  private static Sampler sampler(long seed) {
    return Sampler.of(MODEL.pan(), SamplingConfig.DEFAULT.withSeed(seed));
  }

  private static boolean has(Timeline timeline) {
    return timeline.events().stream().anyMatch(e -> e.code().equals(CODE));
  }

  private static List<Timeline> filtered(Predicate<Timeline> which) {
    try (Stream<Timeline> drawn = sampler(2).sample(ALL)) {
      return drawn.filter(which).toList();
    }
  }

  @Test
  void whoHasTheCodeIsDrawnWithLessRejectionAndDistributedAsAmongAll() {
    Sampler sampler = sampler(1).wanting(History.ANY.ever(CODE));
    List<Timeline> wanted;
    try (Stream<Timeline> drawn = sampler.sample(PATIENTS)) {
      wanted = drawn.toList();
    }
    assertTrue(wanted.stream().allMatch(IndicatorTest::has));
    List<Timeline> filtered = filtered(IndicatorTest::has);
    double share = filtered.size() / (double) ALL;
    double rate = sampler.acceptance().rate();
    assertTrue(rate > share + .1, rate + " accepted, by rejection " + share);
    assertAlike("events", t -> t.events().size(), wanted, filtered);
    assertAlike("length", t -> t.end().orElseThrow() - t.start().orElseThrow(), wanted, filtered);
    assertAlike("start", t -> t.start().orElseThrow(), wanted, filtered);
    for (String code : List.of(CODE, "ASTHMA", "CHECKUP", "VACCINATION")) {
      assertAlike(code, t -> count(t, code), wanted, filtered);
    }
    assertAlike("group", t -> String.valueOf(t.statics().get("group")).length(), wanted, filtered);
  }

  @Test
  void whoNeverHasItIsDistributedAsAmongAllToo() {
    Sampler sampler = sampler(1).wanting(History.ANY.never(CODE));
    try (Stream<Timeline> drawn = sampler.sample(PATIENTS)) {
      List<Timeline> wanted = drawn.toList();
      List<Timeline> filtered = filtered(t -> !has(t));
      assertAlike("events", t -> t.events().size(), wanted, filtered);
      assertAlike("ASTHMA", t -> count(t, "ASTHMA"), wanted, filtered);
    }
  }

  @Test
  void itIsNoStaticFieldOfThoseDrawn() {
    try (Stream<Timeline> drawn = sampler(1).sample(20)) {
      assertTrue(drawn.allMatch(t -> t.statics().keySet().equals(Set.of("sex", "group"))));
    }
  }

  @Test
  void aPastThatHasTheCodeGoesOn() {
    List<Timeline> records = filtered(IndicatorTest::has).subList(0, 20);
    try (Stream<Timeline> drawn = sampler(3).futures(records.iterator(), Continuation.DEFAULT)) {
      assertEquals(20, drawn.filter(IndicatorTest::has).count());
    }
  }

  @Test
  void itIsSavedWithTheModel(@TempDir Path folder) {
    MODEL.pan().save(folder.resolve("model"));
    try (Pan again = Pan.load(folder.resolve("model"));
        Stream<Timeline> a = sampler(1).wanting(History.ANY.ever(CODE)).sample(5);
        Stream<Timeline> b =
            Sampler.of(again, SamplingConfig.DEFAULT.withSeed(1))
                .wanting(History.ANY.ever(CODE))
                .sample(5)) {
      assertEquals(a.toList(), b.toList());
    }
  }

  @Test
  void aCodeThatIsNotThereCannotBeConditionedOn() {
    ModelConfig wrong = ModelConfig.TINY.withConditionOn(List.of("FRACTURES"));
    DataException e = assertThrows(DataException.class, () -> TinyModel.of(Variant.OPEN, wrong));
    assertTrue(String.valueOf(e.getMessage()).startsWith("There is no code FRACTURES"));
  }

  private static double count(Timeline timeline, String code) {
    return timeline.events().stream().filter(e -> e.code().equals(code)).count();
  }
}
