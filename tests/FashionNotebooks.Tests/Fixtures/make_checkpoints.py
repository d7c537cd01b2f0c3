"""Writes the .pth files of the checkpoint tests with PyTorch (Debian's 1.13). Run it in this folder."""
import os
import zipfile
from collections import OrderedDict

import torch

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "checkpoints")


class Evil:
    """Unpickled by Python it would create a file; a safe reader names it and stops."""

    def __reduce__(self):
        return os.system, ("touch /tmp/a-pickle-was-run",)


def main():
    os.makedirs(OUT, exist_ok=True)
    base = torch.arange(12, dtype=torch.float32)
    state = OrderedDict(
        [
            ("conv.weight", base.view(3, 4)),
            ("conv.transposed", base.view(3, 4).t()),
            ("conv.tail", base[8:]),
            ("parameter", torch.nn.Parameter(torch.tensor([0.5, -0.5]))),
            ("half", torch.tensor([1.5], dtype=torch.float16)),
            ("brain", torch.tensor([1.5], dtype=torch.bfloat16)),
            ("double", torch.tensor([1.0, 2.0], dtype=torch.float64)),
            ("long", torch.tensor(7)),
            ("int", torch.tensor([-7], dtype=torch.int32)),
            ("bool", torch.tensor([True, False])),
            ("empty", torch.zeros(0, 5)),
        ]
    )
    state._metadata = OrderedDict([("", {"version": 1})])
    torch.save(state, f"{OUT}/state.pth")
    torch.save(state, f"{OUT}/protocol4.pth", pickle_protocol=4)
    torch.save(state, f"{OUT}/legacy.pth", _use_new_zipfile_serialization=False)
    module = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.BatchNorm1d(3))
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.fill_(0.25)
    optimizer = torch.optim.Adam(module.parameters())
    module(torch.ones(4, 2)).sum().backward()
    optimizer.step()
    torch.save(
        {
            "epoch": 3,
            "lr": 0.01,
            "best": True,
            "scheduler": None,
            "class_names": ["dress", "hat"],
            "model_state_dict": module.state_dict(),
            "optimizer_state_dict": optimizer.state_dict(),
        },
        f"{OUT}/wrapped.pth",
    )
    torch.save({"weight": base, "payload": Evil()}, f"{OUT}/hostile.pth")
    torch.save(module, f"{OUT}/module.pth")
    torch.jit.save(torch.jit.script(module), f"{OUT}/script.pth")
    with zipfile.ZipFile(f"{OUT}/state.pth") as source, zipfile.ZipFile(f"{OUT}/compressed.pth", "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))


if __name__ == "__main__":
    main()
