package org.pan.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pan.model.Pan;
import org.pan.sampling.Condition;
import org.pan.sampling.Sampler;
import org.pan.sampling.SamplingConfig;
import org.pan.sequences.OutputFormat;
import org.pan.sequences.OutputOptions;
import org.pan.sequences.Timeline;
import org.pan.sequences.TimelineWriter;
import org.pan.training.Devices;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws synthetic patients from a model. */
@Command(
    name = "sample",
    description = "Draw synthetic patients from a model.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pan sample model --out synthetic --subjects 1000",
      "  pan sample model --out women --subjects 500 --where sex=F --where age=60..80 --format csv",
      "  pan sample model --out arm --conditions trial.csv     one patient for each row",
      "  pan sample model --out tables --mapping export.sql    your own tables again"
    })
final class SampleCommand extends PanSubcommand {

  private static final int MOST_WARNINGS = 10;

  @Parameters(paramLabel = "MODEL", description = Descriptions.MODEL)
  private Path model;

  @Mixin private Destination destination;

  @Option(
      names = {"-n", "--subjects"},
      paramLabel = "N",
      description = "How many patients to draw (as many as the model was trained on).")
  private @Nullable Long subjects;

  @Mixin private ConditionOptions conditions;
  @Mixin private SamplingOptions sampling;

  @Option(
      names = "--format",
      description = "How they are written: meds (the default), csv or parquet.")
  private OutputFormat format = OutputFormat.MEDS;

  @Option(
      names = "--mapping",
      paramLabel = "FILE.sql",
      description = "SQL over the views events and subjects; the tables it leaves are written.")
  private @Nullable Path mapping;

  @Option(names = "--device", description = Descriptions.DEVICE)
  private String device = "auto";

  SampleCommand(Console console) {
    super(console);
  }

  @Override
  int run() throws IOException {
    if (subjects != null && conditions.file != null) {
      throw wrongUsage("--conditions says how many patients to draw: leave out --subjects.");
    }
    if (subjects != null && subjects < 1) {
      throw wrongUsage("--subjects must be at least 1.");
    }
    Map<String, String> where = checked(conditions::where);
    SamplingConfig config = checked(sampling::config);
    try (Pan pan = Pan.load(model, Devices.of(device))) {
      draw(pan, Sampler.of(pan, config), where);
    }
    return DONE;
  }

  private void draw(Pan pan, Sampler sampler, Map<String, String> where) throws IOException {
    if (conditions.file == null) {
      long count = subjects == null ? pan.spec().subjects() : subjects;
      Support.warnings(pan.encoding(), where).forEach(console::warn);
      write(pan, sampler.sample(count, new Condition(where)), count);
      return;
    }
    Conditions wanted = Conditions.read(conditions.file, where, pan.encoding().fieldNames());
    wanted.check(pan.encoding());
    wanted.rows().stream()
        .flatMap(row -> Support.warnings(pan.encoding(), row.fields()).stream())
        .distinct()
        .limit(MOST_WARNINGS)
        .forEach(console::warn);
    write(pan, sampler.sample(wanted.each()), wanted.patients());
  }

  private void write(Pan pan, Stream<Timeline> patients, long count) throws IOException {
    OutputOptions options = OutputOptions.of(format);
    options = destination.overwrite ? options.overwriting() : options;
    options = mapping == null ? options : options.through(mapping);
    try (patients;
        TimelineWriter writer =
            TimelineWriter.open(destination.out, pan.encoding().schema(), options);
        DrawProgress progress = new DrawProgress(console, count)) {
      patients.peek(progress::drawn).forEach(writer::write);
      progress.close();
      console.remark("Writing " + destination.out + " ...");
      writer.finish();
      SyntheticSets.carry(pan, destination.out);
      report(progress);
    }
  }

  private void report(DrawProgress drawn) {
    if (common.json) {
      console.json(
          new Result(
              destination.out.toString(), drawn.patients(), drawn.events(), drawn.seconds()));
    } else {
      console
          .out()
          .printf(
              "%,d patients with %,d events: %s%n",
              drawn.patients(), drawn.events(), destination.out);
    }
  }

  private record Result(String folder, long subjects, long events, double seconds) {}
}
