/**
 * The embedded DuckDB: a scratch database on disk with a bounded memory, and what its errors mean
 * in one line.
 */
@NullMarked
package org.pan.sequences.internal.sql;

import org.jspecify.annotations.NullMarked;
