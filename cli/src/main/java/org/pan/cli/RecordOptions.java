package org.pan.cli;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pan.sampling.Sampler;
import org.pan.sequences.Dataset;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.Encoding;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Real patients to go on from. */
final class RecordOptions {

  @Option(
      names = "--continue",
      paramLabel = "DATA",
      description = "Draw futures of these real patients, each after its own past.")
  private @Nullable Path continued;

  @Option(
      names = "--futures",
      paramLabel = "K",
      description = "With --continue: futures of each patient, one after the other (1).")
  private @Nullable Integer futures;

  @Option(
      names = "--match",
      paramLabel = "DATA",
      description =
          "Draw controls of these real patients: the same static fields and start of observation,"
              + " and with --from the same history too.")
  private @Nullable Path matched;

  @Option(
      names = "--controls",
      paramLabel = "K",
      description = "With --match: controls of each patient, one after the other (1).")
  private @Nullable Integer controls;

  @Mixin private ContinuationOptions continuation;

  /** The data set to go on from; null where there is none. */
  @Nullable Path data() {
    return continued != null ? continued : matched;
  }

  /** How many are drawn of each patient. */
  int each() {
    Integer wanted = continued != null ? futures : controls;
    return wanted == null ? 1 : wanted;
  }

  /** What is wrong with how these options were typed, or null. */
  @Nullable String wrong(boolean othersWanted) {
    if (continued != null && matched != null) {
      return "Give --continue or --match, not both.";
    }
    if (data() != null && othersWanted) {
      return "--continue and --match say whom to draw: leave out --subjects, --where and"
          + " --conditions.";
    }
    if ((futures != null && continued == null) || (controls != null && matched == null)) {
      return "--futures goes with --continue, --controls with --match.";
    }
    if (data() == null && continuation.given()) {
      return "--from and --unknown go with --continue or --match.";
    }
    return each() < 1 ? "At least one is drawn of each patient." : null;
  }

  /** The patients who can go on. */
  Records records(Dataset data, Encoding encoding) {
    return newHistory()
        ? Records.all(data, continuation.unknown(encoding), encoding)
        : Records.underObservation(data, continuation.of(encoding, each()), encoding);
  }

  /** Whether only static fields are kept, and nothing that happened. */
  private boolean newHistory() {
    return matched != null && !continuation.fromDay();
  }

  /** Draws from them. */
  Stream<Timeline> draw(Sampler sampler, Iterator<Timeline> records, Encoding encoding) {
    return newHistory()
        ? sampler.controls(records, each(), continuation.unknown(encoding))
        : sampler.futures(records, continuation.of(encoding, each()));
  }
}
