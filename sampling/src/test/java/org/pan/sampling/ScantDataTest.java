package org.pan.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.model.Scorer;
import org.pan.sequences.DataException;
import org.pan.sequences.Event;
import org.pan.sequences.Schema;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.Clinic;
import org.pan.sequences.testing.ClinicSettings;
import org.pan.sequences.testing.ListDataset;
import org.pan.training.Training;
import org.pan.training.TrainingConfig;

/** Data that lack something, or have far too much of it, are learnt, sampled and scored. */
class ScantDataTest {

  private static final long HOUR = 3_600_000_000L;
  private static final int DRAWN = 12;

  private static final TrainingConfig CONFIG =
      TrainingConfig.DEFAULT.withModel(ModelConfig.TINY).withEffort(.002).withDevice("cpu");

  @TempDir Path folder;

  /** What is made of the patients of a clinic. */
  enum Kind {
    ONE_SUBJECT(list -> list.subList(0, 1)),
    ONE_EVENT(list -> List.of(with(list.get(0), list.get(0).events().subList(0, 1)))),
    ONE_EVENT_EACH(list -> list.stream().map(t -> with(t, t.events().subList(0, 1))).toList()),
    ONE_CODE(list -> changed(list, e -> new Event(e.timeMicros(), "VISIT", e.number(), e.text()))),
    ONE_TIME(list -> changed(list, e -> new Event(HOUR, e.code(), e.number(), e.text()))),
    NO_NUMBERS(list -> changed(list, e -> Event.of(e.timeMicros(), e.code()))),
    NO_STATICS(list -> list.stream().map(ScantDataTest::withoutStatics).toList()),
    NO_EVENTS(list -> list.stream().map(t -> with(t, List.of())).toList()),
    ONE_WITHOUT_EVENTS(
        list ->
            Stream.concat(Stream.of(with(list.get(0), List.of())), list.stream().skip(1)).toList()),
    LONG_RECORD(
        list -> {
          List<Timeline> all = new ArrayList<>(list.subList(1, 5));
          all.add(with(list.get(0), tenThousand(list.get(0))));
          return all;
        });

    private final UnaryOperator<List<Timeline>> change;

    Kind(UnaryOperator<List<Timeline>> change) {
      this.change = change;
    }
  }

  private static Timeline with(Timeline t, List<Event> events) {
    return new Timeline(t.subject(), t.statics(), t.start(), t.end(), events);
  }

  private static Timeline withoutStatics(Timeline t) {
    return new Timeline(
        t.subject(), Map.of(), OptionalLong.empty(), OptionalLong.empty(), t.events());
  }

  private static List<Timeline> changed(List<Timeline> list, UnaryOperator<Event> change) {
    return list.stream().map(t -> with(t, t.events().stream().map(change).toList())).toList();
  }

  private static List<Event> tenThousand(Timeline t) {
    List<Event> events = new ArrayList<>();
    long step = (t.end().orElseThrow() - t.start().orElseThrow()) / 10_001;
    for (int i = 0; i < 10_000; i++) {
      Event like = t.events().get(i % t.events().size());
      events.add(
          new Event(t.start().orElseThrow() + i * step, like.code(), like.number(), like.text()));
    }
    return events;
  }

  private static ListDataset data(Kind kind) {
    Clinic clinic = new Clinic(ClinicSettings.DEFAULT);
    Schema schema = clinic.schema();
    List<Timeline> patients = kind.change.apply(clinic.timelines(30, 1).toList());
    boolean statics = patients.stream().anyMatch(t -> !t.statics().isEmpty());
    return new ListDataset(
        statics
            ? schema
            : new Schema(
                schema.timeMode(),
                schema.resolution(),
                schema.timeType(),
                schema.numberType(),
                List.of()),
        patients);
  }

  @ParameterizedTest
  @EnumSource
  void isLearntSavedSampledAndScored(Kind kind) {
    isLearntSavedSampledAndScored(kind, ModelConfig.DayKind.HAZARD);
  }

  @ParameterizedTest
  @EnumSource
  void byTheWeekToo(Kind kind) {
    isLearntSavedSampledAndScored(kind, ModelConfig.DayKind.WEEK);
  }

  private void isLearntSavedSampledAndScored(Kind kind, ModelConfig.DayKind day) {
    TrainingConfig config = CONFIG.withModel(CONFIG.model().withDay(day));
    try (ListDataset data = data(kind)) {
      List<Timeline> real = data.timelines(Set.of(org.pan.sequences.Split.TRAIN)).toList();
      try (Pan pan = Training.of(config).fit(data)) {
        pan.save(folder);
      }
      try (Pan pan = Pan.load(folder);
          Stream<Timeline> stream = Sampler.of(pan, SamplingConfig.DEFAULT).sample(DRAWN)) {
        check(real, stream.toList());
        Scorer.of(pan)
            .score(real.stream())
            .forEach(
                score ->
                    score
                        .logLikelihood()
                        .forEach((head, nats) -> assertTrue(Double.isFinite(nats), head)));
      }
    }
  }

  /** What no real patient has, no drawn one has. */
  private static void check(List<Timeline> real, List<Timeline> drawn) {
    assertEquals(DRAWN, drawn.size());
    assertTrue(codes(real).containsAll(codes(drawn)));
    assertTrue(measured(real).containsAll(measured(drawn)));
    assertTrue(statics(real).containsAll(statics(drawn)));
    if (codes(real).isEmpty()) {
      assertTrue(codes(drawn).isEmpty());
    }
  }

  private static Set<String> codes(List<Timeline> list) {
    return list.stream()
        .flatMap(t -> t.events().stream())
        .map(Event::code)
        .collect(Collectors.toSet());
  }

  private static Set<String> measured(List<Timeline> list) {
    return list.stream()
        .flatMap(t -> t.events().stream())
        .filter(Event::hasNumber)
        .map(Event::code)
        .collect(Collectors.toSet());
  }

  private static Set<Object> statics(List<Timeline> list) {
    return list.stream().flatMap(t -> t.statics().values().stream()).collect(Collectors.toSet());
  }

  @Test
  void noSubjectsAtAllAreRefusedInOneLine() {
    Clinic clinic = new Clinic(ClinicSettings.DEFAULT);
    try (ListDataset data = new ListDataset(clinic.schema(), List.of())) {
      DataException refused =
          assertThrows(DataException.class, () -> Training.of(CONFIG).fit(data).close());
      String message = String.valueOf(refused.getMessage());
      assertTrue(message.contains("subject"), message);
      assertFalse(message.contains("\n"), message);
    }
  }
}
