package org.pan.bench;

import java.nio.file.Path;
import java.util.Objects;

/** Where things lie. */
public final class Home {

  private Home() {}

  /** The clone of the project from which PAN was started. */
  public static Path project() {
    return Path.of(System.getProperty("pan.home", "."));
  }

  /** What is made once and kept between runs, for all clones. */
  public static Path cache() {
    String cache = System.getenv("XDG_CACHE_HOME");
    return Path.of(
        Objects.requireNonNullElse(
            cache, Path.of(System.getProperty("user.home"), ".cache").toString()),
        "pan",
        "bench");
  }
}
