package org.pan.sequences.encoding;

import java.util.List;

/**
 * What fitting an encoding saw and what it left out.
 *
 * @param subjects training subjects
 * @param events training events
 * @param protectedBelow the protection used: see {@link EncodingConfig#protectBelow()}
 * @param rareCodes codes in protected groups
 * @param rareEvents events of those codes
 * @param droppedTexts events whose text was dropped, as free text or as shown by too few subjects
 * @param droppedNumbers events whose number was dropped: those of protected groups and of codes
 *     where too few subjects have a number
 * @param warnings what the user should know, a sentence each
 */
public record FitReport(
    long subjects,
    long events,
    int protectedBelow,
    long rareCodes,
    long rareEvents,
    long droppedTexts,
    long droppedNumbers,
    List<String> warnings) {

  public FitReport {
    warnings = List.copyOf(warnings);
  }
}
