package org.pan.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pan.model.Head;
import org.pan.model.ModelConfig;
import org.pan.model.ModelConfig.BackboneKind;
import org.pan.model.Pan;
import org.pan.model.Replay;
import org.pan.model.Rows;
import org.pan.sequences.Split;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.sequences.encoding.Encoding;
import org.pan.sequences.encoding.EncodingConfig;
import org.pan.sequences.testing.Clinic;
import org.pan.sequences.testing.ClinicSettings;
import org.pan.sequences.testing.ListDataset;

/** What back-propagation reads stays in memory until it has read it, whatever Java collects. */
class GradientMemoryTest {

  private static final int ROWS = 64;

  /** Models that between them have all heads and backbones. */
  enum Kind {
    CALENDAR(ClinicSettings.DEFAULT, BackboneKind.FEEDFORWARD),
    RELATIVE(ClinicSettings.DEFAULT.relative(), BackboneKind.FEEDFORWARD),
    CARRIED(ClinicSettings.DEFAULT, BackboneKind.GRU);

    private final Clinic clinic;
    private final BackboneKind backbone;

    Kind(ClinicSettings settings, BackboneKind backbone) {
      this.clinic = new Clinic(settings);
      this.backbone = backbone;
    }
  }

  @ParameterizedTest
  @EnumSource
  void collectingGarbageBeforeBackPropagationChangesNoGradient(Kind kind) throws Exception {
    try (ListDataset data = kind.clinic.dataset(20, 1)) {
      EnumSet<Split> all = EnumSet.allOf(Split.class);
      Encoding encoding =
          Encoding.fit(data.schema(), () -> data.timelines(all), EncodingConfig.DEFAULT);
      List<EncodedTimeline> patients = data.timelines(all).map(encoding::encode).toList();
      ModelConfig config = ModelConfig.TINY.withBackbone(kind.backbone);
      try (Pan pan = Pan.create(encoding, patients, config, ai.djl.Device.cpu(), 1)) {
        for (Head head : pan.heads()) {
          Rows rows = rows(pan, head, patients);
          head.prepare(rows, 1000);
          Map<String, float[]> calm = gradients(pan, head, rows, false);
          gradients(pan, head, rows, true)
              .forEach(
                  (name, gradient) ->
                      assertArrayEquals(calm.get(name), gradient, head.name() + "." + name));
        }
      }
    }
  }

  private static Rows rows(Pan pan, Head head, List<EncodedTimeline> patients) {
    Rows rows = new Rows(head.floatWidth(), head.intWidth(), ROWS);
    SplittableRandom random = new SplittableRandom(1);
    Replay replay = new Replay(pan);
    patients.forEach(patient -> replay.rows(patient, head, rows, random));
    rows.truncate(Math.min(ROWS, rows.size()));
    return rows;
  }

  private static Map<String, float[]> gradients(Pan pan, Head head, Rows rows, boolean collect)
      throws InterruptedException {
    Map<String, float[]> gradients = new TreeMap<>();
    head.parameters().dropout().seed(1);
    try (NDManager scope = pan.newManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      Head.Nats nats = head.nll(scope, rows, rows.size(), null, true);
      NDArray loss = nats.rows().mean();
      NDArray penalty = nats.penalty();
      NDArray sum = penalty == null ? loss : loss.add(penalty);
      if (collect) {
        overwriteWhatIsFree();
      }
      collector.backward(sum);
      head.parameters()
          .weights()
          .forEach(
              (name, weight) -> {
                try (NDArray gradient = weight.getGradient()) {
                  gradients.put(name, gradient.toFloatArray());
                  gradient.muli(0);
                }
              });
    }
    return gradients;
  }

  /** Collects, gives the collected buffers time to be freed, and takes their memory again. */
  private static void overwriteWhatIsFree() throws InterruptedException {
    System.gc();
    Thread.sleep(100);
    for (int i = 0; i < 2000; i++) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(4 + 4 * (i % 8));
      while (buffer.remaining() >= 4) {
        buffer.putFloat(1e30f);
      }
    }
  }
}
