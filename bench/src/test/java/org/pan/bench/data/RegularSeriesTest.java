package org.pan.bench.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegularSeriesTest {

  private static final String TIMES =
      "not all patients have events of the same codes at the same times";

  @TempDir private Path folder;

  /** What is said of two patients, the first with numbers of two codes on days 0, 2 and 4. */
  private Optional<String> fault(String... secondPatient) throws IOException {
    StringBuilder events = new StringBuilder("subject_id,time,code,numeric_value\n");
    for (String line : regular("1")) {
      events.append(line).append('\n');
    }
    for (String line : secondPatient) {
      events.append(line).append('\n');
    }
    Files.writeString(folder.resolve("events.csv"), events);
    return RegularSeries.fault(folder);
  }

  private static String[] regular(String subject) {
    return List.of("0,a,1", "0,b,1.5", "2,a,3", "2,b,4", "4,a,5", "4,b,6").stream()
        .map(event -> subject + "," + event)
        .toArray(String[]::new);
  }

  @Test
  void equalTimesAndCodesAreASeries() throws IOException {
    assertEquals(Optional.empty(), fault(regular("2")));
  }

  @Test
  void otherTimesAreNot() throws IOException {
    assertEquals(Optional.of(TIMES), fault("2,0,a,1", "2,0,b,1", "2,2,a,3", "2,2,b,4"));
  }

  @Test
  void aMissingEventIsNamed() throws IOException {
    assertEquals(
        Optional.of("not every code has one event at every time"),
        fault("2,0,a,1", "2,0,b,1", "2,2,a,3", "2,4,a,5", "2,4,b,6"));
  }

  @Test
  void aMissingNumberIsNamed() throws IOException {
    assertEquals(
        Optional.of("there are events without a number"),
        fault("2,0,a,1", "2,0,b,", "2,2,a,3", "2,2,b,4", "2,4,a,5", "2,4,b,6"));
  }

  @Test
  void unequalStepsAreNamed() throws IOException {
    Files.writeString(
        folder.resolve("events.csv"),
        "subject_id,time,code,numeric_value\n1,0,a,1\n1,1,a,1\n1,3,a,1\n");
    assertEquals(Optional.of("times are not equally far apart"), RegularSeries.fault(folder));
  }
}
