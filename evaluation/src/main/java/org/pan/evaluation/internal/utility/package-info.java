/** Do synthetic data lead to the same predictions and the same conclusions as real ones? */
@NullMarked
package org.pan.evaluation.internal.utility;

import org.jspecify.annotations.NullMarked;
