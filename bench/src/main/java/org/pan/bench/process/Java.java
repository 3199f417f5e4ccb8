package org.pan.bench.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pan.cli.Main;

/** Commands that run this project's own programs in a JVM of their own. */
public final class Java {

  private Java() {}

  /** The command that runs a class's main method, with the options and classes of this JVM. */
  public static List<String> command(Class<?> main, List<String> arguments) {
    return command(main, List.of(), arguments);
  }

  /** The same with more options of the JVM, which outweigh those of this one. */
  public static List<String> command(Class<?> main, List<String> options, List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!option.startsWith("-agentlib") && !option.startsWith("-javaagent")) {
        words.add(option);
      }
    }
    words.addAll(options);
    // Without the manifest of pan.jar, which says so for java -jar.
    words.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
    words.add("-cp");
    words.add(System.getProperty("java.class.path"));
    words.add(main.getName());
    words.addAll(arguments);
    return words;
  }

  /** The {@code pan} command: through its launcher, where this JVM was started by it. */
  public static List<String> pan(List<String> arguments) {
    String home = System.getProperty("pan.home");
    boolean launched = System.getProperty("java.class.path").endsWith("pan-bench.jar");
    if (home == null || !launched) {
      return command(Main.class, arguments);
    }
    List<String> words = new ArrayList<>();
    words.add(Path.of(home, "pan").toString());
    words.addAll(arguments);
    return words;
  }
}
