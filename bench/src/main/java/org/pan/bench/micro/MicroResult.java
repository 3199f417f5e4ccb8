package org.pan.bench.micro;

/**
 * What came of a benchmark. All numbers are NaN if it failed.
 *
 * @param data name of the data; empty for the machine itself
 * @param area part of PAN
 * @param name what was done
 * @param unit what was counted
 * @param unitsPerSecond how many units a second
 * @param error half the 99.9 % interval of that; NaN for fewer than three iterations
 * @param flopPerUnit operations of matrix products a unit takes, by the shapes
 * @param bytesPerUnit bytes a unit has to move if each array is touched once, by the shapes
 * @param allocatedPerUnit bytes allocated on the Java heap a unit
 * @param fault empty if all went well, else one line that says what did not
 */
public record MicroResult(
    String data,
    String area,
    String name,
    String unit,
    double unitsPerSecond,
    double error,
    double flopPerUnit,
    double bytesPerUnit,
    double allocatedPerUnit,
    String fault) {

  static MicroResult failed(String data, Case failed, String fault) {
    double none = Double.NaN;
    return new MicroResult(
        data, failed.area(), failed.name(), failed.unit(), none, none, none, none, none, fault);
  }

  /** Whether all went well. */
  public boolean succeeded() {
    return fault.isEmpty();
  }

  /** Operations a byte moved (arithmetic intensity). */
  double intensity() {
    return flopPerUnit / bytesPerUnit;
  }
}
