package org.pan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where a command's words go: results to one stream, progress, remarks and errors to another. */
public final class Console {

  private final PrintWriter out;
  private final PrintWriter err;
  private final PrintStream errStream;
  private boolean quiet;

  Console(PrintStream out, PrintStream err) {
    this.out = new PrintWriter(out, true, StandardCharsets.UTF_8);
    this.err = new PrintWriter(err, true, StandardCharsets.UTF_8);
    this.errStream = err;
  }

  /** Leaves out progress and remarks from here on. */
  void silence() {
    quiet = true;
  }

  /** Takes results. */
  public PrintWriter out() {
    return out;
  }

  /** Takes errors. */
  PrintWriter err() {
    return err;
  }

  /** Says on stderr what is being done, unless told to be quiet. */
  public void remark(String line) {
    if (!quiet) {
      err.println(line);
    }
  }

  /** Says on stderr what the user should beware of, even when told to be quiet. */
  public void warn(String line) {
    err.println("Warning: " + line);
  }

  /** Writes a result as JSON to stdout. */
  public void json(Object result) {
    try {
      out.println(
          new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(result));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A result has no JSON form.", e);
    }
  }

  /** Shows how far a step is. */
  public Progress progress(String step, long total) {
    return Progress.start(errStream, quiet, step, total);
  }
}
