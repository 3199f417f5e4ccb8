/** Published analyses that are run again on each set, and how well their findings agree. */
@NullMarked
package org.pan.evaluation.internal.utility.replay;

import org.jspecify.annotations.NullMarked;
