package org.pan.bench.baselines;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pan.sequences.Dataset;
import org.pan.sequences.OutputFormat;
import org.pan.sequences.OutputOptions;
import org.pan.sequences.Schema;
import org.pan.sequences.Timeline;
import org.pan.sequences.TimelineWriter;

/** Timelines in memory with what they have in common. */
record Patients(Schema schema, List<Timeline> timelines) {

  static Patients read(Path folder) {
    try (Dataset data = Dataset.open(folder);
        Stream<Timeline> timelines = data.timelines()) {
      return new Patients(data.schema(), timelines.toList());
    }
  }

  /** Writes timelines as tables. */
  static void write(Path folder, Schema schema, Stream<Timeline> timelines) {
    OutputOptions options = OutputOptions.of(OutputFormat.CSV).overwriting();
    try (timelines;
        TimelineWriter writer = TimelineWriter.open(folder, schema, options)) {
      timelines.forEach(writer::write);
      writer.finish();
    }
  }
}
