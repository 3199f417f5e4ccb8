package org.pan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.Split;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The real patients that synthetic sets are judged by, and those a generator learnt from. */
final class RealOptions {

  @Option(
      names = "--real",
      required = true,
      paramLabel = "DATA",
      description = "Real patients that the generators have not seen.")
  private Path real;

  @Option(
      names = "--real-split",
      paramLabel = "SPLIT",
      converter = Splits.class,
      description =
          "Which patients of --real: train, tuning or held_out (held_out where --train is the same"
              + " data set, else all).")
  private @Nullable Split realSplit;

  @Option(
      names = "--train",
      paramLabel = "DATA",
      description = {
        "Real patients they learnt from. Without it, halves of --real show what chance gives."
      })
  private @Nullable Path train;

  @Option(
      names = "--train-split",
      paramLabel = "SPLIT",
      converter = Splits.class,
      description =
          "Which patients of --train (train where --real is the same data set, else all).")
  private @Nullable Split trainSplit;

  /** Reads a split by the name it has in MEDS. */
  private static final class Splits implements ITypeConverter<Split> {
    @Override
    public Split convert(String name) {
      return Split.named(name);
    }
  }

  /** Whether there are patients a generator learnt from. */
  boolean trainGiven() {
    return train != null;
  }

  /**
   * Opens the sets.
   *
   * @throws CommandFailure if the patients learnt from would be those to judge by, or a data set
   *     has no splits to choose from
   */
  RealSets open() throws IOException {
    boolean one = train != null && Files.exists(real) && Files.isSameFile(real, train);
    if (!one) {
      return RealSets.open(real, realSplit, train, trainSplit);
    }
    Split held = realSplit == null ? Split.HELD_OUT : realSplit;
    Split learnt = trainSplit == null ? Split.TRAIN : trainSplit;
    if (held == learnt) {
      throw new CommandFailure(
          "--real and --train are the same patients, "
              + held.medsName()
              + " of "
              + real
              + ": choose different splits.");
    }
    return RealSets.open(real, held, real, learnt);
  }
}
