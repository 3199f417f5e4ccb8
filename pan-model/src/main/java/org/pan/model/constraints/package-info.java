/**
 * What no training subject broke though many could have: learnt from counts, kept by masks while
 * drawing, and all but certain in the likelihood.
 */
@NullMarked
package org.pan.model.constraints;

import org.jspecify.annotations.NullMarked;
