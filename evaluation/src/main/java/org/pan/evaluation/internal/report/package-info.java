/**
 * The page of scores. {@link org.pan.evaluation.internal.report.Page} holds all that its template
 * shows; verdicts in words come from {@link org.pan.evaluation.internal.report.Headlines}.
 */
@NullMarked
package org.pan.evaluation.internal.report;

import org.jspecify.annotations.NullMarked;
