package org.pan.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.ListDataset;
import org.pan.sequences.testing.Schemas;
import org.pan.training.Training;
import org.pan.training.TrainingConfig;

/**
 * Each patient takes one of a hundred drugs and stays with it: a visit is {@code VISIT} and, in
 * nine of ten, the patient's own drug. More codes than the network has inputs for.
 */
class ManyCodesTest {

  private static final int DRUGS = 100;
  private static final double TAKEN = .9;
  private static final int VISITS = 12;

  private static final Schema SCHEMA = Schemas.days();

  private static List<Timeline> patients(int count) {
    SplittableRandom random = new SplittableRandom(3);
    List<Timeline> patients = new ArrayList<>();
    for (int p = 0; p < count; p++) {
      String drug = "DRUG//" + random.nextInt(DRUGS);
      List<Event> events = new ArrayList<>();
      for (int visit = 0; visit < VISITS; visit++) {
        long time = 28L * visit * Resolution.DAY.micros();
        if (random.nextDouble() < TAKEN) {
          events.add(Event.of(time, drug));
        }
        events.add(Event.of(time, "VISIT"));
      }
      patients.add(
          new Timeline(
              Integer.toString(p), Map.of(), OptionalLong.empty(), OptionalLong.empty(), events));
    }
    return patients;
  }

  @Test
  void drawnPatientsStayWithTheirOwnDrugToo() {
    TrainingConfig config =
        TrainingConfig.DEFAULT.withModel(ModelConfig.TINY).withEffort(.2).withDevice("cpu");
    try (ListDataset data = new ListDataset(SCHEMA, patients(1_500));
        Pan pan = Training.of(config).fit(data);
        Stream<Timeline> stream = Sampler.of(pan, SamplingConfig.DEFAULT).sample(500)) {
      Map<String, Integer> users = new HashMap<>();
      int taken = 0;
      int own = 0;
      int visits = 0;
      for (Timeline patient : stream.toList()) {
        List<String> drugs =
            patient.events().stream().map(Event::code).filter(c -> !c.equals("VISIT")).toList();
        visits += patient.events().size() - drugs.size();
        taken += drugs.size();
        own += (int) drugs.stream().filter(drugs.get(0)::equals).count();
        users.merge(drugs.get(0), 1, Integer::sum);
      }
      assertEquals(1, own / (double) taken, .01);
      assertEquals(TAKEN, taken / (double) visits, .02);
      assertTrue(users.size() > .9 * DRUGS, users.size() + " of the drugs were drawn");
    }
  }
}
