package org.pan.model.testing;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.SplittableRandom;
import org.pan.model.Head;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.model.Replay;
import org.pan.model.Rows;
import org.pan.sequences.Schema;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.sequences.encoding.Encoding;
import org.pan.sequences.encoding.EncodingConfig;

/** Networks that are fitted but not trained, with weights so random that nothing is uniform. */
public final class RandomPan {

  /** Few enough classes that numbers fall into bins even in a small world. */
  public static final EncodingConfig COARSE = new EncodingConfig(2, 8, 8, 20, 10_000, 100_000);

  private RandomPan() {}

  /** A network for these timelines with random weights in all heads; the caller closes it. */
  public static Pan of(Schema schema, List<Timeline> timelines, ModelConfig config, long seed) {
    return of(schema, timelines, COARSE, config, seed);
  }

  /** The same with a choice of encoding. */
  public static Pan of(
      Schema schema,
      List<Timeline> timelines,
      EncodingConfig coding,
      ModelConfig config,
      long seed) {
    Encoding encoding = Encoding.fit(schema, timelines::stream, coding);
    List<EncodedTimeline> encoded = timelines.stream().map(encoding::encode).toList();
    Pan pan = Pan.create(encoding, encoded, config, Device.cpu(), seed);
    prepare(pan, encoded);
    scramble(pan, seed);
    return pan;
  }

  private static void prepare(Pan pan, List<EncodedTimeline> encoded) {
    Replay replay = new Replay(pan);
    for (Head head : pan.heads()) {
      Rows rows = new Rows(head.floatWidth(), head.intWidth(), 1024);
      SplittableRandom random = new SplittableRandom(1);
      encoded.forEach(timeline -> replay.rows(timeline, head, rows, random));
      if (rows.size() > 0) {
        head.prepare(rows, rows.size());
      }
    }
  }

  /** Adds noise to all weights and paces, of a size that moves every output by about one nat. */
  public static void scramble(Pan pan, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (Head head : pan.heads()) {
      head.parameters()
          .tensors()
          .forEach(
              (name, array) -> {
                if (!array.hasGradient() && !name.equals("pace.logs")) {
                  return;
                }
                double size = size(name, array);
                float[] values = array.toFloatArray();
                for (int i = 0; i < values.length; i++) {
                  values[i] += (float) (size * random.nextGaussian());
                }
                head.parameters().set(name, values);
              });
    }
    pan.load(pan.tensors());
  }

  private static double size(String name, NDArray array) {
    if (name.equals("output.matrix")) {
      return 1 / Math.sqrt((double) array.getShape().get(1));
    }
    if (name.endsWith(".matrix")) {
      return .3 / Math.sqrt((double) array.getShape().get(1));
    }
    return name.startsWith("embedding.") ? .5 : .3;
  }
}
