package org.pan.training.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pan.model.Pan;
import org.pan.model.checkpoint.AtomicFolder;
import org.pan.model.checkpoint.FloatTensor;
import org.pan.model.checkpoint.Safetensors;
import org.pan.model.checkpoint.Tensor;
import org.pan.sequences.DataException;
import org.pan.training.EpochReport;

/**
 * The state of a training that is under way, in a folder of its own: the network, and beside it
 * {@code optimizer.safetensors} and {@code training.json} with all that is needed to go on exactly
 * where it stood.
 */
public final class Checkpoints {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STATE = "training.json";
  private static final String OPTIMIZER = "optimizer.safetensors";

  private final Path folder;

  public Checkpoints(Path folder) {
    this.folder = folder;
  }

  public Path folder() {
    return folder;
  }

  /**
   * What was saved.
   *
   * @param progress by head
   * @param curve reports so far
   * @param elapsedNanos time trained so far
   * @param tensors of the optimizer
   */
  record Saved(
      Map<String, Progress> progress,
      List<EpochReport> curve,
      long elapsedNanos,
      Map<String, FloatTensor> tensors) {

    Progress progress(String head) {
      Progress found = progress.get(head);
      return found == null ? Progress.BEGIN : found;
    }
  }

  private record State(
      Map<String, Progress> progress, List<EpochReport> curve, long elapsedNanos) {}

  /** Whether there is a checkpoint to go on from. */
  public boolean exist() {
    try {
      AtomicFolder.recover(folder);
    } catch (IOException e) {
      throw new DataException(
          "The checkpoint in " + folder + " could not be read: " + e.getMessage(), e);
    }
    return Files.isRegularFile(folder.resolve(STATE));
  }

  /** What was saved last, or null. */
  @Nullable Saved read() {
    if (!exist()) {
      return null;
    }
    try {
      State state = JSON.readValue(folder.resolve(STATE).toFile(), State.class);
      Safetensors file = Safetensors.read(folder.resolve(OPTIMIZER));
      Map<String, FloatTensor> tensors = new LinkedHashMap<>();
      file.tensors().keySet().forEach(name -> tensors.put(name, file.floats(name)));
      return new Saved(state.progress(), state.curve(), state.elapsedNanos(), tensors);
    } catch (IOException e) {
      throw new DataException(
          "The checkpoint in " + folder + " could not be read: " + e.getMessage(), e);
    }
  }

  /** Replaces what was saved last. */
  void write(Pan pan, List<HeadTrainer> heads, List<EpochReport> curve, Duration elapsed) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Map<String, Progress> progress = new LinkedHashMap<>();
    for (HeadTrainer head : heads) {
      head.save(tensors);
      progress.put(head.head().name(), head.progress());
    }
    try {
      AtomicFolder.write(
          folder,
          into -> {
            pan.writeTo(into);
            new Safetensors(Map.of(), tensors).write(into.resolve(OPTIMIZER));
            JSON.writeValue(
                into.resolve(STATE).toFile(), new State(progress, curve, elapsed.toNanos()));
          });
    } catch (IOException e) {
      throw new DataException(
          "The checkpoint could not be written to " + folder + ": " + e.getMessage(), e);
    }
  }
}
