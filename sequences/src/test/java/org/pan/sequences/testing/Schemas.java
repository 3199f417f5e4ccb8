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
    return new Schema(TimeMode.RELATIVE, Resolution.DAY, "INTEGER", "DOUBLE", List.of(statics));
  }
}
