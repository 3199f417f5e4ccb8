package org.pan.evaluation.internal.privacy;

/**
 * Patients to attack, with equally many real ones beside them on whom the same attack shows what it
 * gets without their data.
 *
 * @param set what is attacked with
 * @param train patients the generator learnt from
 * @param holdout as many patients it has not seen
 * @param synthetic what it made, at most as many
 */
record Trial(String set, Points train, Points holdout, Points synthetic) {}
