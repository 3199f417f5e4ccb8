package org.pan.bench.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.pan.bench.compare.FileTree;
import org.pan.sequences.Import;

/** Tables to a MEDS folder. */
@State(Scope.Benchmark)
public class ImportBenchmark {

  private final Path source = Fixture.here().train();
  private Path folder;
  private long sourceBytes;
  private long writtenBytes;

  /** Makes room, and finds how much is read and written. */
  @Setup(Level.Trial)
  public void prepare() throws IOException {
    folder = Files.createTempDirectory("pan-import");
    sourceBytes = FileTree.size(source);
    run();
    writtenBytes = FileTree.size(folder.resolve("meds"));
  }

  private Import.Report run() {
    return Import.run(source, folder.resolve("meds"), Import.Options.DEFAULT.overwriting());
  }

  /** Imports all patients. */
  @Benchmark
  public Import.Report run(Work work) {
    Import.Report report = run();
    work.did(report.events(), 0, sourceBytes + writtenBytes);
    return report;
  }

  /** Leaves nothing behind. */
  @TearDown(Level.Trial)
  public void clean() throws IOException {
    FileTree.delete(folder);
  }
}
