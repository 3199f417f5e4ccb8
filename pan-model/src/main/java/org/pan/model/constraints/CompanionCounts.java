package org.pan.model.constraints;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.sequences.encoding.Vocabulary;

/**
 * For pairs of codes at how many times the one comes with the other, and how often it does or does
 * not once it has. Holds 26 bytes a pair.
 */
final class CompanionCounts {

  /** Of more codes pairs would take more than 110 MB. */
  private static final int MOST = 2048;

  private static final int NONE = -1;
  private static final byte NEW = 0;
  private static final byte HAD = 1;
  private static final byte AGAIN = 2;

  private final int[] codes;
  private final int[] place;

  /** Times with each code. */
  private final int[] times;

  /**
   * By the code that comes and its companion: times with both, those of subjects who have had both
   * at an earlier one, those without the companion of such subjects, and how many these are.
   */
  private final int[] both;

  private final int[] kept;
  private final int[] dropped;
  private final int[] subjects;

  /** Those where the companion came at the last time of the code, and whether it did. */
  private final int[] lasted;

  private final int[] ended;
  private final boolean[] cameLast;

  /** Of the record at hand: by code those it has come with, and whether it has come since. */
  private final byte[] state;

  private final int[][] had;
  private final int[] hadCount;
  private final boolean[] here;
  private final int[] herePlaces;
  private int hereCount;

  /**
   * @param vocabulary all codes
   * @param candidates those looked at, ascending; of too many those that most subjects have
   */
  CompanionCounts(Vocabulary vocabulary, int[] candidates) {
    codes =
        IntStream.of(candidates)
            .boxed()
            .sorted((a, b) -> vocabulary.entry(b).subjects() - vocabulary.entry(a).subjects())
            .limit(MOST)
            .mapToInt(code -> code)
            .sorted()
            .toArray();
    place = new int[vocabulary.size()];
    Arrays.fill(place, NONE);
    for (int p = 0; p < codes.length; p++) {
      place[codes[p]] = p;
    }
    int pairs = codes.length * codes.length;
    times = new int[codes.length];
    both = new int[pairs];
    kept = new int[pairs];
    dropped = new int[pairs];
    subjects = new int[pairs];
    lasted = new int[pairs];
    ended = new int[pairs];
    cameLast = new boolean[pairs];
    state = new byte[pairs];
    had = new int[codes.length][0];
    hadCount = new int[codes.length];
    here = new boolean[codes.length];
    herePlaces = new int[codes.length];
  }

  /** Counts a record. */
  void add(EncodedTimeline t) {
    for (int i = 0; i < t.size(); i++) {
      if (i > 0 && t.time()[i] != t.time()[i - 1]) {
        closeTime();
      }
      int p = place[t.code()[i]];
      if (p != NONE && !here[p]) {
        here[p] = true;
        herePlaces[hereCount++] = p;
      }
    }
    closeTime();
    for (int p = 0; p < codes.length; p++) {
      for (int h = 0; h < hadCount[p]; h++) {
        state[p * codes.length + had[p][h]] = NEW;
        cameLast[p * codes.length + had[p][h]] = false;
      }
      hadCount[p] = 0;
    }
  }

  private void closeTime() {
    for (int i = 0; i < hereCount; i++) {
      times[herePlaces[i]]++;
      countAgain(herePlaces[i]);
      countHere(herePlaces[i]);
    }
    for (int i = 0; i < hereCount; i++) {
      here[herePlaces[i]] = false;
    }
    hereCount = 0;
  }

  private void countAgain(int p) {
    int row = p * codes.length;
    for (int h = 0; h < hadCount[p]; h++) {
      int at = row + had[p][h];
      boolean comes = here[had[p][h]];
      (comes ? kept : dropped)[at]++;
      if (cameLast[at]) {
        (comes ? lasted : ended)[at]++;
      }
      cameLast[at] = comes;
      subjects[at] += state[at] == HAD ? 1 : 0;
      state[at] = AGAIN;
    }
  }

  private void countHere(int p) {
    int row = p * codes.length;
    for (int j = 0; j < hereCount; j++) {
      int at = row + herePlaces[j];
      both[at]++;
      if (state[at] == NEW) {
        state[at] = HAD;
        cameLast[at] = true;
        if (hadCount[p] == had[p].length) {
          had[p] = Arrays.copyOf(had[p], Math.min(codes.length, 2 * hadCount[p] + 8));
        }
        had[p][hadCount[p]++] = herePlaces[j];
      }
    }
  }

  /**
   * How often a code came at the times of another, or did not.
   *
   * @param with times with both
   * @param without times with the other alone
   * @param kept times with both of subjects who have had both at an earlier one
   * @param dropped times with the other alone of such subjects
   * @param lasted times with both where the last with the other was too
   * @param ended times with the other alone where the last was with both
   * @param subjects those who have had both, and the other again
   */
  record Pair(
      int code,
      int other,
      int with,
      int without,
      int kept,
      int dropped,
      int lasted,
      int ended,
      int subjects) {}

  /** Visits all pairs. */
  void forEach(Consumer<Pair> sink) {
    for (int at = 0; at < both.length; at++) {
      int code = at % codes.length;
      int other = at / codes.length;
      if (code != other && both[at] > 0) {
        sink.accept(
            new Pair(
                codes[code],
                codes[other],
                both[at],
                times[other] - both[at],
                kept[at],
                dropped[at],
                lasted[at],
                ended[at],
                subjects[at]));
      }
    }
  }
}
