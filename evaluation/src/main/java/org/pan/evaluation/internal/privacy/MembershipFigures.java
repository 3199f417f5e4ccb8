package org.pan.evaluation.internal.privacy;

import java.util.List;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Estimate;
import org.pan.evaluation.Family;
import org.pan.evaluation.Goal;
import org.pan.evaluation.internal.FigureSink;

/** The two figures of a membership inference attack. */
final class MembershipFigures {

  private MembershipFigures() {}

  /** The area under the ROC curve, and the true positive rate at 1 % false positives. */
  static List<Definition> of(String attack, String title) {
    return List.of(
        new Definition(
            "privacy.membership-" + attack + "-auc",
            Family.PRIVACY,
            title + ", AUC",
            "",
            Goal.LOWEST,
            0.5,
            0.01),
        new Definition(
            "privacy.membership-" + attack + "-tpr",
            Family.PRIVACY,
            title + ", TPR at 1 % FPR",
            "",
            Goal.LOWEST,
            0.01,
            0.005));
  }

  static Estimate[] estimates(Roc roc, FigureSink sink) {
    return sink.bootstrap().of(roc.members(), roc.others(), roc::of);
  }
}
