package org.pan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pan.sequences.Dataset;
import org.pan.sequences.Import;
import org.pan.sequences.Split;
import org.pan.sequences.Timeline;

/** Parts of a data set with splits. */
class SplitViewTest {

  private static final Set<Split> ALL = Set.of(Split.values());

  @TempDir Path folder;

  private Dataset meds() throws Exception {
    Path source = EvaluateCommandTest.clinic(folder, "all.sql", 5);
    Import.run(source, folder.resolve("meds"), new Import.Options(0.3, 0.3, false));
    return Dataset.open(folder.resolve("meds"));
  }

  private static List<String> subjects(Dataset data, Set<Split> splits) {
    try (Stream<Timeline> timelines = data.timelines(splits)) {
      return timelines.map(Timeline::subject).toList();
    }
  }

  @Test
  void partsAreTheSplitsAndTogetherTheWhole() throws Exception {
    try (Dataset data = meds()) {
      Set<String> together = new HashSet<>();
      long events = 0;
      for (Split split : Split.values()) {
        SplitView part = new SplitView(data, split);
        List<String> found = subjects(part, ALL);
        assertEquals(subjects(data, Set.of(split)), found);
        assertEquals(found.size(), part.subjectCount(ALL));
        assertTrue(found.stream().allMatch(together::add), "in one part only");
        events += part.eventCount(ALL);
      }
      assertEquals(60, together.size());
      assertEquals(data.eventCount(ALL), events);
    }
  }

  @Test
  void aPartHasNothingOfAnotherSplit() throws Exception {
    try (Dataset data = meds()) {
      SplitView part = new SplitView(data, Split.HELD_OUT);
      assertEquals(List.of(), subjects(part, Set.of(Split.TRAIN, Split.TUNING)));
      assertEquals(0, part.subjectCount(Set.of(Split.TRAIN)));
      assertEquals(0, part.eventCount(Set.of(Split.TUNING)));
    }
  }

  @Test
  void closingAPartLeavesTheWholeOpen() throws Exception {
    try (Dataset data = meds()) {
      new SplitView(data, Split.TRAIN).close();
      assertEquals(60, data.subjectCount(ALL));
    }
  }
}
