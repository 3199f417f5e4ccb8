/**
 * What DATA may be: a SQL mapping, a folder of tables, a MEDS folder. Each leaves the views events
 * and subjects.
 */
@NullMarked
package org.pan.sequences.internal.source;

import org.jspecify.annotations.NullMarked;
