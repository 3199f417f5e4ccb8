/** Tests of the page of scores. */
@NullMarked
package org.pan.evaluation.internal.report;

import org.jspecify.annotations.NullMarked;
