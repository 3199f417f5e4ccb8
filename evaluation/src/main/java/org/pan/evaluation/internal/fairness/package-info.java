/** Is what the other families say so for every group of patients? */
@NullMarked
package org.pan.evaluation.internal.fairness;

import org.jspecify.annotations.NullMarked;
