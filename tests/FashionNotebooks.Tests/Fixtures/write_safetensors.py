"""Writes safetensors files of doubles for the fixture scripts."""
import json
import struct

import numpy as np


def write_safetensors(path, arrays):
    header, data = {}, b""
    for name, array in arrays.items():
        array = np.ascontiguousarray(array, dtype=np.float64)
        header[name] = {"dtype": "F64", "shape": list(array.shape), "data_offsets": [len(data), len(data) + array.nbytes]}
        data += array.tobytes()
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)
