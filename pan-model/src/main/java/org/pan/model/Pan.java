package org.pan.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pan.model.checkpoint.AtomicFolder;
import org.pan.model.checkpoint.FloatTensor;
import org.pan.model.checkpoint.Safetensors;
import org.pan.model.checkpoint.Tensor;
import org.pan.model.constraints.ConstraintMasks;
import org.pan.model.heads.BinCoding;
import org.pan.model.heads.CodeHead;
import org.pan.model.heads.DayHead;
import org.pan.model.heads.FirstDay;
import org.pan.model.heads.LandingHazard;
import org.pan.model.heads.NumberScale;
import org.pan.model.heads.OpenTimes;
import org.pan.model.heads.ResidualCoding;
import org.pan.model.heads.StartHead;
import org.pan.model.heads.StaticHead;
import org.pan.model.heads.TimeOfDay;
import org.pan.model.heads.ValueCoding;
import org.pan.model.heads.ValueHead;
import org.pan.model.heads.WeekAndWeekday;
import org.pan.model.memory.Memory;
import org.pan.model.memory.MemoryLayout;
import org.pan.model.network.Feedforward;
import org.pan.model.network.Gru;
import org.pan.model.network.Parameters;
import org.pan.model.network.Trunk;
import org.pan.sequences.DataException;
import org.pan.sequences.Resolution;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.sequences.encoding.Encoding;
import org.pan.sequences.encoding.NumberCoding;

/**
 * A probabilistic autoregressive network over timelines:
 *
 * <pre>
 * log p(timeline) = log p(static)
 *                   + sum over times [ log p(when | past)
 *                       + sum over its events [ log p(code | past, when) + log p(value | past, when, code) ]
 *                       + log p(no code any more | past, when) ]
 *                   + log p(no more | past)
 * </pre>
 *
 * Each term is a {@link Head} of its own over one {@link Memory} of the past; a head whose answer
 * is forced does not exist. Closing frees the tensors.
 */
public final class Pan implements AutoCloseable {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final String PROVENANCE = "provenance.json";
  private static final String CARD = "MODEL_CARD.md";

  private final Map<String, String> documents = new LinkedHashMap<>();
  private final NDManager manager;
  private final Encoding encoding;
  private final ModelSpec spec;
  private final SubjectInputs inputs;
  private final ConstraintMasks constraints;
  private final @Nullable StaticHead statics;
  private final @Nullable StartHead start;
  private final @Nullable DayHead when;
  private final @Nullable TimeOfDay time;
  private final @Nullable CodeHead code;
  private final @Nullable ValueHead value;

  private Pan(Encoding encoding, ModelSpec spec, Device device, long seed) {
    this.manager = NDManager.newBaseManager(device);
    this.encoding = encoding;
    this.spec = spec;
    this.constraints = new ConstraintMasks(spec.constraints(), spec.layout().codes());
    this.inputs = new SubjectInputs(encoding, spec.traits(), spec.layout(), spec.config().hides());
    ModelConfig config = spec.config();
    MemoryLayout layout = spec.layout();
    Rules rules = spec.rules();
    int width = memory().size();
    boolean events = spec.events() > 0;

    statics =
        inputs.sizes().length == 0
            ? null
            : new StaticHead(
                parameters(seed, 0),
                inputs.sizes(),
                inputs.never(),
                inputs.scores(),
                feedforward(config.staticWidth(), .1));
    FirstDay firstDay = spec.firstDay();
    start =
        firstDay == null
            ? null
            : new StartHead(
                parameters(seed, 1),
                layout,
                width,
                firstDay,
                openTimes(),
                feedforward(config.staticWidth(), .2));
    boolean regular = rules.regular();
    when =
        !events || regular
            ? null
            : dayHead(parameters(seed, 2), layout, width, backbone(config.whenWidth()));
    time =
        !events || regular || !layout.timed()
            ? null
            : new TimeOfDay(
                parameters(seed, 3),
                layout,
                width,
                encoding.timeOfDay(),
                encoding.delays(),
                openTimes(),
                backbone(config.timeWidth()));
    code =
        !events || (layout.codes() <= 1 && !rules.simultaneous())
            ? null
            : new CodeHead(
                parameters(seed, 4),
                layout,
                width,
                rules,
                config.constraintBound(),
                backbone(config.codeWidth()));
    value =
        codings() == null
            ? null
            : new ValueHead(
                parameters(seed, 5),
                memory(),
                java.util.Objects.requireNonNull(codings()),
                numberShares(),
                layout.dates(),
                rules,
                backbone(config.valueWidth()));
  }

  /** An untrained network fitted to the shape of encoded training timelines. */
  public static Pan create(
      Encoding encoding,
      List<EncodedTimeline> training,
      ModelConfig config,
      Device device,
      long seed) {
    return new Pan(encoding, new SpecFit(encoding, training, config).fit(), device, seed);
  }

  /** An untrained network fitted to the same timelines, with this likelihood of the day. */
  public Pan withDay(ModelConfig.DayKind kind, long seed) {
    return new Pan(encoding, spec.with(spec.config().withDay(kind)), manager.getDevice(), seed);
  }

  private DayHead dayHead(
      Parameters parameters, MemoryLayout layout, int width, Trunk.BackboneFactory backbone) {
    return spec.config().day().orUsual(encoding.schema().timeMode()) == ModelConfig.DayKind.HAZARD
        ? new LandingHazard(parameters, layout, width, spec.groups(), openTimes(), backbone)
        : new WeekAndWeekday(parameters, layout, width, spec.weeks(), openTimes(), backbone);
  }

  private Parameters parameters(long seed, int head) {
    return new Parameters(manager, seed * 31 + head);
  }

  private static Trunk.BackboneFactory feedforward(int width, double dropout) {
    return (parameters, inputs) -> new Feedforward(parameters, inputs, width, (float) dropout);
  }

  private Trunk.BackboneFactory backbone(int width) {
    float dropout = (float) spec.config().dropout();
    return switch (spec.config().backbone()) {
      case FEEDFORWARD ->
          (parameters, inputs) -> new Feedforward(parameters, inputs, width, dropout);
      case GRU -> (parameters, inputs) -> new Gru(parameters, inputs, width, dropout);
    };
  }

  private @Nullable ValueCoding @Nullable [] codings() {
    @Nullable ValueCoding[] codings = new ValueCoding[spec.layout().codes()];
    boolean any = false;
    for (int c = 0; c < codings.length; c++) {
      NumberCoding numbers = encoding.numbers(c);
      if (numbers == null) {
        continue;
      }
      any = true;
      double[] residuals = spec.residuals().get(c);
      NumberScale scale = new NumberScale(numbers);
      codings[c] = residuals == null ? new BinCoding(scale) : new ResidualCoding(scale, residuals);
    }
    return any ? codings : null;
  }

  private double[] numberShares() {
    double[] shares = new double[spec.layout().codes()];
    for (int c = 0; c < shares.length; c++) {
      shares[c] = encoding.numberShare(c);
    }
    return shares;
  }

  private OpenTimes openTimes() {
    Resolution resolution = encoding.schema().resolution();
    if (resolution == Resolution.DAY) {
      return OpenTimes.DAILY;
    }
    boolean finer = resolution == Resolution.MICROSECOND;
    return new OpenTimes(
        encoding.timeOfDay(),
        encoding.delays(),
        finer ? Resolution.SECOND.micros() : resolution.micros());
  }

  public Encoding encoding() {
    return encoding;
  }

  public ModelSpec spec() {
    return spec;
  }

  /** What turns static fields and traits into inputs. */
  public SubjectInputs inputs() {
    return inputs;
  }

  /** What has been learnt never to happen. */
  public ConstraintMasks constraints() {
    return constraints;
  }

  /** A new memory for this network. */
  public Memory memory() {
    return new Memory(spec.layout(), spec.priors(), encoding, inputs.size(), spec.forecasts());
  }

  /** Static fields and traits; null where there are none. */
  public @Nullable StaticHead statics() {
    return statics;
  }

  /** Day of the first event; null where every start of observation is known. */
  public @Nullable StartHead start() {
    return start;
  }

  /** Day of the next event; null where time runs on a fixed step. */
  public @Nullable DayHead when() {
    return when;
  }

  /** Time of day; null where the resolution is a day or time runs on a fixed step. */
  public @Nullable TimeOfDay time() {
    return time;
  }

  /** Code; null where there is only one and it never comes twice at a time. */
  public @Nullable CodeHead code() {
    return code;
  }

  /** Value; null where no code has a number. */
  public @Nullable ValueHead value() {
    return value;
  }

  /** The heads there are, in the order of the likelihood. */
  public List<Head> heads() {
    List<Head> heads = new ArrayList<>();
    for (@Nullable Head head : new @Nullable Head[] {statics, start, when, time, code, value}) {
      if (head != null) {
        heads.add(head);
      }
    }
    return heads;
  }

  /** A manager for work on this network's device, to be closed by the caller. */
  public NDManager newManager() {
    return manager.newSubManager();
  }

  /**
   * Sets how this network was made: the texts of {@code provenance.json} and {@code MODEL_CARD.md},
   * saved with it.
   */
  public void document(String provenance, String card) {
    documents.put(PROVENANCE, provenance);
    documents.put(CARD, card);
  }

  /** The text of {@code provenance.json}, if the network has one. */
  public Optional<String> provenance() {
    return Optional.ofNullable(documents.get(PROVENANCE));
  }

  /** The number of learnt values. */
  public long parameterCount() {
    return heads().stream().mapToLong(head -> head.parameters().count()).sum();
  }

  /** Copies of all tensors by {@code head.name}. */
  public Map<String, float[]> tensors() {
    Map<String, float[]> all = new LinkedHashMap<>();
    for (Head head : heads()) {
      head.parameters()
          .tensors()
          .forEach((name, array) -> all.put(head.name() + "." + name, array.toFloatArray()));
    }
    return all;
  }

  /** Overwrites tensors that {@link #tensors} gave. */
  public void load(Map<String, float[]> tensors) {
    for (Head head : heads()) {
      for (String name : head.parameters().tensors().keySet()) {
        float[] values = tensors.get(head.name() + "." + name);
        if (values == null) {
          throw new DataException(
              "model.safetensors has no tensor "
                  + head.name()
                  + "."
                  + name
                  + "; the checkpoint is not whole.");
        }
        head.parameters().set(name, values);
      }
      if (head instanceof LandingHazard hazard) {
        hazard.refresh();
      }
    }
  }

  /**
   * Writes {@code model.safetensors}, {@code encoding.json} and {@code config.json} into an
   * existing folder.
   */
  public void writeTo(Path folder) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Head head : heads()) {
      for (Map.Entry<String, NDArray> entry : head.parameters().tensors().entrySet()) {
        NDArray array = entry.getValue();
        tensors.put(
            head.name() + "." + entry.getKey(),
            new FloatTensor(array.getShape().getShape(), array.toFloatArray()));
      }
    }
    new Safetensors(Map.of("format", "pt"), tensors).write(folder.resolve("model.safetensors"));
    Files.writeString(folder.resolve("encoding.json"), encoding.toJson());
    Files.writeString(folder.resolve("config.json"), specJson());
    for (Map.Entry<String, String> document : documents.entrySet()) {
      Files.writeString(folder.resolve(document.getKey()), document.getValue());
    }
  }

  private String specJson() {
    try {
      return JSON.writeValueAsString(spec);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A model's specification cannot be written as JSON.", e);
    }
  }

  /** Saves the network as a checkpoint folder of its own. */
  public void save(Path folder) {
    try {
      AtomicFolder.write(folder, this::writeTo);
    } catch (IOException e) {
      throw new DataException(
          "The model could not be written to " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Loads a checkpoint for sampling and scoring on the CPU. */
  public static Pan load(Path folder) {
    return load(folder, Device.cpu());
  }

  /**
   * Loads a checkpoint.
   *
   * @throws DataException if the folder is no checkpoint, is not whole, or is of another version
   */
  public static Pan load(Path folder, Device device) {
    try {
      AtomicFolder.recover(folder);
      for (String file : List.of("config.json", "encoding.json", "model.safetensors")) {
        if (!Files.isReadable(folder.resolve(file))) {
          throw new DataException(folder + " is not a PAN model: it has no readable " + file + ".");
        }
      }
      Encoding encoding = Encoding.fromJson(Files.readString(folder.resolve("encoding.json")));
      JsonNode config = JSON.readTree(folder.resolve("config.json").toFile());
      if (config.path("format").asInt() != ModelSpec.FORMAT) {
        throw new DataException(
            "The model in "
                + folder
                + " was learnt by another version of PAN and cannot be read by this one: learn it"
                + " again.");
      }
      ModelSpec spec = JSON.treeToValue(config, ModelSpec.class);
      Pan pan = new Pan(encoding, spec, device, 0);
      Map<String, float[]> tensors = new LinkedHashMap<>();
      Safetensors file = Safetensors.read(folder.resolve("model.safetensors"));
      file.tensors().keySet().forEach(name -> tensors.put(name, file.floats(name).data()));
      pan.load(tensors);
      for (String name : List.of(PROVENANCE, CARD)) {
        if (Files.isReadable(folder.resolve(name))) {
          pan.documents.put(name, Files.readString(folder.resolve(name)));
        }
      }
      return pan;
    } catch (IOException e) {
      throw new DataException(
          "The model in " + folder + " could not be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
