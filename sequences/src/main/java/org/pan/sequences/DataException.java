package org.pan.sequences;

/**
 * Data that cannot be used as they are. The message is one readable line: file, row or column, what
 * was expected, what to do; never a patient's value.
 */
public class DataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
