"""Reads a checkpoint of 'train classifier' (mobilenet-like) without any library of ours and prints the logits of a picture.

Usage: checkpoint_logits.py CHECKPOINT PIXELS, where PIXELS is a raw uint8 file [3, 64, 64].
"""
import json
import struct
import sys

import numpy as np
import torch
import torch.nn.functional as F


def load(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    header.pop("__metadata__", None)
    types = {"F32": np.float32, "I64": np.int64}
    return {
        name: torch.from_numpy(np.frombuffer(data[slice(*entry["data_offsets"])], types[entry["dtype"]]).reshape(entry["shape"]).copy())
        for name, entry in header.items()
    }


def conv_bn(x, state, name, stride, relu):
    weight = state[f"{name}.0.weight"]
    x = F.conv2d(x, weight, stride=stride, padding=weight.shape[-1] // 2)
    x = F.batch_norm(x, *(state[f"{name}.1.{part}"] for part in ("running_mean", "running_var", "weight", "bias")))
    return F.relu(x) if relu else x


def logits(state, x):
    x = conv_bn(x, state, "backbone.stem", 2, True)
    for i in range(3):
        block = f"backbone.blocks.{i}"
        y = conv_bn(x, state, f"{block}.expand", 1, True)
        y = conv_bn(y, state, f"{block}.depthwise", 2, True)
        y = conv_bn(y, state, f"{block}.project", 1, False)
        x = F.relu(y + conv_bn(x, state, f"{block}.shortcut", 2, False))
    return F.linear(x.mean((2, 3)), state["head.2.weight"], state["head.2.bias"])


if __name__ == "__main__":
    pixels = torch.from_numpy(np.fromfile(sys.argv[2], np.uint8).reshape(1, 3, 64, 64).copy())
    print(" ".join(f"{v:.8f}" for v in logits(load(sys.argv[1]), pixels.float() / 127.5 - 1)[0].tolist()))
