package org.pan.evaluation.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/** JSON of scores: a number that is none is null, as JSON has no NaN. */
public final class ScoresJson {

  private ScoresJson() {}

  /** Reads and writes scores. */
  public static ObjectMapper mapper() {
    SimpleModule numbers = new SimpleModule("numbers");
    numbers.addSerializer(double.class, new NumberOut());
    numbers.addSerializer(double[].class, new NumbersOut());
    numbers.addDeserializer(double.class, new NumberIn());
    numbers.addDeserializer(double[].class, new NumbersIn());
    return new ObjectMapper().registerModule(numbers).enable(SerializationFeature.INDENT_OUTPUT);
  }

  private static void write(double value, JsonGenerator json) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }

  private static final class NumberOut extends JsonSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      write(value, json);
    }
  }

  private static final class NumbersOut extends JsonSerializer<double[]> {
    @Override
    public void serialize(double[] values, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartArray();
      for (double value : values) {
        write(value, json);
      }
      json.writeEndArray();
    }
  }

  private static final class NumberIn extends StdDeserializer<Double> {
    private static final long serialVersionUID = 1L;

    NumberIn() {
      super(double.class);
    }

    @Override
    public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return json.getDoubleValue();
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }
  }

  private static final class NumbersIn extends StdDeserializer<double[]> {
    private static final long serialVersionUID = 1L;

    NumbersIn() {
      super(double[].class);
    }

    @Override
    public double[] deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      Double[] values = context.readValue(json, Double[].class);
      double[] plain = new double[values.length];
      for (int i = 0; i < plain.length; i++) {
        plain[i] = values[i] == null ? Double.NaN : values[i];
      }
      return plain;
    }
  }
}
