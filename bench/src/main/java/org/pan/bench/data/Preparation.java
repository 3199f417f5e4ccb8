package org.pan.bench.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.pan.bench.Json;
import org.pan.cli.CommandFailure;
import org.pan.sequences.Dataset;
import org.pan.sequences.Split;
import org.pan.sequences.Timeline;

/**
 * Divides patients into those to learn from and those to judge by: as the source says, else 70 %
 * and 30 % by a hash of the subject's id and the seed.
 */
public final class Preparation {

  private static final String DONE = "prepared.json";
  private static final double HELD_OUT = .3;
  private static final int FEWEST = 20;

  private record Ranked(String subject, long hash) {}

  /** The ids of the patients of each part. */
  private record Parts(Set<String> train, Set<String> holdout) {}

  private Preparation() {}

  /**
   * Divides a source, or reads what has been divided with the same settings before.
   *
   * @param most patients in all
   * @throws CommandFailure if there are too few patients to learn from or to judge by
   */
  public static Prepared run(Source source, long most, long seed, Path folder) throws IOException {
    Path done = folder.resolve(DONE);
    if (Files.exists(done)) {
      Division before = Json.read(done, Division.class);
      if (before.seed() == seed && before.most() == most) {
        return new Prepared(before, folder);
      }
      throw new CommandFailure(
          folder + ": was divided with another --seed or --subjects; choose another --out.");
    }
    try (Dataset data = source.open(most, seed)) {
      Parts parts = divide(data, most, seed);
      if (parts.train.size() < FEWEST || parts.holdout.size() < FEWEST) {
        throw new CommandFailure(
            "%s: %d patients to learn from and %d to judge by; a comparison takes %d of each."
                .formatted(source.name(), parts.train.size(), parts.holdout.size(), FEWEST));
      }
      Files.createDirectories(folder);
      Division division =
          new Division(
              source.name(),
              seed,
              most,
              parts.train.size(),
              write(data, parts.train, folder.resolve(Prepared.TRAIN)),
              parts.holdout.size(),
              write(data, parts.holdout, folder.resolve(Prepared.HOLDOUT)),
              data.schema().timeMode(),
              data.schema().resolution());
      Json.write(done, division);
      return new Prepared(division, folder);
    }
  }

  /** What has been divided in a folder before. */
  public static Division read(Path folder) throws IOException {
    return Json.read(folder.resolve(DONE), Division.class);
  }

  private static Parts divide(Dataset data, long most, long seed) {
    if (!data.hasSplits()) {
      List<Ranked> all = ranked(data, Set.of(Split.values()), seed);
      int count = (int) Math.min(most, all.size());
      int held = (int) Math.round(HELD_OUT * count);
      return new Parts(ids(all.subList(held, count)), ids(all.subList(0, held)));
    }
    List<Ranked> train = ranked(data, Set.of(Split.TRAIN, Split.TUNING), seed);
    List<Ranked> held = ranked(data, Set.of(Split.HELD_OUT), seed);
    double share = Math.min(1, (double) most / Math.max(1, train.size() + held.size()));
    return new Parts(
        ids(train.subList(0, (int) (share * train.size()))),
        ids(held.subList(0, (int) (share * held.size()))));
  }

  /** The subjects in the order of their hashes. */
  private static List<Ranked> ranked(Dataset data, Set<Split> splits, long seed) {
    List<Ranked> all = new ArrayList<>();
    try (Stream<Timeline> timelines = data.timelines(splits)) {
      timelines.forEach(t -> all.add(new Ranked(t.subject(), hash(t.subject(), seed))));
    }
    all.sort(Comparator.comparingLong(Ranked::hash).thenComparing(Ranked::subject));
    return all;
  }

  private static long hash(String subject, long seed) {
    byte[] text = (seed + "/" + subject).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(text).getLeastSignificantBits();
  }

  private static Set<String> ids(List<Ranked> ranked) {
    Set<String> ids = new HashSet<>();
    ranked.forEach(subject -> ids.add(subject.subject()));
    return ids;
  }

  private static long write(Dataset data, Set<String> subjects, Path folder) {
    return PatientTables.write(
        folder,
        data.schema(),
        data.timelines().filter(timeline -> subjects.contains(timeline.subject())));
  }
}
