package org.pan.sampling.known;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pan.sampling.Intervention;
import org.pan.sampling.Intervention.Forbid;
import org.pan.sampling.Intervention.Force;
import org.pan.sampling.Sampler;
import org.pan.sampling.SamplingConfig;
import org.pan.sampling.known.KnownProcess.Variant;
import org.pan.sequences.DataException;
import org.pan.sequences.Event;
import org.pan.sequences.Timeline;

class InterventionTest {

  /** All are under observation then. */
  private static final LocalDate DAY = LocalDate.parse("2016-02-29");

  @RegisterExtension static final TinyModel MODEL = new TinyModel(Variant.OPEN);

  private static Sampler sampler() {
    return Sampler.of(MODEL.pan(), SamplingConfig.DEFAULT.withSeed(4));
  }

  private static List<Timeline> draw(Sampler sampler, int patients) {
    try (Stream<Timeline> drawn = sampler.sample(patients)) {
      return drawn.toList();
    }
  }

  private static LocalDate day(Event event) {
    return LocalDate.ofEpochDay(Math.floorDiv(event.timeMicros(), 86_400_000_000L));
  }

  private static List<Event> before(Timeline timeline) {
    return timeline.events().stream().filter(e -> day(e).isBefore(DAY)).toList();
  }

  @Test
  void aForcedCodeComesOnItsDayAndLeavesWhatWasBefore() {
    List<Timeline> untouched = draw(sampler(), 60);
    List<Timeline> forced =
        draw(sampler().intervening(List.of(new Force("ADMISSION", DAY.toString()))), 60);
    for (int p = 0; p < 60; p++) {
      assertTrue(
          forced.get(p).events().stream()
              .anyMatch(e -> day(e).equals(DAY) && e.code().equals("ADMISSION")));
      assertEquals(before(untouched.get(p)), before(forced.get(p)));
      assertEquals(untouched.get(p).statics(), forced.get(p).statics());
    }
  }

  @Test
  void severalForcedCodesOfADayComeEachOnce() {
    List<Intervention> both =
        List.of(new Force("FRACTURE", DAY.toString()), new Force("ADMISSION", DAY.toString()));
    for (Timeline timeline : draw(sampler().intervening(both), 60)) {
      List<String> codes =
          timeline.events().stream().filter(e -> day(e).equals(DAY)).map(Event::code).toList();
      assertTrue(codes.contains("FRACTURE") && codes.contains("ADMISSION"), codes.toString());
    }
  }

  @Test
  void whoIsNotUnderObservationOnThatDayIsLeftAlone() {
    List<Intervention> late = List.of(new Force("ADMISSION", "2030-01-01"));
    assertEquals(draw(sampler(), 30), draw(sampler().intervening(late), 30));
  }

  @Test
  void aForbiddenCodeNeverComesAndOthersTakeItsPlace() {
    List<Timeline> untouched = draw(sampler(), 3_000);
    List<Timeline> without = draw(sampler().intervening(List.of(new Forbid("CHECKUP"))), 3_000);
    assertEquals(0, count(without, "CHECKUP"));
    double fractures = count(without, "FRACTURE") / (double) count(untouched, "FRACTURE");
    double admissions = count(without, "ADMISSION") / (double) count(untouched, "ADMISSION");
    assertTrue(fractures > 1 && admissions > 1, fractures + " " + admissions);
  }

  private static long count(List<Timeline> timelines, String code) {
    return timelines.stream()
        .flatMap(t -> t.events().stream())
        .filter(e -> e.code().equals(code))
        .count();
  }

  @Test
  void aFactorOfOneChangesNothingAndTwoMakesTheCodeMoreFrequent() {
    List<Timeline> untouched = draw(sampler(), 200);
    assertEquals(untouched, draw(sampler().scaling(Map.of("FRACTURE", 1.0)), 200));
    long often = count(draw(sampler().scaling(Map.of("FRACTURE", 2.0)), 200), "FRACTURE");
    double ratio = often / (double) count(untouched, "FRACTURE");
    assertTrue(ratio > 1.5 && ratio < 2.2, "FRACTURE " + ratio + " times as often");
  }

  @Test
  void whatContradictsItselfIsSaid() {
    List<Intervention> both =
        List.of(new Force("FRACTURE", DAY.toString()), new Forbid("FRACTURE"));
    DataException e =
        assertThrows(DataException.class, () -> sampler().intervening(both).sample(1));
    assertEquals("The code FRACTURE is both forced and forbidden.", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> sampler().scaling(Map.of("FRACTURE", 0.0)));
    assertFalse(Intervention.CAVEAT.isEmpty());
  }
}
