package org.pan.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pan.sampling.Intervention;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is done to the patients to draw. */
final class InterventionOptions {

  private static final String AT = " at ";

  @Option(
      names = "--force",
      paramLabel = "\"CODE at DAY\"",
      converter = ForceConverter.class,
      description =
          "The code comes on that day, and the model goes on from there: its conditional, not a"
              + " causal effect. May be repeated.")
  private List<Intervention.Force> forced = new ArrayList<>();

  @Option(
      names = "--forbid",
      paramLabel = "CODE",
      description = "The code never comes; others take its place. May be repeated.")
  private List<String> forbidden = new ArrayList<>();

  @Option(
      names = "--change",
      paramLabel = "\"FIELD=VALUE at DAY\"",
      converter = ChangeConverter.class,
      description =
          "The static field takes that value from that day on in the eyes of the model; what is"
              + " written is the value it began with. No causal effect. May be repeated.")
  private List<Intervention.Change> changes = new ArrayList<>();

  @Option(
      names = "--scale-rate",
      paramLabel = "CODE=X",
      converter = RateConverter.class,
      description =
          "The odds of the code are X times as learnt, each time one is drawn; the rate that comes"
              + " of it is printed. May be repeated.")
  private List<Rate> rates = new ArrayList<>();

  /** A factor on the odds of a code. */
  record Rate(String code, double factor) {}

  /** What is done. */
  List<Intervention> interventions() {
    List<Intervention> all = new ArrayList<>(forced);
    all.addAll(changes);
    forbidden.forEach(code -> all.add(new Intervention.Forbid(code)));
    return all;
  }

  /** The factors by code. */
  Map<String, Double> rates() {
    Map<String, Double> factors = new LinkedHashMap<>();
    rates.forEach(rate -> factors.put(rate.code(), rate.factor()));
    return factors;
  }

  static final class ForceConverter implements ITypeConverter<Intervention.Force> {
    @Override
    public Intervention.Force convert(String text) {
      int at = text.lastIndexOf(AT);
      if (at < 1) {
        throw new TypeConversionException("expected \"CODE at DAY\" but was '" + text + "'");
      }
      return new Intervention.Force(
          text.substring(0, at).strip(), text.substring(at + AT.length()).strip());
    }
  }

  static final class ChangeConverter implements ITypeConverter<Intervention.Change> {
    @Override
    public Intervention.Change convert(String text) {
      int at = text.lastIndexOf(AT);
      int equals = text.indexOf('=');
      if (equals < 1 || at < equals) {
        throw new TypeConversionException("expected \"FIELD=VALUE at DAY\" but was '" + text + "'");
      }
      return new Intervention.Change(
          text.substring(0, equals).strip(),
          text.substring(equals + 1, at).strip(),
          text.substring(at + AT.length()).strip());
    }
  }

  static final class RateConverter implements ITypeConverter<Rate> {
    @Override
    public Rate convert(String text) {
      int equals = text.lastIndexOf('=');
      try {
        if (equals > 0) {
          double factor = Double.parseDouble(text.substring(equals + 1));
          return new Rate(text.substring(0, equals).strip(), factor);
        }
      } catch (NumberFormatException e) {
        throw new TypeConversionException(wrong(text));
      }
      throw new TypeConversionException(wrong(text));
    }

    private static String wrong(String text) {
      return "expected CODE=X such as DX//flu=1.2 but was '" + text + "'";
    }
  }
}
