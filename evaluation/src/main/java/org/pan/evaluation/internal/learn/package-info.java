/** Classifiers, and how well they tell two kinds of rows apart. */
@NullMarked
package org.pan.evaluation.internal.learn;

import org.jspecify.annotations.NullMarked;
