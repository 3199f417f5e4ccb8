@NullMarked
package org.pan.evaluation.internal.calendar;

import org.jspecify.annotations.NullMarked;
