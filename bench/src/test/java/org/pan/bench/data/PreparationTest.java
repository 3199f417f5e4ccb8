package org.pan.bench.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pan.cli.CommandFailure;
import org.pan.sequences.Dataset;
import org.pan.sequences.Timeline;

class PreparationTest {

  @TempDir private Path folder;

  private static Set<String> subjects(Path set) {
    try (Dataset data = Dataset.open(set);
        Stream<Timeline> timelines = data.timelines()) {
      return timelines.map(Timeline::subject).collect(Collectors.toSet());
    }
  }

  @Test
  void threeOfTenPatientsAreHeldOutAndNoneIsInBothParts() throws IOException {
    Prepared prepared = Preparation.run(Source.named("clinic"), 100, 1, folder.resolve("a"));
    Set<String> train = subjects(prepared.train());
    Set<String> held = subjects(prepared.holdout());
    assertEquals(70, train.size());
    assertEquals(30, held.size());
    Set<String> all = new HashSet<>(train);
    all.addAll(held);
    assertEquals(100, all.size());
  }

  @Test
  void theSameSeedDividesAlikeAndAnotherDoesNot() throws IOException {
    Prepared one = Preparation.run(Source.named("clinic"), 100, 1, folder.resolve("a"));
    Prepared same = Preparation.run(Source.named("clinic"), 100, 1, folder.resolve("b"));
    Prepared other = Preparation.run(Source.named("clinic"), 100, 2, folder.resolve("c"));
    assertEquals(subjects(one.holdout()), subjects(same.holdout()));
    assertTrue(!subjects(one.holdout()).equals(subjects(other.holdout())));
    assertThrows(
        CommandFailure.class,
        () -> Preparation.run(Source.named("clinic"), 100, 2, folder.resolve("a")));
  }

  @Test
  void noMorePatientsAreTakenThanWanted() throws IOException {
    Path tables = folder.resolve("d");
    Preparation.run(Source.named("clinic"), 200, 1, tables);
    Source source = Source.named(tables.resolve("train").toString());
    Prepared few = Preparation.run(source, 80, 1, folder.resolve("e"));
    assertEquals(56, few.division().trainSubjects());
    assertEquals(24, few.division().holdoutSubjects());
    assertThrows(CommandFailure.class, () -> Preparation.run(source, 40, 1, folder.resolve("f")));
  }
}
