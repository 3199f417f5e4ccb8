package org.pan.evaluation.internal.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The points that {@code src/test/python/privacy_oracle.py} wrote. */
final class PointSets {

  static final Points TRAIN = read("train");
  static final Points HOLDOUT = read("holdout");
  static final Points SYNTHETIC = read("synthetic");
  static final Trial TRIAL = new Trial("s", TRAIN, HOLDOUT, SYNTHETIC);

  private PointSets() {}

  private static Points read(String set) {
    try (InputStream in =
        Objects.requireNonNull(PointSets.class.getResourceAsStream("points.csv"))) {
      List<String[]> rows =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> line.split(","))
              .filter(row -> row[0].equals(set))
              .toList();
      int columns = rows.get(0).length - 1;
      float[] values = new float[rows.size() * columns];
      for (int i = 0; i < values.length; i++) {
        values[i] = Float.parseFloat(rows.get(i / columns)[1 + i % columns]);
      }
      return new Points(values, rows.size(), columns);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
