package org.pan.cli;

import java.util.List;

/**
 * Adds commands to {@code pan}. Providers are found on the class path by {@link
 * java.util.ServiceLoader}.
 */
@FunctionalInterface
public interface CommandProvider {

  /** The commands, in the order in which the help shows them. */
  List<Class<? extends PanSubcommand>> commands();
}
