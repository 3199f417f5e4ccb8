package org.pan.evaluation.internal.report;

import java.util.List;
import org.pan.evaluation.Family;
import org.pan.evaluation.Verdict;

/**
 * What a board asks of a family of figures, and what its verdicts mean.
 *
 * @param text the question
 * @param headlines ids of the figures that speak for the family, the first that applies
 * @param strict whether one figure that is clearly worse settles it
 * @param intro what the chapter shows
 * @param good what it means to be as good as another real sample
 * @param open what it means if that is not settled
 * @param bad what it means to be clearly worse
 * @param unknown what it means if there is no verdict
 */
record Question(
    String text,
    List<String> headlines,
    boolean strict,
    String intro,
    String good,
    String open,
    String bad,
    String unknown) {

  static Question of(Family family) {
    return switch (family) {
      case FIDELITY -> REAL;
      case CALENDAR -> TIMELY;
      case UTILITY -> USEFUL;
      case PRIVACY -> SAFE;
      case FAIRNESS -> FAIR;
    };
  }

  String meaning(Verdict verdict) {
    return switch (verdict) {
      case GREEN -> good;
      case AMBER -> open;
      case RED -> bad;
      case NONE -> unknown;
    };
  }

  private static final Question REAL =
      new Question(
          "Is it real?",
          List.of("fidelity.c2st-patient", "fidelity.code-share-tv"),
          false,
          "Do the synthetic data look like real ones: how often codes come, in what order, with"
              + " what values, and can a classifier tell the two apart?",
          "As far as was measured, the set looks like one more sample of real patients.",
          "The set is like real patients in part. Look up the figures that matter for the intended"
              + " use before relying on it.",
          "The set can be told from real patients. Do not rest conclusions on what is marked"
              + " clearly worse.",
          "Likeness to real patients was not judged.");

  private static final Question TIMELY =
      new Question(
          "Does it keep the calendar?",
          List.of("calendar.weekday-tv", "calendar.whole-week-ratio", "calendar.same-weekday"),
          false,
          "Do events fall on the same days, weeks and seasons as in real patients, and do patients"
              + " come back in the same rhythm?",
          "As far as was measured, events keep time as those of real patients do.",
          "Some rhythms are kept and some are not, or not surely. Check those the intended use"
              + " rests on, such as waiting times or seasons.",
          "The rhythm of the real data is not kept. Do not use the set for questions of when.",
          "The calendar was not judged.");

  private static final Question USEFUL =
      new Question(
          "Is it useful?",
          List.of("utility.tstr-auc-boosting", "utility.tstr-auc-regression"),
          false,
          "Do models and analyses made on the synthetic data hold on real patients?",
          "In the tasks that were tried, what was learnt from the set held on real patients about"
              + " as well as what was learnt from real ones.",
          "Some of the tasks that were tried work as with real data, and some do not, or not surely."
              + " Try the intended analysis on real data before trusting its result.",
          "What was learnt from the set does worse on real patients. Use it to build and to teach,"
              + " not to conclude.",
          "Usefulness was not judged.");

  private static final Question SAFE =
      new Question(
          "Is it safe?",
          List.of("privacy.membership-domias-auc", "privacy.dcr-share"),
          true,
          "Can anyone learn more about the patients behind the synthetic data than about strangers?",
          "No attack that was tried learnt more about the patients behind the set than about"
              + " strangers. That is a screen, not a proof: stronger attacks may exist.",
          "The attacks that were tried leave it open whether the set gives anyone away. Have it"
              + " looked into before release.",
          "At least one figure shows that patients behind the set are nearer to it than strangers."
              + " It should not be released as it is.",
          "Privacy was not judged. Nothing here supports a release.");

  private static final Question FAIR =
      new Question(
          "Is it fair?",
          List.of("fairness.representation", "fairness.amplification"),
          false,
          "Is all this so for every group of patients, and does the synthetic data widen gaps"
              + " between them?",
          "As far as was measured, the set serves the groups that were compared as another real"
              + " sample would.",
          "For some groups, or not surely, the set is worse than another real sample. Look up which"
              + " before using it for decisions about them.",
          "The set serves some groups clearly worse than another real sample would. Do not use it"
              + " for decisions about these.",
          "Fairness was not judged.");
}
