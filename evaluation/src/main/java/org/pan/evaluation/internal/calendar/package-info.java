/** Do the data keep the clock, the week and the year? */
@NullMarked
package org.pan.evaluation.internal.calendar;

import org.jspecify.annotations.NullMarked;
