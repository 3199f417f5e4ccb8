package org.pan.bench.data;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.pan.sequences.OutputFormat;
import org.pan.sequences.OutputOptions;
import org.pan.sequences.Schema;
import org.pan.sequences.Timeline;
import org.pan.sequences.TimelineWriter;

/** Folders of {@code events.csv} and {@code subjects.csv}, which all generators read and write. */
public final class PatientTables {

  private PatientTables() {}

  /**
   * Writes timelines, in place of what was there, and closes their stream.
   *
   * @return the number of events
   */
  public static long write(Path folder, Schema schema, Stream<Timeline> timelines) {
    long[] events = {0};
    OutputOptions options = OutputOptions.of(OutputFormat.CSV).overwriting();
    try (timelines;
        TimelineWriter writer = TimelineWriter.open(folder, schema, options)) {
      timelines.peek(timeline -> events[0] += timeline.events().size()).forEach(writer::write);
      writer.finish();
    }
    return events[0];
  }
}
