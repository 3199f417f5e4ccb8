package org.pan.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.sequences.encoding.FitReport;

/**
 * How a model was made; saved as {@code provenance.json}. It holds counts and settings, never a
 * value of a subject.
 *
 * @param data what it was trained on
 * @param model size and kind of the network
 * @param training settings
 * @param versions of what it was made with
 * @param heads where each head ended
 * @param seconds time spent on training
 * @param curve reports of all epochs
 */
public record Provenance(
    Data data,
    ModelConfig model,
    Settings training,
    Map<String, String> versions,
    List<EpochReport> heads,
    double seconds,
    List<EpochReport> curve) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * What a model was trained on.
   *
   * @param fingerprint SHA-256 of the encoded training timelines
   * @param trainingSubjects subjects trained on
   * @param tuningSubjects subjects held out for early stopping
   * @param events training events
   * @param codes entries of the vocabulary
   * @param protection what the encoding kept out
   */
  public record Data(
      String fingerprint,
      int trainingSubjects,
      int tuningSubjects,
      long events,
      int codes,
      FitReport protection) {}

  /** The settings that a rerun needs. */
  public record Settings(
      long seed,
      int batchRows,
      double learningRate,
      double weightDecay,
      double effort,
      String maxTime,
      String device) {}

  static Provenance of(
      Pan pan,
      List<EncodedTimeline> training,
      int tuningSubjects,
      TrainingConfig config,
      List<EpochReport> curve) {
    Map<String, EpochReport> best = new TreeMap<>();
    curve.forEach(
        report -> best.merge(report.head(), report, (a, b) -> b.tuning() < a.tuning() ? b : a));
    return new Provenance(
        new Data(
            fingerprint(training),
            training.size(),
            tuningSubjects,
            pan.spec().events(),
            pan.encoding().codes().size(),
            pan.encoding().report()),
        pan.spec().config(),
        new Settings(
            config.seed(),
            config.batchRows(),
            config.learningRate(),
            config.weightDecay(),
            config.effort(),
            config.maxTime() == null ? "none" : config.maxTime().toString(),
            config.device()),
        versionsInUse(),
        pan.heads().stream()
            .map(head -> best.get(head.name()))
            .filter(java.util.Objects::nonNull)
            .toList(),
        curve.isEmpty() ? 0 : curve.get(curve.size() - 1).elapsedSeconds(),
        curve);
  }

  private static Map<String, String> versionsInUse() {
    Map<String, String> versions = new TreeMap<>();
    String pan = Provenance.class.getPackage().getImplementationVersion();
    versions.put("pan", pan == null ? "development" : pan);
    versions.put("java", Runtime.version().toString());
    versions.put(
        "engine",
        ai.djl.engine.Engine.getInstance().getEngineName()
            + " "
            + ai.djl.engine.Engine.getInstance().getVersion());
    versions.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return versions;
  }

  private static String fingerprint(List<EncodedTimeline> timelines) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (EncodedTimeline t : timelines) {
        digest.update(t.subject().getBytes(StandardCharsets.UTF_8));
        ByteBuffer bytes = ByteBuffer.allocate(20 * t.size() + 4 * t.statics().length);
        for (int k : t.statics()) {
          bytes.putInt(k);
        }
        for (int i = 0; i < t.size(); i++) {
          bytes.putLong(t.time()[i]).putInt(t.code()[i]).putDouble(t.number()[i]);
        }
        digest.update(bytes.flip());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /** The record as JSON. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A provenance cannot be written as JSON.", e);
    }
  }

  /** A model card (Mitchell et al. 2019) that a board can read. */
  public String card() {
    StringBuilder card = new StringBuilder();
    card.append(
        "# Model card\n\nA PAN model: a probabilistic autoregressive network that draws synthetic patients.\n\n");
    card.append("## Trained on\n\n");
    card.append(
        "%,d subjects with %,d events and %,d codes; %,d more subjects were held out for early stopping.%n"
            .formatted(
                data.trainingSubjects(), data.events(), data.codes(), data.tuningSubjects()));
    card.append("Fingerprint of the data: `").append(data.fingerprint()).append("`\n\n");
    card.append("## Protection\n\n");
    card.append(
        "Codes and values shown by fewer than %d subjects were not learnt as such: %,d codes (%,d events) stand in groups, %,d texts and %,d numbers were dropped, and the lowest and highest values were pulled in.%n"
            .formatted(
                data.protection().protectedBelow(),
                data.protection().rareCodes(),
                data.protection().rareEvents(),
                data.protection().droppedTexts(),
                data.protection().droppedNumbers()));
    card.append(
        "This is no formal privacy guarantee: judge samples with an evaluation against held-out subjects before they leave.\n\n");
    card.append(
        "## What it has learnt\n\nNats a row on the held-out subjects, beside those of marginal frequencies.\n\n");
    card.append("| head | model | marginal | epoch |\n|---|---|---|---|\n");
    for (EpochReport head : heads) {
      card.append(
          "| %s | %.4f | %.4f | %d |%n"
              .formatted(head.head(), head.tuning(), head.baseline(), head.epoch()));
    }
    card.append("\n## Made with\n\n");
    card.append("Seed %d, %.0f seconds, ".formatted(training.seed(), seconds));
    card.append(
        String.join(
            ", ", versions.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList()));
    card.append(".\n\n## Use\n\n");
    card.append(
        "For teaching, software and method development on data like the training data. Not for decisions about a patient; samples show associations of the training data, not causes.\n");
    return card.toString();
  }
}
