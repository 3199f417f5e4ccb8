package org.pan.sequences.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pan.sequences.DataException;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;

class EncodingFitTest {

  private static final Schema DAILY = TestTimelines.schema(TimeMode.RELATIVE, Resolution.DAY);

  private static Timeline timeline(int subject, Event... events) {
    List<Event> sorted = new ArrayList<>(List.of(events));
    sorted.sort(Comparator.comparingLong(Event::timeMicros));
    return new Timeline(
        Integer.toString(subject), Map.of(), OptionalLong.empty(), OptionalLong.empty(), sorted);
  }

  private static Encoding fit(List<Timeline> timelines) {
    return Encoding.fit(DAILY, timelines::stream, EncodingConfig.DEFAULT);
  }

  /**
   * A hundred subjects with a common code each, and what the given events add to the first of them.
   */
  private static List<Timeline> hundredWith(Event... firstFour) {
    List<Timeline> timelines = new ArrayList<>();
    for (int s = 0; s < 100; s++) {
      timelines.add(
          s < 4
              ? timeline(
                  s,
                  Stream.concat(Stream.of(Event.of(0, "common")), Stream.of(firstFour))
                      .toArray(Event[]::new))
              : timeline(s, Event.of(0, "common")));
    }
    return timelines;
  }

  @Test
  void aCodeOfFewSubjectsIsHiddenInTheGroupOfAll() {
    Encoding encoding = fit(hundredWith(Event.of(0, "odd", 3), Event.of(1, "odd")));
    assertEquals(
        List.of("__RARE__", "common"),
        encoding.codes().entries().stream().map(Vocabulary.Entry::code).sorted().toList());
    assertEquals(1, encoding.report().rareCodes());
    assertEquals(8, encoding.report().rareEvents());
    assertEquals(4, encoding.report().droppedNumbers());
    assertFalse(encoding.toJson().contains("odd"));
  }

  @Test
  void rareCodesOfOnePrefixShareAGroupWhenTheyHaveEnoughSubjects() {
    List<Timeline> timelines = new ArrayList<>();
    for (int s = 0; s < 100; s++) {
      timelines.add(
          timeline(s, Event.of(0, "DX//" + s / 3), Event.of(0, s < 2 ? "RX//x" : "common")));
    }
    Encoding encoding = fit(timelines);
    Vocabulary codes = encoding.codes();
    assertEquals(3, codes.size());
    assertEquals("DX//__RARE__", codes.entry(codes.id("DX//5", null)).code());
    assertEquals(100, codes.entry(codes.id("DX//5", null)).subjects());
    // Two subjects are too few for a group of the prefix.
    assertEquals("__RARE__", codes.entry(codes.id("RX//x", null)).code());
  }

  @Test
  void aCodeNamedLikeAGroupIsPartOfIt() {
    List<Timeline> timelines =
        IntStream.range(0, 100).mapToObj(s -> timeline(s, Event.of(0, "DX//__RARE__", 1))).toList();
    Encoding encoding = fit(timelines);
    assertEquals(1, encoding.codes().size());
    assertTrue(encoding.codes().entry(0).group());
    assertNull(encoding.numbers(0));
  }

  @Test
  void unknownCodesGoToTheirGroupElseAreSkippedAndCounted() {
    EncodingLosses losses = new EncodingLosses();
    Timeline unseen = timeline(0, Event.of(0, "new"), Event.of(0, "common"), Event.of(0, "new"));
    assertEquals(1, fit(hundredWith()).encode(unseen, losses).size());
    assertEquals(2, losses.skippedEvents());
    assertEquals(3, fit(hundredWith(Event.of(0, "odd"))).encode(unseen, losses).size());
    assertEquals(2, losses.groupedEvents());
  }

  @Test
  void frequentTextsAreEntriesAndRareOnesFallBackOnTheirCode() {
    List<Timeline> timelines = new ArrayList<>();
    for (int s = 0; s < 100; s++) {
      String text = s < 50 ? "never" : s < 90 ? "current" : "his own words " + s;
      timelines.add(timeline(s, new Event(0, "SMOKER", Double.NaN, text)));
    }
    Encoding encoding = fit(timelines);
    Vocabulary codes = encoding.codes();
    assertEquals(3, codes.size());
    assertEquals("never", codes.entry(codes.id("SMOKER", "never")).text());
    assertEquals(50, codes.entry(codes.id("SMOKER", "never")).events());
    assertNull(codes.entry(codes.id("SMOKER", "his own words 95")).text());
    assertNull(codes.entry(codes.id("SMOKER", "never heard")).text());
    assertEquals(10, encoding.report().droppedTexts());
    assertEquals(3, codes.ids("SMOKER").size());
    assertFalse(encoding.toJson().contains("words"));
  }

  @Test
  void freeTextIsDroppedWithAWarning() {
    List<Timeline> timelines = new ArrayList<>();
    for (int s = 0; s < 100; s++) {
      timelines.add(
          timeline(
              s,
              IntStream.range(0, 250)
                  .mapToObj(i -> new Event(i, "NOTE", Double.NaN, "text " + i))
                  .toArray(Event[]::new)));
    }
    Encoding encoding = fit(timelines);
    assertEquals(1, encoding.codes().size());
    assertEquals(25_000, encoding.report().droppedTexts());
    assertTrue(encoding.report().warnings().get(0).contains("NOTE"));
  }

  @Test
  void oneSubjectIsEnoughWithAWarning() {
    Encoding encoding = fit(List.of(timeline(0, Event.of(0, "a", 1), Event.of(5, "b"))));
    assertEquals(2, encoding.codes().size());
    assertEquals(1, encoding.report().protectedBelow());
    assertEquals(1, encoding.report().warnings().size());
    assertEquals(
        1,
        encoding
            .decode(encoding.encode(timeline(0, Event.of(0, "a", 1))), "x")
            .events()
            .get(0)
            .number());
  }

  @Test
  void protectionIsFullFromTenTimesItsNumberOfSubjects() {
    assertEquals(5, fit(hundredWith().subList(0, 50)).report().protectedBelow());
    assertEquals(4, fit(hundredWith().subList(0, 49)).report().protectedBelow());
    assertTrue(fit(hundredWith()).report().warnings().isEmpty());
  }

  @Test
  void noSubjectsAreRefusedAndNoEventsAreNot() {
    assertThrows(DataException.class, () -> fit(List.of()));
    Encoding empty = fit(List.of(timeline(0), timeline(1)));
    assertEquals(0, empty.codes().size());
    assertEquals(1, empty.timeOfDay().size());
    assertEquals(0, empty.encode(timeline(0)).size());
    assertEquals(0, Encoding.fromJson(empty.toJson()).codes().size());
  }

  @Test
  void numbersOfSomeEventsOnlyAreCounted() {
    List<Timeline> timelines =
        IntStream.range(0, 100)
            .mapToObj(s -> timeline(s, Event.of(0, "a", s % 7), Event.of(1, "a"), Event.of(2, "b")))
            .toList();
    Encoding encoding = fit(timelines);
    int a = encoding.codes().id("a", null);
    assertEquals(0.5, encoding.numberShare(a));
    NumberCoding numbers = encoding.numbers(a);
    assertNotNull(numbers);
    assertEquals(7, numbers.size());
    assertNull(encoding.numbers(encoding.codes().id("b", null)));
  }

  @Test
  void infiniteNumbersArePulledIn() {
    List<Timeline> timelines = new ArrayList<>();
    for (int s = 0; s < 100; s++) {
      timelines.add(timeline(s, Event.of(0, "a", s == 50 ? Double.POSITIVE_INFINITY : s % 7)));
    }
    Encoding encoding = fit(timelines);
    EncodingLosses losses = new EncodingLosses();
    EncodedTimeline encoded =
        encoding.encode(
            timeline(
                0,
                Event.of(0, "a", Double.NEGATIVE_INFINITY),
                Event.of(1, "a", Double.POSITIVE_INFINITY)),
            losses);
    assertEquals(0, encoded.number()[0]);
    assertEquals(6, encoded.number()[1]);
    assertEquals(2, losses.pulledInNumbers());
  }

  @Test
  void eventsOfOneTimeStandInTheOrderOfTheSourceWithDuplicatesKept() {
    List<Timeline> timelines =
        IntStream.range(0, 100)
            .mapToObj(
                s -> timeline(s, Event.of(0, "z", 1), Event.of(0, "m", 1), Event.of(0, "a", 1)))
            .toList();
    Encoding encoding = fit(timelines);
    Timeline mixed =
        timeline(
            0, Event.of(0, "a", 1), Event.of(0, "m", 1), Event.of(0, "z", 1), Event.of(0, "m", 1));
    assertEquals(
        List.of("z", "m", "m", "a"),
        encoding.decode(encoding.encode(mixed), "x").events().stream().map(Event::code).toList());
  }

  @Test
  void manyEventsAtOneTimeAreSortedStably() {
    Random random = new Random(1);
    List<Timeline> timelines =
        IntStream.range(0, 100)
            .mapToObj(
                s ->
                    timeline(
                        s,
                        IntStream.range(0, 100)
                            .mapToObj(i -> Event.of(0, "c" + random.nextInt(9), i))
                            .toArray(Event[]::new)))
            .toList();
    Encoding encoding = fit(timelines);
    EncodedTimeline encoded = encoding.encode(timelines.get(3));
    for (int i = 1; i < encoded.size(); i++) {
      int before = encoded.code()[i - 1];
      int code = encoded.code()[i];
      assertTrue(
          before < code || (before == code && encoded.number()[i - 1] <= encoded.number()[i]));
    }
  }

  @Test
  void aLargeCodeIsFittedToASampleOfItsNumbers() {
    Random random = new Random(2);
    List<Timeline> timelines =
        IntStream.range(0, 50)
            .mapToObj(
                s ->
                    timeline(
                        s,
                        IntStream.range(0, 1_000)
                            .mapToObj(i -> Event.of(i, "a", random.nextGaussian()))
                            .toArray(Event[]::new)))
            .toList();
    EncodingConfig small = new EncodingConfig(5, 256, 128, 200, 2_000, 2_000);
    Encoding encoding = Encoding.fit(DAILY, timelines::stream, small);
    NumberCoding numbers = encoding.numbers(0);
    assertNotNull(numbers);
    assertEquals(2_000, numbers.count());
    assertEquals(1, encoding.numberShare(0));
    assertEquals(0.5, numbers.quantile(0), 0.05);
  }

  @Test
  void theSameDataGiveTheSameEncoding() {
    List<Timeline> timelines = TestTimelines.random(200, 1);
    Schema schema = TestTimelines.fullSchema(TimeMode.ABSOLUTE);
    assertEquals(
        Encoding.fit(schema, timelines::stream, EncodingConfig.DEFAULT).toJson(),
        Encoding.fit(schema, timelines::stream, EncodingConfig.DEFAULT).toJson());
  }
}
