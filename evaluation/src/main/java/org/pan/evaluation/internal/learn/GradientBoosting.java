package org.pan.evaluation.internal.learn;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Gradient boosting of trees on histograms (Chen and Guestrin 2016), grown leaf by leaf with the
 * settings of scikit-learn's {@code HistGradientBoostingClassifier(max_iter=150)}. One thread, so
 * that the same data give the same trees on any machine.
 */
public final class GradientBoosting implements Classifier {

  private final int rounds;

  /** With 150 trees. */
  public GradientBoosting() {
    this(150);
  }

  public GradientBoosting(int rounds) {
    this.rounds = rounds;
  }

  private static Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("objective", "binary:logistic");
    settings.put("tree_method", "hist");
    settings.put("grow_policy", "lossguide");
    settings.put("max_leaves", 31);
    settings.put("max_depth", 0);
    settings.put("max_bin", 255);
    settings.put("eta", 0.1);
    settings.put("lambda", 0);
    // A leaf of 20 rows at even odds has this sum of p (1 - p).
    settings.put("min_child_weight", 5);
    settings.put("nthread", 1);
    settings.put("verbosity", 0);
    return settings;
  }

  @Override
  public Fitted fit(FeatureTable table, float[] labels) {
    try {
      DMatrix matrix = matrix(table);
      try {
        matrix.setLabel(labels);
        Booster booster = XGBoost.train(matrix, settings(), rounds, Map.of(), null, null);
        return new Trees(booster, importance(booster, table.columns()));
      } finally {
        matrix.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost failed to train.", e);
    }
  }

  private static DMatrix matrix(FeatureTable table) throws XGBoostError {
    return new DMatrix(table.values(), table.rows(), table.columns(), Float.NaN);
  }

  private static double[] importance(Booster booster, int columns) throws XGBoostError {
    // Their place is the name: a name with a space would not come back whole.
    String[] names = IntStream.range(0, columns).mapToObj(Integer::toString).toArray(String[]::new);
    double[] gains = new double[columns];
    booster
        .getScore(names, "total_gain")
        .forEach((name, gain) -> gains[Integer.parseInt(name)] = gain);
    return gains;
  }

  private record Trees(Booster booster, double[] importance) implements Fitted {
    @Override
    public double[] probabilities(FeatureTable table) {
      try {
        DMatrix matrix = matrix(table);
        try {
          float[][] predicted = booster.predict(matrix);
          double[] probabilities = new double[predicted.length];
          for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = predicted[i][0];
          }
          return probabilities;
        } finally {
          matrix.dispose();
        }
      } catch (XGBoostError e) {
        throw new IllegalStateException("XGBoost failed to predict.", e);
      }
    }
  }
}
