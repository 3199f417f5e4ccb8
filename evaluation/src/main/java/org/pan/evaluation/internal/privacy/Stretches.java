package org.pan.evaluation.internal.privacy;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.pan.evaluation.internal.LongIndex;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * Stretches of so many successive events that patients of two sets may have in common, on one of
 * the two sides. They grow, to twice the length at a time and then event by event, and on both
 * sides only those go on that the other side has too.
 */
final class Stretches {

  private final Runs runs;
  private final int length;
  private final int[] subjects;

  /** The event that begins each stretch, ascending. */
  private final int[] begins;

  private final long[] hashes;

  private Stretches(Runs runs, int length, int[] subjects, int[] begins, long[] hashes) {
    this.runs = runs;
    this.length = length;
    this.subjects = subjects;
    this.begins = begins;
    this.hashes = hashes;
  }

  /**
   * By patient the most successive events that a single patient of the other set has as well; told
   * of at least so many patients, those with the most, and 0 for the others.
   */
  static int[] longest(Runs runs, Runs others, int patients) {
    Stretches theirs = of(others, runs.distinct());
    Stretches ours = of(runs, theirs.distinct());
    while (true) {
      Stretches theirLonger = theirs.doubled();
      Stretches longer = ours.doubled().within(theirLonger.distinct());
      if (Arrays.stream(longer.subjects).distinct().count() < patients) {
        break;
      }
      ours = longer;
      theirs = theirLonger.within(ours.distinct());
    }
    int[] longest = new int[runs.cohort().subjects()];
    while (ours.begins.length > 0) {
      for (int subject : ours.subjects) {
        longest[subject] = ours.length;
      }
      theirs = theirs.grown();
      ours = ours.grown().within(theirs.distinct());
      theirs = theirs.within(ours.distinct());
    }
    return longest;
  }

  private static Stretches of(Runs runs, LongIndex among) {
    Cohort cohort = runs.cohort();
    IntStream.Builder subjects = IntStream.builder();
    IntStream.Builder begins = IntStream.builder();
    for (int s = 0; s < cohort.subjects(); s++) {
      for (int e = cohort.from(s); e < cohort.from(s) + runs.count(s); e++) {
        if (among.contains(runs.hash(e))) {
          subjects.add(s);
          begins.add(e);
        }
      }
    }
    int[] kept = begins.build().toArray();
    return new Stretches(
        runs,
        runs.length(),
        subjects.build().toArray(),
        kept,
        Arrays.stream(kept).mapToLong(runs::hash).toArray());
  }

  private LongIndex distinct() {
    LongIndex distinct = new LongIndex();
    for (long hash : hashes) {
      distinct.id(hash);
    }
    return distinct;
  }

  private Stretches within(LongIndex among) {
    return some(length, i -> among.contains(hashes[i]), i -> hashes[i]);
  }

  /** Each with the stretch that begins where it ends, if there is one. */
  private Stretches doubled() {
    return some(
        2 * length,
        i -> left(i) > length && next(i) >= 0,
        i -> runs.joined(hashes[i], begins[i] + length, hashes[next(i)]));
  }

  private int next(int i) {
    return Arrays.binarySearch(begins, begins[i] + length);
  }

  /** Each with one event more, if its patient has one. */
  private Stretches grown() {
    return some(
        length + 1,
        i -> left(i) > length,
        i -> runs.joined(hashes[i], begins[i] + length, runs.event(begins[i] + length)));
  }

  /** Events of the patient from the beginning of a stretch. */
  private int left(int i) {
    return runs.cohort().to(subjects[i]) - begins[i];
  }

  private Stretches some(int newLength, IntPredicate which, IntToLongFunction hash) {
    int[] kept = IntStream.range(0, begins.length).filter(which).toArray();
    return new Stretches(
        runs,
        newLength,
        Arrays.stream(kept).map(i -> subjects[i]).toArray(),
        Arrays.stream(kept).map(i -> begins[i]).toArray(),
        Arrays.stream(kept).mapToLong(hash).toArray());
  }
}
