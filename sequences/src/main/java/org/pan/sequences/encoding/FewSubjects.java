package org.pan.sequences.encoding;

/**
 * The first few distinct subjects that show something: enough to say whether there are k of them.
 */
final class FewSubjects {

  private final int[] ids;
  private int size;

  /**
   * @param limit subjects beyond this number are not told apart from none
   */
  FewSubjects(int limit) {
    ids = new int[limit];
  }

  void add(int subject) {
    if (size == ids.length) {
      return;
    }
    for (int i = 0; i < size; i++) {
      if (ids[i] == subject) {
        return;
      }
    }
    ids[size++] = subject;
  }

  void addAll(FewSubjects other) {
    for (int i = 0; i < other.size; i++) {
      add(other.ids[i]);
    }
  }

  /** Whether there are at least n, which is no more than the limit. */
  boolean atLeast(int n) {
    return size >= n;
  }
}
