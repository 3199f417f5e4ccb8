package org.pan.sampling.known;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.sampling.Condition;
import org.pan.sampling.Sampler;
import org.pan.sampling.SamplingConfig;
import org.pan.sequences.Event;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;
import org.pan.sequences.StaticValue;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.ListDataset;
import org.pan.sequences.testing.Schemas;
import org.pan.training.Training;
import org.pan.training.TrainingConfig;

/**
 * Four static fields of a known joint distribution, any of them given and the others drawn. Whether
 * somebody smokes depends on sex and region together, and the age on whether a woman or a man
 * smokes, so that no field follows from the others one by one.
 */
class AnyOrderTest {

  private static final List<String> FIELDS = List.of("region", "sex", "smoker", "age");

  private static final Schema SCHEMA =
      Schemas.days(
          new StaticField("region", StaticField.Kind.CATEGORY, "VARCHAR"),
          new StaticField("sex", StaticField.Kind.CATEGORY, "VARCHAR"),
          new StaticField("smoker", StaticField.Kind.CATEGORY, "VARCHAR"),
          new StaticField("age", StaticField.Kind.NUMBER, "INTEGER"));

  /** Regions from the smallest up, with the women among a hundred people. */
  private static final int[] WOMEN = {35, 45, 55, 65};

  /** Smokers among a hundred, by region, of women and men. */
  private static final int[][] SMOKERS = {{60, 10}, {20, 50}, {45, 45}, {5, 70}};

  private static final int TRAINED = 5_000;
  private static final int PATIENTS = 2_000;
  private static final int REFERENCES = 6;

  /** How many times the distance of two real samples a sample may be from the real. */
  private static final double FACTOR = 1.5;

  private static @Nullable Pan model;

  private static List<Timeline> people(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, count).mapToObj(i -> person(i, random)).toList();
  }

  private static Timeline person(int number, SplittableRandom random) {
    int region = Math.max(random.nextInt(4), random.nextInt(4));
    boolean woman = random.nextInt(100) < WOMEN[region];
    boolean smoker = random.nextInt(100) < SMOKERS[region][woman ? 0 : 1];
    int decades = random.nextInt(4) + random.nextInt(woman == smoker ? 1 : 5);
    Map<String, StaticValue> statics = new LinkedHashMap<>();
    statics.put("region", new StaticValue.Category("region " + region));
    statics.put("sex", new StaticValue.Category(woman ? "F" : "M"));
    statics.put("smoker", new StaticValue.Category(smoker ? "yes" : "no"));
    statics.put("age", new StaticValue.Number(15 + 10 * decades));
    return new Timeline(
        Integer.toString(number),
        statics,
        OptionalLong.empty(),
        OptionalLong.empty(),
        List.of(Event.of(0, "VISIT")));
  }

  @BeforeAll
  static void learn() {
    TrainingConfig config = TrainingConfig.DEFAULT.withModel(ModelConfig.TINY).withDevice("cpu");
    try (ListDataset data = new ListDataset(SCHEMA, people(TRAINED, 1))) {
      model = Training.of(config).fit(data);
    }
  }

  @AfterAll
  static void close() {
    Objects.requireNonNull(model).close();
  }

  /** All sets of fields of which at least one is left to draw. */
  static Stream<List<String>> given() {
    return IntStream.range(0, (1 << FIELDS.size()) - 1)
        .mapToObj(
            set ->
                IntStream.range(0, FIELDS.size())
                    .filter(f -> (set >> f & 1) == 1)
                    .mapToObj(FIELDS::get)
                    .toList());
  }

  /**
   * Real people of whom the given fields are kept and the others drawn anew are as near to other
   * real people, in all four fields together, as real ones are.
   */
  @ParameterizedTest
  @MethodSource("given")
  void whatIsNotGivenIsDrawnAsItFollowsFromWhatIs(List<String> given) {
    List<Condition> conditions =
        people(PATIENTS, 2).stream().map(person -> condition(person, given)).toList();
    Cells drawn;
    try (Stream<Timeline> stream =
        Sampler.of(Objects.requireNonNull(model), SamplingConfig.DEFAULT)
            .sample(conditions.iterator())) {
      drawn = cells(stream);
    }
    List<Cells> real =
        IntStream.range(0, REFERENCES)
            .mapToObj(r -> cells(people(PATIENTS, 10 + r).stream()))
            .toList();
    double value = drawn.distance(real);
    double chance = Cells.chance(real);
    assertTrue(value <= FACTOR * chance, value + " from the real, which are apart by " + chance);
  }

  /** Shares of people by counting very many: ranges, several fields, what hardly ever occurs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sex=F",
        "region=region 0 smoker=no",
        "sex=M smoker=yes age=20..50",
        "region=region 3 sex=F smoker=yes",
        "region=region 0 sex=M smoker=yes age=60..90"
      })
  void theShareOfAConditionIsThatOfPeople(String text) {
    Condition condition = Condition.NONE;
    for (String part : text.split(" (?=sex|smoker|age)", -1)) {
      condition =
          condition.and(
              part.substring(0, part.indexOf('=')), part.substring(part.indexOf('=') + 1));
    }
    Condition wanted = condition;
    int many = 200_000;
    double real = people(many, 3).stream().filter(p -> meets(p, wanted)).count() / (double) many;
    double share = Sampler.of(Objects.requireNonNull(model), SamplingConfig.DEFAULT).share(wanted);
    // What four standard errors of its count among those learnt from allow, and a tenth.
    assertEquals(real, share, .1 * real + 4 * Math.sqrt(real * (1 - real) / TRAINED));
  }

  private static boolean meets(Timeline person, Condition condition) {
    return condition.fields().entrySet().stream()
        .allMatch(
            field -> {
              String value = text(person, field.getKey());
              String[] range = field.getValue().split("\\.\\.", -1);
              return range.length == 1
                  ? value.equals(range[0])
                  : Integer.parseInt(value) >= Integer.parseInt(range[0])
                      && Integer.parseInt(value) <= Integer.parseInt(range[1]);
            });
  }

  private static Condition condition(Timeline person, List<String> given) {
    Condition condition = Condition.NONE;
    for (String field : given) {
      condition = condition.and(field, text(person, field));
    }
    return condition;
  }

  private static String text(Timeline person, String field) {
    StaticValue value = Objects.requireNonNull(person.statics().get(field));
    return value instanceof StaticValue.Category category
        ? category.name()
        : Integer.toString((int) ((StaticValue.Number) value).value());
  }

  private static Cells cells(Stream<Timeline> people) {
    return Cells.of(
        people.map(p -> FIELDS.stream().map(f -> text(p, f)).collect(Collectors.joining(" "))));
  }
}
