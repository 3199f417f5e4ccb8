package org.pan.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.pan.sequences.DataException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Answers a failure with one readable line, and with the stack trace where it was asked for. */
public final class ErrorLine implements IExecutionExceptionHandler {

  private final Console console;

  ErrorLine(Console console) {
    this.console = console;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    console.err().println("pan: " + line(e));
    if (command.getParseResult().hasMatchedOption("--stacktrace")) {
      e.printStackTrace(console.err());
    }
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  /** One line on what went wrong. What was not foreseen may hold data, so it is not repeated. */
  public static String line(Throwable e) {
    if (e instanceof DataException || e instanceof CommandFailure) {
      return Objects.toString(e.getMessage());
    }
    if (e instanceof UncheckedIOException unchecked) {
      return line(Objects.requireNonNull(unchecked.getCause()));
    }
    if (e instanceof IOException io) {
      return fileLine(io);
    }
    return "This should not have happened: "
        + e.getClass().getSimpleName()
        + ". Run it again with --stacktrace and report what it says.";
  }

  private static String fileLine(IOException e) {
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + ": there is no such file or folder.";
    }
    if (e instanceof FileAlreadyExistsException there) {
      return there.getFile() + ": is there already.";
    }
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + ": may not be read or written; check its permissions.";
    }
    if (e instanceof FileSystemException file && file.getReason() != null) {
      return file.getFile() + ": " + file.getReason() + ".";
    }
    if (e instanceof FileNotFoundException) {
      return e.getMessage() + ".";
    }
    return "Reading or writing failed: " + e.getMessage() + ".";
  }
}
