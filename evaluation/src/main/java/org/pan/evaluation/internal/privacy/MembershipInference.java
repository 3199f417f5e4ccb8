package org.pan.evaluation.internal.privacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pan.evaluation.Definition;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.Draw;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * Membership inference from a synthetic set: was this patient among those the generator learnt
 * from? Members are the training patients, the others the held-out ones; of each set at most 10,000
 * count. One attack scores a patient by the negative distance to the nearest synthetic patient
 * (Chen and others 2020); the other, DOMIAS, by the ratio of the density of the synthetic set to
 * that of the population at the patient (van Breugel and others 2023), each estimated from the
 * nearest neighbour (Loftsgaarden and Quesenberry 1965), {@code log d(x, R) − log d(x, S)}. R are
 * the held-out patients, a patient itself left out by its index; distances count as at least .1.
 * Given are the area under the ROC curve and the true positive rate at 1 % false positives.
 */
public final class MembershipInference implements Measure {

  private static final List<Definition> DISTANCE =
      MembershipFigures.of("distance", "Membership by distance");
  private static final List<Definition> DOMIAS =
      MembershipFigures.of("domias", "Membership by density ratio");

  private static final int MOST = 10_000;

  @Override
  public List<Definition> figures() {
    return List.of(DISTANCE.get(0), DISTANCE.get(1), DOMIAS.get(0), DOMIAS.get(1));
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    Optional<Cohort> learnt = Precondition.train(figures(), sets, sink);
    if (learnt.isEmpty()) {
      return;
    }
    Cohort train = learnt.get();
    long seed = 31 * sets.config().seed();
    PatientSpace space = PatientSpace.of(sets, train, sink);
    int[] positions = Draw.some(train.subjects(), MOST, seed);
    Points members = space.points(train.subset(train.name(), positions));
    Points held = space.points(sets.real(), MOST, seed);
    int[] order = Draw.shuffled(held.rows(), seed);
    int half = order.length / 2;
    Points candidate = held.rows(Arrays.copyOf(order, half));
    Points rest = held.rows(Arrays.copyOfRange(order, half, order.length));
    MembershipAttack chance = MembershipAttack.of(members, rest, candidate);
    List<MembershipAttack> attacked = new ArrayList<>();
    for (Cohort set : sets.synthetic()) {
      attacked.add(MembershipAttack.of(members, held, space.points(set, MOST, seed)));
    }
    add(
        DISTANCE,
        chance.distance(),
        attacked.stream().map(MembershipAttack::distance).toList(),
        sink);
    add(DOMIAS, chance.domias(), attacked.stream().map(MembershipAttack::domias).toList(), sink);
    for (int i = 0; i < attacked.size(); i++) {
      String set = sets.synthetic().get(i).name();
      sink.chart(DOMIAS.get(0), attacked.get(i).worst(set, positions));
    }
    sink.note(DOMIAS.get(0), "Tables name training patients by their place in the set, from 0.");
  }

  private static void add(List<Definition> figures, Roc chance, List<Roc> all, FigureSink sink) {
    sink.add(
        figures,
        all.stream().map(roc -> MembershipFigures.estimates(roc, sink)).toList(),
        MembershipFigures.estimates(chance, sink));
  }
}
