package org.pan.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version as the jar's manifest says it. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"pan " + number()};
  }

  /** The version's number, or "development" outside of a jar. */
  static String number() {
    return Objects.requireNonNullElse(
        Version.class.getPackage().getImplementationVersion(), "development");
  }
}
