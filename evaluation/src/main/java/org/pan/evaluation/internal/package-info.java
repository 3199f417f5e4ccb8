/**
 * What every measure is built from: the sets to compare, the bootstrap, the verdict, and {@link
 * org.pan.evaluation.internal.Measures}, the list of them all.
 */
@NullMarked
package org.pan.evaluation.internal;

import org.jspecify.annotations.NullMarked;
