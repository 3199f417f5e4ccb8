package org.pan.sequences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pan.sequences.StaticValue.Category;
import org.pan.sequences.internal.sql.ScratchDatabase;

/** The mappings that ship with PAN, each on data in the columns of its standard. */
class ExampleMappingsTest {

  private static final long DAY = 86_400_000_000L;
  private static final Path EXAMPLES = Path.of("../examples");

  @TempDir Path folder;

  private static List<Timeline> read(Path mapping) {
    try (Dataset data = Dataset.open(mapping);
        Stream<Timeline> timelines = data.timelines()) {
      return timelines.toList();
    }
  }

  /** A copy of the mapping beside the fixture's files, as its first lines advise. */
  private Map<String, Timeline> readBeside(String name, String... edit) throws IOException {
    try (Stream<Path> files = Files.list(resource(name))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(Objects.requireNonNull(file.getFileName())));
      }
    }
    String sql = Files.readString(EXAMPLES.resolve("mappings").resolve(name + ".sql"));
    for (int i = 0; i < edit.length; i += 2) {
      assertTrue(sql.contains(edit[i]));
      sql = sql.replace(edit[i], edit[i + 1]);
    }
    Path mapping = Files.writeString(folder.resolve(name + ".sql"), sql);
    return read(mapping).stream()
        .collect(
            Collectors.toMap(Timeline::subject, Function.identity(), (a, b) -> a, TreeMap::new));
  }

  private static Path resource(String name) {
    try {
      return Path.of(Objects.requireNonNull(ExampleMappingsTest.class.getResource(name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Timeline get(Map<String, Timeline> timelines, String subject) {
    return Objects.requireNonNull(timelines.get(subject), subject);
  }

  private static long at(String time) {
    return (time.contains("T") ? LocalDateTime.parse(time) : LocalDate.parse(time).atStartOfDay())
            .toEpochSecond(ZoneOffset.UTC)
        * 1_000_000;
  }

  private static StaticValue date(String date) {
    return new StaticValue.Date(at(date));
  }

  @Test
  void nafldHasTestsAndDiagnosesInFileOrder() throws IOException {
    Map<String, List<Event>> expected = new TreeMap<>();
    for (List<String> row : csv("measurements.csv.gz")) {
      add(
          expected,
          row.get(0),
          Event.of(Long.parseLong(row.get(1)) * DAY, row.get(2), Double.parseDouble(row.get(3))));
    }
    for (List<String> row : csv("diagnoses.csv.gz")) {
      add(expected, row.get(0), Event.of(Long.parseLong(row.get(1)) * DAY, "dx:" + row.get(2)));
    }
    expected.values().forEach(events -> events.sort(Comparator.comparingLong(Event::timeMicros)));
    List<Timeline> timelines = read(EXAMPLES.resolve("mappings/nafld.sql"));
    assertEquals(12_233, timelines.size());
    for (Timeline timeline : timelines) {
      assertEquals(
          expected.getOrDefault(timeline.subject(), List.of()),
          timeline.events(),
          timeline.subject());
    }
    Timeline third = timelines.get(2);
    assertEquals("3", third.subject());
    assertEquals(new Category("true"), third.statics().get("case"));
    assertEquals(new StaticValue.Number(105.8), third.statics().get("weight"));
    assertEquals(OptionalLong.of(1783 * DAY), third.end());
  }

  private static void add(Map<String, List<Event>> events, String subject, Event event) {
    events.computeIfAbsent(subject, key -> new ArrayList<>()).add(event);
  }

  private static List<List<String>> csv(String name) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(EXAMPLES.resolve("nafld").resolve(name))),
                StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(line -> List.of(line.split(","))).toList();
    }
  }

  @Test
  void wideAndLongSeriesAreTheSame() {
    List<Timeline> wide = read(EXAMPLES.resolve("mappings/wide.sql"));
    assertEquals(read(EXAMPLES.resolve("mappings/wikipedia.sql")), wide);
    assertEquals(10, wide.size());
    Timeline gray =
        wide.stream()
            .filter(
                t ->
                    t.subject()
                        .equals("Death_of_Freddie_Gray_en.wikipedia.org_mobile-web_all-agents"))
            .findFirst()
            .orElseThrow();
    assertEquals(550, gray.events().size());
    assertEquals(Event.of(at("2015-07-02"), "views", 704), gray.events().get(1));
    assertEquals(OptionalLong.of(at("2016-12-31")), gray.end());
  }

  @Test
  void omopTablesBecomeTimelines() throws IOException {
    Map<String, Timeline> timelines = readBeside("omop");
    assertEquals(List.of("101", "102", "103"), List.copyOf(timelines.keySet()));
    Timeline first = get(timelines, "101");
    assertEquals(
        Map.of(
            "sex",
            new Category("female"),
            "race",
            new Category("8527"),
            "ethnicity",
            new Category("38003564"),
            "birth_date",
            date("1961-03-09")),
        first.statics());
    assertEquals(OptionalLong.of(at("2010-01-01")), first.start());
    assertEquals(OptionalLong.of(at("2020-07-01") - 1), first.end());
    assertEquals(
        List.of(
            Event.of(at("2012-05-07T08:30"), "VISIT//9202"),
            Event.of(at("2012-05-07T08:30"), "CONDITION//201826"),
            Event.of(at("2012-05-07T08:40"), "MEASUREMENT//3004410//%", 7.9),
            new Event(at("2012-05-07T08:40"), "MEASUREMENT//3051031", Double.NaN, "9189"),
            Event.of(at("2012-05-08"), "DRUG//1503297"),
            Event.of(at("2020-06-30"), "MEDS_DEATH")),
        first.events());
    assertEquals(
        List.of(
            Event.of(at("2019-02-11"), "VISIT//9203"),
            Event.of(at("2019-02-11"), "CONDITION//source//X99.Z"),
            new Event(at("2019-02-11"), "OBSERVATION//4275495", Double.NaN, "Never smoker"),
            Event.of(at("2019-02-11T23:15"), "PROCEDURE//4163872")),
        get(timelines, "102").events());
    assertEquals(date("1987-11-02"), get(timelines, "102").statics().get("birth_date"));
    assertEquals(date("2001-05-01"), get(timelines, "103").statics().get("birth_date"));
    assertTrue(get(timelines, "103").events().isEmpty());
  }

  @Test
  void omopTablesMayBeParquet() throws IOException {
    Map<String, Timeline> fromCsv = readBeside("omop");
    for (String table :
        List.of(
            "person",
            "observation_period",
            "visit_occurrence",
            "condition_occurrence",
            "drug_exposure",
            "procedure_occurrence",
            "measurement",
            "observation",
            "death")) {
      try (ScratchDatabase database = ScratchDatabase.create("test")) {
        String file = folder.resolve(table).toString();
        database.execute(
            "COPY (SELECT * FROM read_csv('"
                + file
                + ".csv', all_varchar = true)) TO '"
                + file
                + ".parquet'");
      }
    }
    String sql = Files.readString(folder.resolve("omop.sql"));
    Path mapping =
        Files.writeString(
            folder.resolve("parquet.sql"),
            sql.replace(
                "FROM read_csv(getvariable('folder') || '/' || name || '.csv', all_varchar = true, header = true)",
                "FROM read_parquet(getvariable('folder') || '/' || name || '.parquet')"));
    assertEquals(List.copyOf(fromCsv.values()), read(mapping));
  }

  @Test
  void syntheaTablesBecomeTimelines() throws IOException {
    Map<String, Timeline> timelines = readBeside("synthea");
    Timeline first = get(timelines, "aa-1");
    assertEquals(
        Map.of(
            "sex",
            new Category("F"),
            "race",
            new Category("white"),
            "ethnicity",
            new Category("nonhispanic"),
            "marital_status",
            new Category("M"),
            "birth_date",
            date("1950-04-03")),
        first.statics());
    assertEquals(
        List.of(
            Event.of(at("2020-02-03"), "CONDITION//38341003"),
            Event.of(at("2020-02-03T09:15:27"), "ENCOUNTER//wellness//162673000"),
            Event.of(at("2020-02-03T09:15:27"), "PROCEDURE//710824005"),
            Event.of(at("2020-02-03T09:15:27"), "OBSERVATION//8302-2//cm", 162.3),
            new Event(
                at("2020-02-03T09:15:27"),
                "OBSERVATION//72166-2//{nominal}",
                Double.NaN,
                "Never smoked tobacco (finding)"),
            Event.of(at("2020-02-03T09:30:27"), "MEDICATION//314076"),
            Event.of(at("2021-11-05"), "MEDS_DEATH")),
        first.events());
    assertEquals(
        List.of(
            Event.of(at("2020-02-10T13:00"), "ENCOUNTER//ambulatory//185345009"),
            Event.of(at("2020-02-10T13:00"), "IMMUNIZATION//140")),
        get(timelines, "bb-2").events());
  }

  @Test
  void mimicTablesBecomeTimelines() throws IOException {
    Map<String, Timeline> timelines = readBeside("mimic3", "'.csv.gz'", "'.csv'");
    Timeline first = get(timelines, "249");
    assertEquals(
        Map.of(
            "sex",
            new Category("F"),
            "ethnicity",
            new Category("WHITE"),
            "insurance",
            new Category("Medicare"),
            "age",
            new StaticValue.Number(73)),
        first.statics());
    assertEquals(
        List.of(
            Event.of(at("2149-12-17T20:41"), "ADMISSION//EMERGENCY"),
            Event.of(at("2149-12-17T21:30"), "ICU//MICU"),
            Event.of(at("2149-12-18"), "DRUG//Furosemide"),
            Event.of(at("2149-12-18T04:05"), "LAB//50971//mEq/L", 3.4),
            Event.of(at("2149-12-31T14:55"), "DIAGNOSIS//ICD9//4280"),
            Event.of(at("2149-12-31T14:55"), "PROCEDURE//ICD9//9671"),
            Event.of(at("2149-12-31T14:55"), "DISCHARGE//HOME"),
            new Event(at("2150-02-01T09:00"), "LAB//51491", Double.NaN, "NEG")),
        first.events());
    assertEquals(new StaticValue.Number(90), get(timelines, "250").statics().get("age"));
    assertEquals(
        List.of("ADMISSION//URGENT", "MEDS_DEATH", "DISCHARGE//DEAD/EXPIRED"),
        get(timelines, "250").events().stream().map(Event::code).toList());
  }

  @Test
  void fhirResourcesBecomeTimelines() throws IOException {
    Map<String, Timeline> timelines = readBeside("fhir");
    Timeline first = get(timelines, "f1");
    assertEquals(
        Map.of(
            "sex",
            new Category("female"),
            "marital_status",
            new Category("M"),
            "birth_date",
            date("1974-12-25")),
        first.statics());
    assertEquals(
        List.of(
            Event.of(at("2012-05-07T08:30"), "ENCOUNTER//AMB"),
            Event.of(at("2012-05-07T08:40"), "OBSERVATION//4548-4//%", 7.9),
            Event.of(at("2012-05-07T08:41"), "OBSERVATION//8480-6//mmHg", 131),
            Event.of(at("2012-05-07T08:41"), "OBSERVATION//8462-4//mmHg", 84),
            Event.of(at("2012-05-08"), "MEDICATION//860975"),
            Event.of(at("2012-05-15"), "CONDITION//44054006"),
            Event.of(at("2015-02-14T13:42"), "MEDS_DEATH")),
        first.events());
    assertEquals(
        List.of(
            new Event(at("2013-01-02"), "OBSERVATION//72166-2", Double.NaN, "266919005"),
            Event.of(at("2013-04-05T10:00"), "PROCEDURE//80146002")),
        get(timelines, "f2").events());
  }
}
