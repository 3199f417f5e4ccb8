package org.pan.bench.judges;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.pan.bench.data.Prepared;
import org.pan.bench.generators.ShellCommand;

/** A user's own judge. */
public record CommandJudge(ShellCommand line) implements OutsideJudge {

  /** What has to stand in its command. */
  public static final List<String> PLACES = List.of("real", "train", "synthetic");

  @Override
  public String name() {
    return line.name();
  }

  @Override
  public List<String> command(Prepared data, Path synthetic, Path scratch) {
    return line.filled(
        Map.of(
            "real", data.holdout().toString(),
            "train", data.train().toString(),
            "synthetic", synthetic.toString()));
  }
}
