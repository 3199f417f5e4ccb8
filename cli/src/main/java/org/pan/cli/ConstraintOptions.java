package org.pan.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.pan.model.constraints.Constraint;
import org.pan.model.constraints.Constraints;
import picocli.CommandLine.Option;

/** Which of a model's constraints are not kept. */
final class ConstraintOptions {

  @Option(
      names = "--no-constraint",
      paramLabel = "NAME",
      completionCandidates = Kinds.class,
      description =
          "Do not keep this constraint that the model has learnt, named as pan inspect does;"
              + " ${COMPLETION-CANDIDATES} stand for all of a kind. May be repeated.")
  private List<String> lifted = new ArrayList<>();

  @Option(
      names = "--no-constraints",
      description = "Keep none of them: as the likelihood alone would have it.")
  private boolean none;

  /** The kinds of constraints, for the help. */
  private static final class Kinds implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Constraints.KINDS.iterator();
    }
  }

  /** Those of the learnt that are kept. */
  Constraints kept(Constraints learnt) {
    Constraints kept = learnt.without(lifted);
    return none ? Constraints.NONE : kept;
  }

  /** The names of those that are not. */
  List<String> lifted(Constraints learnt) {
    Set<Constraint> kept = new HashSet<>(kept(learnt).all());
    return learnt.all().stream().filter(c -> !kept.contains(c)).map(Constraint::name).toList();
  }
}
