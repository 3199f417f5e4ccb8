package org.pan.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import org.pan.sequences.DataException;

/** Chooses where tensors live. */
public final class Devices {

  private Devices() {}

  /**
   * The device of a name: {@code auto} is the first GPU if there is one, else the CPU.
   *
   * @throws DataException if the name is unknown or there is no such GPU
   */
  public static Device of(String name) {
    int gpus = Engine.getInstance().getGpuCount();
    if (name.equals("auto")) {
      return gpus > 0 ? Device.gpu() : Device.cpu();
    }
    if (name.equals("cpu")) {
      return Device.cpu();
    }
    if (name.matches("gpu\\d*")) {
      int index = name.equals("gpu") ? 0 : Integer.parseInt(name.substring(3));
      if (index < gpus) {
        return Device.gpu(index);
      }
      throw new DataException(
          "There is no GPU " + index + ": PyTorch sees " + gpus + ". Use --device cpu.");
    }
    throw new DataException("Unknown device \"" + name + "\": expected auto, cpu, gpu0, gpu1, ...");
  }
}
