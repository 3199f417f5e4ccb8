package org.pan.model.heads;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.pan.model.Rows;
import org.pan.model.network.Parameters;

@NullMarked
class HabitsTest {

  private static final int KINDS = 2;
  private static final int KNOTS = 20;

  private static Rows rows(int[]... visits) {
    Rows rows = new Rows(1 + Habits.WIDTH, 0, visits.length);
    for (int[] byWeekday : visits) {
      int at = rows.add() * (1 + Habits.WIDTH) + 1;
      for (int w = 0; w < 7; w++) {
        rows.floats()[at + w] = byWeekday[w];
      }
    }
    return rows;
  }

  /** Where the values of all knots are the knots themselves, a function is its argument. */
  @Test
  void aFunctionIsLinearBetweenItsKnots() {
    float[] deviations = {-3, -2, -1, 0, 1, 2, 3, 4.5f, 7, 11};
    float[] logRatios = {-2.5f, -1.5f, -1, -.5f, 0, .4f, .8f, 1.2f, 1.6f, 1.9f};
    float[] table = new float[KNOTS * KINDS];
    for (int k = 0; k < 10; k++) {
      table[k * KINDS] = deviations[k];
      table[(10 + k) * KINDS + 1] = logRatios[k];
    }
    Rows rows = rows(new int[] {3, 2, 0, 1, 0, 0, 8}, new int[7]);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu());
        Parameters parameters = new Parameters(manager, 1)) {
      Habits habits = new Habits(parameters, 1, KINDS);
      parameters.set("habit.values", table);
      float[] of = habits.of(manager, rows, new int[2]).toFloatArray();
      for (int w = 0; w < 7; w++) {
        double count = rows.floats()[1 + w];
        assertEquals((count - 2) / Math.sqrt(14 * 6 / 49. + 1), of[w], 1e-5);
        assertEquals(Math.log(7 * (count + 1) / 21), of[7 + w], 1e-5);
        assertEquals(0, of[14 + w], 1e-6, "no visits yet");
      }
    }
  }

  @Test
  void drawingAddsWhatLearningDoesFromAnyWeekdayOn() {
    SplittableRandom random = new SplittableRandom(5);
    int[][] visits = new int[50][7];
    int[] first = new int[50];
    for (int r = 0; r < 50; r++) {
      first[r] = random.nextInt(7);
      for (int w = 0; w < 7; w++) {
        visits[r][w] = random.nextInt(1 + r);
      }
    }
    Rows rows = rows(visits);
    float[] table = new float[KNOTS * KINDS];
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) random.nextGaussian();
    }
    try (NDManager manager = NDManager.newBaseManager(Device.cpu());
        Parameters parameters = new Parameters(manager, 1)) {
      Habits habits = new Habits(parameters, 1, KINDS);
      parameters.set("habit.values", table);
      float[] learning = habits.of(manager, rows, first).toFloatArray();
      float[] fromMonday = habits.of(manager, rows, new int[50]).toFloatArray();
      float[] outputs = new float[50 * 20];
      habits.add(rows, first, outputs, 20, 3);
      for (int r = 0; r < 50; r++) {
        for (int kind = 0; kind < KINDS; kind++) {
          for (int s = 0; s < 7; s++) {
            float value = learning[(r * KINDS + kind) * 7 + s];
            assertEquals(value, outputs[r * 20 + 3 + 7 * kind + s], 1e-5);
            assertEquals(value, fromMonday[(r * KINDS + kind) * 7 + (first[r] + s) % 7], 1e-5);
          }
        }
      }
      assertArrayEquals(new float[3], java.util.Arrays.copyOf(outputs, 3));
    }
  }
}
