package org.pan.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pan.model.Pan;
import org.pan.sampling.Acceptance;
import org.pan.sampling.Condition;
import org.pan.sampling.Sampler;
import org.pan.sampling.SamplingConfig;
import org.pan.sequences.Dataset;
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
      "  pan sample model --out women --where sex=F --guidance 2   more of what sets them apart",
      "  pan sample model --out arm --conditions trial.csv     one patient for each row",
      "  pan sample model --out ill --ever DX//diabetes --never \"DX//stroke before 2020-01-01\"",
      "  pan sample model --out treated --force \"RX//statin at 2022-05-01\" --forbid DX//stroke",
      "  pan sample model --out twins --continue my.sql --from 2024-12-31 --futures 20",
      "  pan sample model --out controls --match treated.sql --controls 3",
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
  @Mixin private HistoryOptions history;
  @Mixin private InterventionOptions done;
  @Mixin private ConstraintOptions constraints;
  @Mixin private RecordOptions real;
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
  protected int run() throws IOException {
    checkUsage();
    Map<String, String> where = checked(conditions::where);
    SamplingConfig config = checked(sampling::config);
    try (Pan pan = Pan.load(model, Devices.of(device))) {
      Sampler sampler = sampler(pan, config);
      history.warnings(pan.encoding()).forEach(console::warn);
      if (real.data() != null) {
        drawFromRecords(pan, sampler, real.data());
      } else if (conditions.file != null) {
        drawRows(pan, sampler, conditions.file, where);
      } else {
        long count = subjects == null ? pan.spec().subjects() : subjects;
        Support.warnings(pan.encoding(), where).forEach(console::warn);
        Support.jointWarning(pan, sampler, where).ifPresent(console::warn);
        write(pan, sampler, sampler.sample(count, new Condition(where)), count);
      }
    }
    return DONE;
  }

  private Sampler sampler(Pan pan, SamplingConfig config) {
    Sampler sampler =
        Sampler.of(pan, config)
            .wanting(history.history())
            .intervening(done.interventions())
            .keeping(constraints.kept(pan.spec().constraints()));
    return checked(() -> sampler.scaling(done.rates()));
  }

  private void checkUsage() {
    if (subjects != null && conditions.file != null) {
      throw wrongUsage("--conditions says how many patients to draw: leave out --subjects.");
    }
    if (subjects != null && subjects < 1) {
      throw wrongUsage("--subjects must be at least 1.");
    }
    if (sampling.guidance() != 1 && !conditions.any() && real.data() == null) {
      throw wrongUsage("--guidance strengthens a condition: give --where or --conditions.");
    }
    String wrong = real.wrong(subjects != null || conditions.any());
    if (wrong != null) {
      throw wrongUsage(wrong);
    }
  }

  private void drawRows(Pan pan, Sampler sampler, Path file, Map<String, String> where)
      throws IOException {
    Conditions wanted = Conditions.read(file, where, pan.encoding().fieldNames());
    wanted.check(pan.encoding());
    wanted.rows().stream()
        .flatMap(row -> Support.warnings(pan.encoding(), row.fields()).stream())
        .distinct()
        .limit(MOST_WARNINGS)
        .forEach(console::warn);
    write(pan, sampler, sampler.sample(wanted.each()), wanted.patients());
  }

  private void drawFromRecords(Pan pan, Sampler sampler, Path data) throws IOException {
    try (Dataset dataset = Dataset.open(data)) {
      Records records = real.records(dataset, pan.encoding());
      records.warnings().forEach(console::warn);
      try (Stream<Timeline> timelines = records.timelines()) {
        write(
            pan,
            sampler,
            real.draw(sampler, timelines.iterator(), pan.encoding()),
            records.count() * real.each());
      }
    }
  }

  private void write(Pan pan, Sampler sampler, Stream<Timeline> patients, long count)
      throws IOException {
    OutputOptions options = OutputOptions.of(format);
    options = destination.overwrite ? options.overwriting() : options;
    String provenance =
        SampleProvenance.of(
                history, done, constraints.lifted(pan.spec().constraints()), sampling.guidance())
            .beside(pan.provenance());
    options = provenance.isEmpty() ? options : options.stating(provenance);
    CodeRates rates = new CodeRates(done.rates());
    options = mapping == null ? options : options.through(mapping);
    try (patients;
        TimelineWriter writer =
            TimelineWriter.open(destination.out, pan.encoding().schema(), options);
        DrawProgress progress = new DrawProgress(console, sampler, count)) {
      patients.peek(progress::drawn).peek(rates::count).forEach(writer::write);
      progress.close();
      console.remark("Writing " + destination.out + " ...");
      writer.finish();
      report(progress, sampler.acceptance());
      rates.lines(pan.encoding()).forEach(console::remark);
    }
  }

  private void report(DrawProgress drawn, Acceptance acceptance) {
    if (common.json) {
      console.json(
          new Result(
              destination.out.toString(),
              drawn.patients(),
              drawn.events(),
              drawn.seconds(),
              acceptance));
      return;
    }
    console
        .out()
        .printf(
            "%,d patients with %,d events: %s%n",
            drawn.patients(), drawn.events(), destination.out);
    String accepted = history.report(acceptance);
    if (accepted != null) {
      console.out().println(accepted);
    }
  }

  private record Result(
      String folder, long subjects, long events, double seconds, Acceptance acceptance) {}
}
