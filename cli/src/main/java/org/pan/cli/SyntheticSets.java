package org.pan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pan.evaluation.Report;
import org.pan.evaluation.Scores;
import org.pan.sequences.Dataset;
import org.pan.sequences.OutputOptions;

/** Synthetic sets that are judged together, by the name each has in the scores. */
final class SyntheticSets implements AutoCloseable {

  private final Map<String, Dataset> open = new LinkedHashMap<>();
  private final Map<String, Path> sources = new LinkedHashMap<>();

  /** Opens the sets; closes those that are open if one is no set. */
  static SyntheticSets open(List<Path> sources) {
    SyntheticSets sets = new SyntheticSets();
    try {
      sources.forEach(sets::add);
      return sets;
    } catch (RuntimeException e) {
      sets.close();
      throw e;
    }
  }

  private void add(Path source) {
    String name = name(source);
    open.put(name, Dataset.open(source));
    sources.put(name, source);
  }

  /** The set's file name without its ending, and its number where that name is taken. */
  private String name(Path source) {
    Path last =
        Optional.ofNullable(source.toAbsolutePath().normalize().getFileName()).orElse(source);
    String name = last.toString().replaceFirst("\\.sql$", "");
    return open.containsKey(name) ? name + " " + (open.size() + 1) : name;
  }

  /** The sets by name, in their order. */
  Map<String, Dataset> byName() {
    return open;
  }

  /** The report of these scores, with patients of every set and the making of those that tell. */
  Report report(Scores scores) throws IOException {
    Report report = Report.of(scores);
    for (Map.Entry<String, Dataset> set : open.entrySet()) {
      report = report.patients(set.getKey(), set.getValue());
    }
    for (Map.Entry<String, Path> source : sources.entrySet()) {
      Path provenance = source.getValue().resolve(OutputOptions.PROVENANCE);
      if (Files.isRegularFile(provenance)) {
        report = report.provenance(source.getKey(), Files.readString(provenance));
      }
    }
    return report;
  }

  @Override
  public void close() {
    open.values().forEach(Dataset::close);
  }
}
