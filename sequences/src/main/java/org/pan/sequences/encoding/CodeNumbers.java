package org.pan.sequences.encoding;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the vocabulary and its numbers.
 *
 * @param entry the entry
 * @param numberShare share of its events that have a number
 * @param numbers how its numbers are coded, null where it has none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CodeNumbers(Vocabulary.Entry entry, double numberShare, @Nullable NumberCoding numbers) {}
