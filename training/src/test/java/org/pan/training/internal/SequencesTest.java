package org.pan.training.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.model.Replay;
import org.pan.model.Rows;
import org.pan.model.heads.CodeHead;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.sequences.encoding.Encoding;
import org.pan.sequences.encoding.EncodingConfig;
import org.pan.sequences.testing.Clinic;
import org.pan.sequences.testing.ClinicSettings;
import org.pan.sequences.testing.ListDataset;

/** Pieces of sequences put together again are the timelines. */
@NullMarked
class SequencesTest {

  private static final int BATCH_ROWS = 512;

  private final List<Batch> batches = new ArrayList<>();

  @Test
  void everyPlaceOfTheBatchGoesThroughWholeTimelinesFromTheirBeginning() throws Exception {
    try (ListDataset data = new Clinic(ClinicSettings.DEFAULT).dataset(70, 1);
        var stream = data.timelines()) {
      List<Timeline> timelines = stream.toList();
      Encoding encoding = Encoding.fit(data.schema(), timelines::stream, EncodingConfig.DEFAULT);
      List<EncodedTimeline> encoded = timelines.stream().map(encoding::encode).toList();
      ModelConfig config = ModelConfig.TINY.withBackbone(ModelConfig.BackboneKind.GRU);
      try (Pan pan = Pan.create(encoding, encoded, config, Device.cpu(), 1)) {
        CodeHead head = Objects.requireNonNull(pan.code());
        new Sequences(pan, head, encoded, BATCH_ROWS, 3).produce(new Collecting(head));
        List<float[]> expected = encoded.stream().map(t -> floats(pan, head, t)).toList();
        List<float[]> found = sequences(head.floatWidth());
        long whole = 0;
        for (float[] sequence : found) {
          whole += expected.stream().anyMatch(e -> Arrays.equals(e, sequence)) ? 1 : 0;
        }
        assertEquals(found.stream().distinct().count(), found.size());
        int cut = found.size() - (int) whole;
        assertTrue(cut <= 8, () -> cut + " of " + found.size() + " timelines were cut short");
        assertEquals(encoded.size(), found.size());
      }
    }
  }

  private static float[] floats(Pan pan, CodeHead head, EncodedTimeline timeline) {
    Rows rows = new Rows(head.floatWidth(), head.intWidth(), 16);
    new Replay(pan).rows(timeline, head, rows, null);
    return Arrays.copyOf(rows.floats(), rows.size() * head.floatWidth());
  }

  /** The rows that count of each place, cut where a subject begins. */
  private List<float[]> sequences(int width) {
    List<float[]> found = new ArrayList<>();
    int lanes = batches.get(0).rows().size() / batches.get(0).steps();
    for (int lane = 0; lane < lanes; lane++) {
      float[] open = new float[0];
      for (Batch batch : batches) {
        boolean[] begins = Objects.requireNonNull(batch.begins());
        if (begins[lane] && open.length > 0) {
          found.add(open);
          open = new float[0];
        }
        float[] weights = Objects.requireNonNull(batch.weights());
        for (int row = lane * batch.steps(); row < (lane + 1) * batch.steps(); row++) {
          if (weights[row] == 1) {
            int end = open.length;
            open = Arrays.copyOf(open, end + width);
            System.arraycopy(batch.rows().floats(), row * width, open, end, width);
          }
        }
      }
      found.add(open);
    }
    return found;
  }

  @Test
  void longTimelinesTendToComeFirstAndNoneIsMissing() {
    int[] weights = new int[100];
    Arrays.fill(weights, 1);
    weights[7] = 1000;
    int early = 0;
    for (int seed = 0; seed < 200; seed++) {
      int[] order = Order.weighted(weights, new SplittableRandom(seed));
      early += order[0] == 7 ? 1 : 0;
      Arrays.sort(order);
      assertArrayEquals(IntStream.range(0, 100).toArray(), order);
    }
    // 1000 of 1099: 182 of 200, with a standard deviation of 4
    assertEquals(182, early, 16);
  }

  private final class Collecting implements BatchSource.Sink {
    private final CodeHead head;

    Collecting(CodeHead head) {
      this.head = head;
    }

    @Override
    public void take(Batch batch) {
      batches.add(batch);
    }

    @Override
    public Rows spare() {
      return new Rows(head.floatWidth(), head.intWidth(), BATCH_ROWS);
    }

    @Override
    public boolean closed() {
      return false;
    }
  }
}
