package org.pan.sampling.internal;

import java.util.ArrayList;
import java.util.List;
import org.pan.model.Pan;
import org.pan.model.Traits;
import org.pan.model.constraints.Constraint;
import org.pan.sampling.History;
import org.pan.sequences.encoding.FieldConstraint;
import org.pan.sequences.encoding.NumberCoding;

/**
 * The traits of a model that say whether a code ever comes. Who is drawn as never having it does
 * not get it, so that those who have the code are among those drawn as having it: wanting the
 * latter first leaves the conditional as it is.
 */
public final class Indicators {

  private record Indicator(int field, int code, NumberCoding coding) {}

  private final Pan pan;
  private final List<Indicator> indicators = new ArrayList<>();

  public Indicators(Pan pan) {
    this.pan = pan;
    int fields = pan.encoding().statics().size();
    List<Traits.Trait> traits = pan.spec().traits().traits();
    for (int t = 0; t < traits.size(); t++) {
      Traits.Trait trait = traits.get(t);
      if (trait.kind() == Traits.Kind.EVER && trait.coding().size() == 2) {
        indicators.add(new Indicator(fields + t, trait.code(), trait.coding()));
      }
    }
  }

  /** What a wanted history asks of them. */
  public List<FieldConstraint> wanted(History history) {
    List<FieldConstraint> wanted = new ArrayList<>();
    for (Indicator indicator : indicators) {
      String code = pan.encoding().codes().entry(indicator.code()).code();
      if (history.clauses().stream().anyMatch(c -> c.wanted() && c.code().equals(code))) {
        boolean[] classes = new boolean[indicator.coding().size() + 1];
        classes[indicator.coding().classOf(1)] = true;
        wanted.add(new FieldConstraint(indicator.field(), classes, 1, 1));
      }
    }
    return wanted;
  }

  /** What they forbid. */
  public List<Constraint> constraints() {
    List<Constraint> constraints = new ArrayList<>();
    for (Indicator indicator : indicators) {
      String name = pan.encoding().codes().entry(indicator.code()).code();
      int never = indicator.coding().classOf(0);
      for (int id : pan.encoding().codes().ids(name)) {
        constraints.add(
            new Constraint.With(name + " never", id, indicator.field(), never, Integer.MAX_VALUE));
      }
    }
    return constraints;
  }
}
