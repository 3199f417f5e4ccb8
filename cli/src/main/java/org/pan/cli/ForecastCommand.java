package org.pan.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pan.model.Pan;
import org.pan.sampling.Continuation;
import org.pan.sampling.Forecast;
import org.pan.sampling.Sampler;
import org.pan.sampling.SamplingConfig;
import org.pan.sequences.Dataset;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;
import org.pan.training.Devices;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says how likely each code is within some days of real patients' pasts. */
@Command(
    name = "forecast",
    description =
        "Say how likely each code is for real patients within some days, from futures drawn of each."
            + " It is what the model has learnt follows such a past, under observation as in the"
            + " training data; it is no causal effect and no advice.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pan forecast model my.sql --from 2024-12-31 --out forecast.csv",
      "  pan forecast model my.sql --from 0 --code DX//diabetes --within 365,1825 --out f.csv",
      "  pan forecast model my.sql --from 2024-12-31 --page fans.html --out forecast.csv",
      "  pan forecast model my.sql --from 0 --unknown died --ending died=1 --out f.csv"
    })
final class ForecastCommand extends PanSubcommand {

  @Parameters(index = "0", paramLabel = "MODEL", description = Descriptions.MODEL)
  private Path model;

  @Parameters(index = "1", paramLabel = "DATA", description = Descriptions.DATA)
  private Path data;

  @Mixin private Destination destination;
  @Mixin private ContinuationOptions continuation;

  @Option(
      names = "--futures",
      paramLabel = "K",
      description = "Futures drawn of each patient (${DEFAULT-VALUE}).")
  private int futures = 200;

  @Option(
      names = "--within",
      paramLabel = "DAYS",
      split = ",",
      description = "Days from the last day of the past (30,90,365).")
  private List<Integer> within = List.of(30, 90, 365);

  @Option(
      names = "--code",
      paramLabel = "CODE",
      description =
          "Only this code, also where no future shows it. May be repeated. (Each code that some"
              + " future of a patient shows.)")
  private Set<String> codes = new LinkedHashSet<>();

  @Option(
      names = "--ending",
      paramLabel = "FIELD=VALUE",
      converter = ConditionOptions.WhereConverter.class,
      description =
          "How likely the observation ends with this static field, which is to be --unknown. May be"
              + " repeated.")
  private List<ConditionOptions.Where> endings = new ArrayList<>();

  @Option(
      names = "--page",
      paramLabel = "FILE.html",
      description =
          "Also draw the futures as fans, of all patients together and of the first "
              + ForecastFans.SINGLE
              + " each: a page that shows real pasts.")
  private @Nullable Path page;

  @Mixin private ConstraintOptions constraints;
  @Mixin private SamplingOptions sampling;

  @Option(names = "--device", description = Descriptions.DEVICE)
  private String device = "auto";

  private boolean calendar;

  ForecastCommand(Console console) {
    super(console);
  }

  @Override
  protected int run() throws IOException {
    if (futures < 1 || within.stream().anyMatch(days -> days < 1)) {
      throw wrongUsage("--futures and --within are at least 1.");
    }
    SamplingConfig config = checked(sampling::config);
    PartialFile file = PartialFile.of(destination.out, destination.overwrite);
    ForecastFans fans =
        page == null ? null : new ForecastFans(codes, Collections.max(within), futures);
    try (Pan pan = Pan.load(model, Devices.of(device));
        Dataset dataset = Dataset.open(data);
        @Nullable PartialFile drawn =
            page == null ? null : PartialFile.of(page, destination.overwrite);
        file) {
      calendar = pan.encoding().schema().timeMode() == TimeMode.ABSOLUTE;
      codes.forEach(pan.encoding()::codeIds);
      Continuation from = continuation.of(pan.encoding(), futures);
      checkEndings(from, pan);
      Records records = Records.underObservation(dataset, from, pan.encoding());
      records.warnings().forEach(console::warn);
      Sampler sampler = Sampler.of(pan, config).keeping(constraints.kept(pan.spec().constraints()));
      forecast(sampler, records, from, file.path(), fans);
      if (fans != null && drawn != null) {
        fans.page(records.count()).write(drawn.path());
        drawn.finish();
      }
      file.finish();
      report(records);
    }
    return DONE;
  }

  private void checkEndings(Continuation from, Pan pan) {
    for (ConditionOptions.Where ending : endings) {
      pan.encoding().condition(Map.of(ending.field(), ending.value()));
      if (!from.unknown().contains(ending.field())) {
        throw wrongUsage("--ending " + ending.field() + " needs --unknown " + ending.field() + ".");
      }
    }
  }

  private void forecast(
      Sampler sampler, Records records, Continuation from, Path file, @Nullable ForecastFans fans)
      throws IOException {
    // A record waits here, from when its futures are begun until they are whole.
    Deque<Timeline> begun = new ArrayDeque<>();
    try (CsvWriter csv = CsvWriter.builder().build(file);
        Progress progress = console.progress("Forecasting", records.count());
        Stream<Timeline> real = records.timelines().peek(begun::add);
        Stream<Timeline> drawn = sampler.futures(real.iterator(), from)) {
      csv.writeRecord("subject_id", "from", "outcome", "days", "probability", "low", "high");
      Iterator<Timeline> each = drawn.iterator();
      for (long done = 1; each.hasNext(); done++) {
        Timeline first = each.next();
        Timeline record = begun.remove();
        int lastDay = from.lastDay(record).getAsInt();
        Forecast forecast = new Forecast(lastDay, within);
        if (fans != null) {
          fans.past(record, lastDay);
        }
        for (int k = 0; k < futures; k++) {
          Timeline future = k == 0 ? first : each.next();
          forecast.add(future);
          if (fans != null) {
            fans.future(k, future, lastDay);
          }
        }
        write(record, forecast, csv);
        progress.at(done, "");
      }
    }
  }

  private void write(Timeline record, Forecast forecast, CsvWriter csv) {
    Set<String> shown = codes.isEmpty() ? forecast.codes() : codes;
    for (String code : shown) {
      for (int days : within) {
        csv.writeRecord(cells(record, forecast, code, days, forecast.code(code, days)));
      }
    }
    for (ConditionOptions.Where ending : endings) {
      String name = ending.field() + "=" + ending.value();
      for (int days : within) {
        csv.writeRecord(
            cells(
                record,
                forecast,
                name,
                days,
                forecast.ending(ending.field(), ending.value(), days)));
      }
    }
  }

  private List<String> cells(
      Timeline record, Forecast forecast, String outcome, int days, Forecast.Chance chance) {
    return List.of(
        record.subject(),
        calendar
            ? LocalDate.ofEpochDay(forecast.from()).toString()
            : Integer.toString(forecast.from()),
        outcome,
        Integer.toString(days),
        share(chance.probability()),
        share(chance.low()),
        share(chance.high()));
  }

  private static String share(double p) {
    return String.format(Locale.ROOT, "%.4f", p);
  }

  private void report(Records records) {
    if (common.json) {
      console.json(new Result(destination.out.toString(), records.count(), futures));
    } else {
      console
          .out()
          .printf(
              "%,d patients, %,d futures each: %s%n", records.count(), futures, destination.out);
    }
  }

  private record Result(String file, long subjects, int futures) {}
}
