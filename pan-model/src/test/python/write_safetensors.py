"""Writes the file that SafetensorsTest reads: pip install safetensors==0.8.0 numpy==2.4.6; python write_safetensors.py

The numbers are exact in float32, so that the test can state them.
"""

from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

target = Path(__file__).parents[1] / "resources/org/pan/model/checkpoint/python.safetensors"
save_file(
    {
        "weight": np.array([[0.5, -1.25, 3.0], [2.0**-20, 2.0**20, -0.0]], dtype=np.float32),
        "scalar": np.array(7.75, dtype=np.float32),
        "nothing": np.zeros((0, 4), dtype=np.float32),
        "counts": np.array([1, -2, 2**62 + 1], dtype=np.int64),
    },
    target,
    metadata={"format": "pan", "note": "é \"quoted\""},
)
