package org.pan.bench.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Timeline;

class PopulationTest {

  private static List<Event> events(List<Timeline> patients) {
    return patients.stream().flatMap(patient -> patient.events().stream()).toList();
  }

  /** Events of a Poisson process: mean and variance of their number are those asked for. */
  @Test
  void eachNumberIsTheOneAskedFor() {
    List<Timeline> patients = new Population(4_000, 30, 50, 1).timelines().toList();
    assertEquals(4_000, patients.size());
    double mean = events(patients).size() / 4_000.0;
    assertEquals(30, mean, 4 * Math.sqrt(30 / 4_000.0));
    double squares =
        patients.stream().mapToDouble(p -> Math.pow(p.events().size() - mean, 2)).sum() / 3_999;
    assertEquals(30, squares, 30 * 4 * Math.sqrt(2 / 4_000.0));
    Set<String> codes = events(patients).stream().map(Event::code).collect(Collectors.toSet());
    assertEquals(50, codes.size());
  }

  @Test
  void halfOfTheCodesHaveANumberAndAllEventsLieInTheWindow() {
    List<Timeline> patients = new Population(1_000, 30, 50, 1).timelines().toList();
    double numbers = events(patients).stream().filter(Event::hasNumber).count();
    assertEquals(.5, numbers / events(patients).size(), .02);
    for (Timeline patient : patients) {
      for (Event event : patient.events()) {
        assertTrue(event.timeMicros() >= patient.start().orElseThrow());
        assertTrue(event.timeMicros() <= patient.end().orElseThrow());
        assertEquals(0, event.timeMicros() % Resolution.DAY.micros());
      }
    }
  }

  @Test
  void aPatientDoesNotDependOnHowManyThereAre() {
    List<Timeline> few = new Population(3, 30, 50, 1).timelines().toList();
    assertEquals(few, new Population(30, 30, 50, 1).timelines().limit(3).toList());
    assertTrue(!few.equals(new Population(3, 30, 50, 2).timelines().toList()));
  }
}
