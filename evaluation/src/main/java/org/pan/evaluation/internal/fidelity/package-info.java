/** Do the data look alike? */
@NullMarked
package org.pan.evaluation.internal.fidelity;

import org.jspecify.annotations.NullMarked;
