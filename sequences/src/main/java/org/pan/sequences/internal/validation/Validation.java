package org.pan.sequences.internal.validation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.pan.sequences.DataException;
import org.pan.sequences.Finding;
import org.pan.sequences.internal.source.Sources;
import org.pan.sequences.internal.sql.ScratchDatabase;
import org.pan.sequences.internal.store.TimelineStore;

/** Runs the checks that apply to a source. */
public final class Validation {

  private Validation() {}

  /** The findings on a source, errors first. */
  public static List<Finding> of(Path source) {
    List<Finding> findings = new ArrayList<>();
    if (Files.isDirectory(source.resolve("data"))) {
      try (ScratchDatabase database =
          ScratchDatabase.create(Objects.toString(source.getFileName()))) {
        new MedsDataCheck(database, source, findings).run();
        new MedsMetadataCheck(database, source, findings).run();
      }
    }
    checkTimelines(source, findings);
    findings.sort(Comparator.comparing(Finding::severity));
    return List.copyOf(findings);
  }

  private static void checkTimelines(Path source, List<Finding> findings) {
    String name = Objects.toString(source.getFileName());
    try (TimelineStore store = Sources.open(source)) {
      new TimelineCheck(store.database(), name, findings).run();
    } catch (DataException e) {
      findings.add(Finding.error(name, "cannot be read as timelines: " + e.getMessage()));
    }
  }
}
