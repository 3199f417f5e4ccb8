@NullMarked
package org.pan.evaluation.internal.learn;

import org.jspecify.annotations.NullMarked;
