/**
 * How stored timelines are written: MEDS, CSV, Parquet, or through a user's SQL; a folder appears
 * whole or not at all.
 */
@NullMarked
package org.pan.sequences.internal.output;

import org.jspecify.annotations.NullMarked;
