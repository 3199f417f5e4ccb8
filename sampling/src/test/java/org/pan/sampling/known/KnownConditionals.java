package org.pan.sampling.known;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.sampling.Condition;
import org.pan.sampling.History;
import org.pan.sampling.Sampler;
import org.pan.sampling.SamplingConfig;
import org.pan.sampling.known.KnownProcess.Variant;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.StaticValue;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.Clinic;
import org.pan.sequences.testing.ListDataset;
import org.pan.training.Training;
import org.pan.training.TrainingConfig;

/**
 * Prints how far patients drawn under a sex and a wanted history are from real ones who meet it, in
 * total variation of joint cells, beside two real samples of the same size: codes of before a day,
 * by rejection, and of the whole record, which the model learnt to say beforehand.
 *
 * <pre>KnownConditionals MODEL [PATIENTS]</pre>
 *
 * Trains a MODEL of the open clinic where there is none.
 */
final class KnownConditionals {

  private static final int REFERENCES = 6;
  private static final String UNTIL = "2015-07-01";
  private static final List<String> EVER_BEFORE =
      List.of("ADMISSION", "ASTHMA", "FRACTURE", "GLUCOSE", "VACCINATION");

  /** Codes that some patients never have. */
  private static final List<String> EVER = List.of("ADMISSION", "ASTHMA", "FRACTURE");

  private KnownConditionals() {}

  public static void main(String[] args) {
    Path model = Path.of(args[0]);
    int patients = args.length > 1 ? Integer.parseInt(args[1]) : 2_000;
    Clinic clinic = new Clinic(Variant.OPEN.settings());
    try (Pan pan = model(clinic, model)) {
      for (String sex : List.of("F", "M")) {
        for (String code : EVER_BEFORE) {
          print(clinic, pan, sex, code, UNTIL, patients);
        }
        for (String code : EVER) {
          print(clinic, pan, sex, code, null, patients);
        }
      }
    }
  }

  private static Pan model(Clinic clinic, Path folder) {
    if (folder.toFile().isDirectory()) {
      return Pan.load(folder);
    }
    try (ListDataset data = clinic.dataset(5_000, 1)) {
      ModelConfig config = ModelConfig.DEFAULT.withConditionOn(EVER);
      Pan pan = Training.of(TrainingConfig.DEFAULT.withModel(config)).fit(data);
      pan.save(folder);
      return pan;
    }
  }

  private static void print(
      Clinic clinic, Pan pan, String sex, String code, @Nullable String until, int patients) {
    Sampler sampler =
        Sampler.of(pan, SamplingConfig.DEFAULT)
            .wanting(History.ANY.and(new History.Clause(code, true, until)));
    Predicate<Timeline> meets = t -> is(t, sex) && has(t, code, until);
    List<Cells> real = new ArrayList<>();
    for (int r = 0; r < REFERENCES; r++) {
      try (Stream<Timeline> all = clinic.timelines(1_000_000, 900 + r)) {
        real.add(cells(all.filter(meets).limit(patients)));
      }
    }
    Cells drawn;
    try (Stream<Timeline> all = sampler.sample(patients, Condition.where("sex", sex))) {
      drawn = cells(all);
    }
    double value = drawn.distance(real);
    double chance = Cells.chance(real);
    System.out.printf(
        Locale.ROOT,
        "%s, ever %-12s by %-10s  accepted %.4f  drawn %.4f  real %.4f  ratio %.3f%n",
        sex,
        code,
        until,
        sampler.acceptance().rate(),
        value,
        chance,
        value / chance);
  }

  private static boolean is(Timeline timeline, String sex) {
    return new StaticValue.Category(sex).equals(timeline.statics().get("sex"));
  }

  private static boolean has(Timeline timeline, String code, @Nullable String until) {
    long before =
        until == null
            ? Long.MAX_VALUE
            : LocalDate.parse(until).toEpochDay() * Resolution.DAY.micros();
    return timeline.events().stream()
        .anyMatch(e -> e.code().equals(code) && e.timeMicros() < before);
  }

  private static Cells cells(Stream<Timeline> timelines) {
    return Cells.of(timelines.map(KnownConditionals::cell));
  }

  /** Group, number of events, two codes' counts in the first year. */
  private static String cell(Timeline timeline) {
    long end = timeline.start().orElseThrow() + 365L * 86_400_000_000L;
    int events = 0;
    int prescriptions = 0;
    int asthma = 0;
    for (Event event : timeline.events()) {
      if (event.timeMicros() < end) {
        events++;
        prescriptions += event.code().equals("PRESCRIPTION") ? 1 : 0;
        asthma += event.code().equals("ASTHMA") ? 1 : 0;
      }
    }
    return timeline.statics().get("group")
        + " "
        + Math.min(5, events / 6)
        + " "
        + Math.min(3, prescriptions)
        + " "
        + Math.min(2, asthma);
  }
}
