package org.pan.bench.baselines;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pan.sequences.Dataset;
import org.pan.sequences.Schema;
import org.pan.sequences.Timeline;

/** Timelines in memory with what they have in common. */
record Patients(Schema schema, List<Timeline> timelines) {

  static Patients read(Path folder) {
    try (Dataset data = Dataset.open(folder);
        Stream<Timeline> timelines = data.timelines()) {
      return new Patients(data.schema(), timelines.toList());
    }
  }
}
