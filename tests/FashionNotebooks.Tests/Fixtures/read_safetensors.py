"""Reads a safetensors file with nothing but the format's text and torch, and prints what it holds as JSON."""
import json
import struct
import sys

import torch

DTYPES = {
    "F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16,
    "I64": torch.int64, "I32": torch.int32, "I16": torch.int16, "I8": torch.int8, "U8": torch.uint8, "BOOL": torch.bool,
}

with open(sys.argv[1], "rb") as file:
    data = file.read()
(length,) = struct.unpack("<Q", data[:8])
header = json.loads(data[8 : 8 + length])
buffer = bytearray(data[8 + length :])
result = {"metadata": header.pop("__metadata__", {}), "tensors": {}}
for name, info in header.items():
    begin, end = info["data_offsets"]
    flat = torch.frombuffer(buffer[begin:end], dtype=DTYPES[info["dtype"]]) if end > begin else torch.zeros(0)
    result["tensors"][name] = {"shape": info["shape"], "sum": flat.reshape(info["shape"]).double().sum().item()}
print(json.dumps(result))
