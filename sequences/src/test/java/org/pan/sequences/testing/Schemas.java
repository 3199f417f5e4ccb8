package org.pan.sequences.testing;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;
import org.pan.sequences.TimeMode;

/** Schemas that several tests have. */
@NullMarked
public final class Schemas {

  private Schemas() {}

  /** Whole days from each subject's day zero, and these static fields. */
  public static Schema days(StaticField... statics) {
    return relative(Resolution.DAY, statics);
  }

  /** Times from each subject's day zero, and these static fields. */
  public static Schema relative(Resolution resolution, StaticField... statics) {
    return new Schema(TimeMode.RELATIVE, resolution, "INTEGER", "DOUBLE", List.of(statics));
  }
}
