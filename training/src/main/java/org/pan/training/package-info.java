/** Fits a model to timelines. It never sees sampling; the checkpoint is all that passes between. */
@NullMarked
package org.pan.training;

import org.jspecify.annotations.NullMarked;
