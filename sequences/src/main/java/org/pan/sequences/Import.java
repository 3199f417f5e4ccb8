package org.pan.sequences;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.pan.sequences.internal.output.Importer;

/**
 * Turns any source into a MEDS folder with splits. The database does it all, out of core: memory
 * does not grow with the data. Integer subject ids stay as they are, others are numbered from 1 in
 * their order.
 */
public final class Import {

  private Import() {}

  /**
   * How an import divides its subjects where the source does not: by a hash of the subject id, so
   * that a subject stays where it is when others come or go.
   *
   * @param tuningShare share of subjects for tuning, in [0, 1]
   * @param heldOutShare share of subjects held out, in [0, 1]
   * @param overwrite whether a folder that holds timelines may be replaced
   */
  public record Options(double tuningShare, double heldOutShare, boolean overwrite) {

    /** One tenth each for tuning and held out. */
    public static final Options DEFAULT = new Options(0.1, 0.1, false);

    /**
     * @throws IllegalArgumentException if the shares are not shares
     */
    public Options {
      if (!(tuningShare >= 0 && heldOutShare >= 0 && tuningShare + heldOutShare <= 1)) {
        throw new IllegalArgumentException(
            "The shares for tuning and held out must lie in [0, 1] together.");
      }
    }

    /** The same, but a folder that holds timelines is replaced. */
    public Options overwriting() {
      return new Options(tuningShare, heldOutShare, true);
    }
  }

  /**
   * What was imported.
   *
   * @param schema what the timelines have in common
   * @param subjects number of subjects by split
   * @param events number of events, those that became static fields not counted
   */
  public record Report(Schema schema, Map<Split, Long> subjects, long events) {}

  /**
   * Imports a source.
   *
   * @param source as for {@link Dataset#open}
   * @param folder where the MEDS data set is to lie
   * @throws DataException if the source cannot be used or the folder cannot be written
   */
  public static Report run(Path source, Path folder, Options options) {
    try (Dataset imported = Importer.run(source, folder, options)) {
      Map<Split, Long> subjects =
          Arrays.stream(Split.values())
              .collect(
                  Collectors.toMap(
                      split -> split,
                      split -> imported.subjectCount(Set.of(split)),
                      (first, second) -> first,
                      () -> new EnumMap<>(Split.class)));
      return new Report(imported.schema(), subjects, imported.eventCount(Set.of(Split.values())));
    }
  }
}
