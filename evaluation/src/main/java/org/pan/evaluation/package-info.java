/**
 * Judges synthetic timelines by real ones, whoever made them: {@link org.pan.evaluation.Evaluation}
 * gives {@link org.pan.evaluation.Scores}, a list of {@link org.pan.evaluation.Figure}s, each
 * beside what another real sample would get.
 */
@NullMarked
package org.pan.evaluation;

import org.jspecify.annotations.NullMarked;
