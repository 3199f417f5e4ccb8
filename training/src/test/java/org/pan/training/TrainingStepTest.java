package org.pan.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.pan.model.Head;
import org.pan.model.Pan;
import org.pan.model.Replay;
import org.pan.model.Rows;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.sequences.testing.Clinic;
import org.pan.sequences.testing.ClinicSettings;
import org.pan.sequences.testing.ListDataset;

class TrainingStepTest {

  private static final int ROWS = 128;

  private static double nats(Pan pan, Head head, Rows rows) {
    try (NDManager scope = pan.newManager()) {
      return head.nll(scope, rows, 1, null, false).rows().mean().getFloat();
    }
  }

  @Test
  void stepsOnTheSameRowsMakeThemLikelier() {
    try (ListDataset data = new Clinic(ClinicSettings.DEFAULT).dataset(100, 1);
        Pan pan = SmallTraining.fit(SmallTraining.CONFIG, null, TrainingListener.NONE)) {
      List<EncodedTimeline> patients = data.timelines().map(pan.encoding()::encode).toList();
      for (Head head : pan.heads()) {
        Rows rows = new Rows(head.floatWidth(), head.intWidth(), ROWS);
        Replay replay = new Replay(pan);
        for (int i = 0; rows.size() < ROWS; i++) {
          replay.rows(patients.get(i % 100), head, rows, new SplittableRandom(i));
        }
        head.parameters().dropout().strength(0);
        double before = nats(pan, head, rows);
        try (TrainingStep step = new TrainingStep(pan, head, SmallTraining.CONFIG)) {
          assertEquals(before, step.on(rows, 1), 1e-4 * Math.abs(before), head.name());
          for (int i = 0; i < 20; i++) {
            step.on(rows, 1);
          }
        }
        double after = nats(pan, head, rows);
        assertTrue(after < before, head.name() + ": " + before + " to " + after);
      }
    }
  }
}
