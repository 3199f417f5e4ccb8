package org.pan.bench.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pan.bench.Home;
import org.pan.bench.process.Job;
import org.pan.bench.process.OnPath;
import org.pan.bench.process.Outcome;
import org.pan.bench.process.Watch;
import org.pan.cli.Console;

/**
 * A folder with {@code run.py} and the {@code requirements.txt} of its virtual environment. A file
 * {@code requirements-no-deps.txt} names packages to install as they are, whatever they say they
 * need.
 *
 * @param folder where they lie
 */
public record PythonProgram(Path folder) {

  private static final String PYTHON = "python3.11";
  private static final String CHOSEN = "PAN_PYTHON";
  private static final String COMPLETE = "complete";
  private static final Duration LONGEST = Duration.ofHours(2);

  /** What is to be installed, with and without what it needs. */
  private static final List<List<String>> REQUIREMENTS =
      List.of(List.of("requirements.txt"), List.of("requirements-no-deps.txt", "--no-deps"));

  /** The program of that name among the peers. */
  public static PythonProgram peer(String name) {
    return new PythonProgram(Home.project().resolve("bench/peers").resolve(name));
  }

  /** The program of that name among the judges. */
  public static PythonProgram judge(String name) {
    return new PythonProgram(Home.project().resolve("bench/judges").resolve(name));
  }

  /** The command that runs it. */
  public List<String> command(List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(environment().resolve("bin/python").toString());
    words.add(folder.resolve("run.py").toString());
    words.addAll(arguments);
    return words;
  }

  /** Whether its environment has been made. */
  public boolean isInstalled() {
    return Files.exists(environment().resolve(COMPLETE));
  }

  /**
   * Makes its environment, unless there is one: it takes Python 3.11 and what {@code pip} is set up
   * to install from.
   *
   * @return why it could not be made, if so
   */
  public Optional<String> install(Console console) {
    if (isInstalled()) {
      return Optional.empty();
    }
    Path python = python();
    if (python == null) {
      return Optional.of(
          PYTHON + ": not found on the PATH; install Python 3.11 or name it with " + CHOSEN + ".");
    }
    console.remark(
        "Making the environment of " + folder.getFileName() + "; once, it takes some minutes ...");
    try {
      return make(python);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  private Optional<String> make(Path python) throws IOException, InterruptedException {
    Path environment = environment();
    Files.createDirectories(environment);
    Path log = environment.resolve("install.log");
    List<List<String>> commands = new ArrayList<>();
    commands.add(List.of(python.toString(), "-m", "venv", environment.toString()));
    for (List<String> requirement : REQUIREMENTS) {
      Path file = folder.resolve(requirement.get(0));
      if (Files.exists(file)) {
        List<String> words = new ArrayList<>();
        words.add(environment.resolve("bin/python").toString());
        words.addAll(List.of("-m", "pip", "install", "--no-input", "-r", file.toString()));
        words.addAll(requirement.subList(1, requirement.size()));
        commands.add(words);
      }
    }
    for (List<String> command : commands) {
      Outcome outcome = Watch.run(new Job(command, Map.of(), log, LONGEST, LONGEST), usage -> {});
      if (!outcome.succeeded()) {
        return Optional.of(
            "its Python environment could not be made: %s (all of it: %s)"
                .formatted(outcome.fault(), log));
      }
    }
    Files.createFile(environment.resolve(COMPLETE));
    return Optional.empty();
  }

  private static @Nullable Path python() {
    String chosen = System.getenv(CHOSEN);
    return chosen != null ? Path.of(chosen) : OnPath.find(PYTHON).orElse(null);
  }

  /** Named by what is installed in it: other requirements make another. */
  private Path environment() {
    StringBuilder installed = new StringBuilder();
    for (List<String> requirement : REQUIREMENTS) {
      Path file = folder.resolve(requirement.get(0));
      try {
        installed.append(Files.exists(file) ? Files.readString(file) : "");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    byte[] bytes = installed.toString().getBytes(StandardCharsets.UTF_8);
    String hash = UUID.nameUUIDFromBytes(bytes).toString().substring(0, 8);
    return Home.cache().resolve(folder.getFileName() + "-" + hash);
  }
}
