package org.pan.bench;

import java.util.List;
import org.pan.cli.CommandProvider;
import org.pan.cli.PanSubcommand;

/** The commands that the bench adds to {@code pan}. */
public final class BenchCommands implements CommandProvider {

  @Override
  public List<Class<? extends PanSubcommand>> commands() {
    return List.of(CompareCommand.class, BenchmarkCommand.class, GrowthCommand.class);
  }
}
