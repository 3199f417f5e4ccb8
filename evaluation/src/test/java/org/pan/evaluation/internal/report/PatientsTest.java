package org.pan.evaluation.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pan.evaluation.TestSets;
import org.pan.sequences.Event;
import org.pan.sequences.Timeline;

/** Which patients are shown, and in which lanes. */
class PatientsTest {

  private static Timeline patient(int number, String... codes) {
    Event[] events =
        IntStream.range(0, codes.length)
            .mapToObj(i -> TestSets.on(i, codes[i]))
            .toArray(Event[]::new);
    return TestSets.patient(String.valueOf(number), "F", events);
  }

  private static String[] codes(String format, int count) {
    return IntStream.range(0, count).mapToObj(format::formatted).toArray(String[]::new);
  }

  @Test
  void twentyPatientsStandForTheWholeSet() {
    Timeline[] patients =
        IntStream.rangeClosed(1, 200).mapToObj(i -> patient(i, "A", "B")).toArray(Timeline[]::new);
    Album album = Album.of("s", TestSets.of(patients));
    assertEquals(
        IntStream.range(0, 20).mapToObj(i -> 10L * i + 1).toList(),
        album.patients().stream().map(Album.Patient::number).toList());
  }

  @Test
  void patientsWithoutACourseAreSkipped() {
    Album album = Album.of("s", TestSets.of(patient(1, "A"), patient(2, "A", "B"), patient(3)));
    assertEquals(List.of(2L), album.patients().stream().map(Album.Patient::number).toList());
  }

  @Test
  void valuesAndFieldsAreWords() {
    Timeline one = TestSets.patient("1", "F", TestSets.on(0, "LAB", 5.5), TestSets.on(2, "VISIT"));
    Album.Patient patient = Album.of("s", TestSets.of(one)).patients().get(0);
    assertEquals("sex F", patient.fields());
    assertEquals(new Album.Dot(0, 0, "LAB", "5.5"), patient.events().get(0));
    assertEquals(new Album.Dot(2, 1, "VISIT", ""), patient.events().get(1));
  }

  @Test
  void longRecordsAreCutAndSaySo() {
    Album.Patient patient =
        Album.of("s", TestSets.of(patient(1, codes("A", 1_200)))).patients().get(0);
    assertEquals(1_000, patient.events().size());
    assertEquals(200, patient.left());
  }

  @Test
  void fewCodesHaveALaneEach() {
    Lanes lanes = Lanes.of(List.of(patient(1, codes("LAB//%d", 14))));
    assertEquals("LAB//3", lanes.of("LAB//3"));
  }

  @Test
  void manyCodesShareTheLaneOfTheirGroup() {
    Lanes lanes = Lanes.of(List.of(patient(1, codes("LAB//%d//mg", 20)), patient(2, "dx:flu")));
    assertEquals("LAB", lanes.of("LAB//3//mg"));
    assertEquals("dx", lanes.of("dx:flu"));
  }

  @Test
  void whatHasNoGroupSharesALaneWhenRare() {
    String[] codes = codes("code%d", 30);
    codes[29] = codes[28];
    Timeline patient = patient(1, codes);
    Lanes lanes = Lanes.of(List.of(patient));
    assertEquals("code28", lanes.of("code28"));
    assertTrue(lanes.names(patient.events()).size() <= Lanes.MOST);
  }

  @Test
  void numbersHaveThreeDigitsThatCount() {
    assertEquals("1,235", Digits.of(1234.6));
    assertEquals("0.000", Digits.of(0));
    assertEquals("-0.0002", Digits.of(-0.0002));
    assertEquals("", Digits.of(Double.NaN));
    assertEquals("5", Digits.brief(5));
    assertEquals("100", Digits.brief(100));
    assertEquals("0.5", Digits.brief(0.5));
  }
}
