"""Makes backbones.safetensors: what torchvision's nets compute with weights that both sides can make, for the parity tests.

Run with PyTorch 1.13 and torchvision 0.14: python3 make_backbones.py
A state dict of ResNet50 has 100 MB, so none is committed: every value follows from its key and its place (see `numbers`), and of
each result only a digest is kept. All is computed in float64: the last digit of float32 differs from one kind of processor to another,
and fifty layers of made-up weights, with batch norm over a few values, let it grow.
"""
import math

import numpy as np
import torch
import torch.nn as nn
import torchvision

from write_safetensors import write_safetensors

torch.set_num_threads(1)
SAMPLES = 32


def numbers(key, count):
    """`count` numbers in [0, 1): splitmix64 from the FNV-1a hash of the key, the top 24 bits."""
    start = 0xCBF29CE484222325
    for byte in key.encode():
        start = ((start ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    with np.errstate(over="ignore"):
        z = np.uint64(start) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z ^= z >> np.uint64(31)
    return (z >> np.uint64(40)).astype(np.float64) / (1 << 24)


def values(key, shape):
    """Weights keep the size of signals (He et al., 2015); scales and variances lie in [0.5, 1.5), the rest in [-0.2, 0.2)."""
    u = numbers(key, math.prod(shape)).reshape(shape)
    if len(shape) > 1:
        return (2 * u - 1) * math.sqrt(6 / math.prod(shape[1:]))
    return 0.5 + u if key.endswith(("weight", "running_var")) else (u - 0.5) * 0.4


def fill(net):
    state = net.state_dict()
    for key, tensor in state.items():
        if tensor.is_floating_point():
            tensor.copy_(torch.tensor(values(key, tuple(tensor.shape)), dtype=torch.float32))


class MobileNetV1(nn.Module):
    """MobileNetV1 with alpha 0.25 as Keras has it, with its names."""

    def __init__(self):
        super().__init__()
        widths = [16, 32, 32, 64, 64, 128, 128, 128, 128, 128, 128, 256, 256]
        self.plan = [self.layer("conv1", 3, 8, 3, 2, 1)]
        channels = 8
        for i, width in enumerate(widths, 1):
            self.plan.append(self.layer(f"conv_dw_{i}", channels, channels, 3, 2 if i in (2, 4, 6, 12) else 1, channels))
            self.plan.append(self.layer(f"conv_pw_{i}", channels, width, 1, 1, 1))
            channels = width
        self.dropout = nn.Dropout(0.001)
        self.conv_preds = nn.Conv2d(channels, 1000, 1)

    def layer(self, name, i, o, k, s, g):
        setattr(self, name, nn.Conv2d(i, o, k, s, 0 if s == 2 else k // 2, groups=g, bias=False))
        setattr(self, name + "_bn", nn.BatchNorm2d(o, eps=1e-3))
        return name, s

    def features(self, x):
        for name, stride in self.plan:
            x = nn.functional.pad(x, (0, 1, 0, 1)) if stride == 2 else x
            x = nn.functional.relu6(getattr(self, name + "_bn")(getattr(self, name)(x)))
        return x.mean((2, 3))

    def forward(self, x):
        return self.conv_preds(self.dropout(self.features(x))[:, :, None, None]).flatten(1)


def features(net, x):
    if isinstance(net, torchvision.models.ResNet):
        x = net.maxpool(net.relu(net.bn1(net.conv1(x))))
        return net.layer4(net.layer3(net.layer2(net.layer1(x)))).mean((2, 3))
    x = net.features(x)
    return x if x.dim() == 2 else x.mean((2, 3))


def digest(tensor):
    flat = tensor.detach().double().flatten().numpy()
    places = np.arange(SAMPLES) * (len(flat) - 1) // (SAMPLES - 1)
    return np.concatenate([[flat.sum(), np.abs(flat).max(), np.sqrt((flat * flat).sum())], flat[places]])


def run(net, size, batch, training):
    net.train(training)
    net.to(torch.float64)
    x = torch.tensor(numbers("input", batch * 3 * size * size).reshape(batch, 3, size, size) * 2 - 1, dtype=torch.float64, requires_grad=True)
    torch.manual_seed(7)
    logits = net(x)
    weights = torch.tensor(numbers("gradient", batch * 1000).reshape(batch, 1000) - 0.5, dtype=torch.float64)
    (logits * weights).sum().backward()
    result = {"logits": digest(logits), "gradient": digest(x.grad)}
    if not training:
        result["features"] = digest(features(net, x))
    return result


def main():
    nets = {
        "mobilenet_v1_025": MobileNetV1,
        "mobilenet_v2": torchvision.models.mobilenet_v2,
        "resnet18": torchvision.models.resnet18,
        "resnet50": torchvision.models.resnet50,
        "efficientnet_b0": torchvision.models.efficientnet_b0,
    }
    arrays = {}
    for name, make in nets.items():
        for training in (False, True):
            for size, batch in ((64, 1), (64, 3), (96, 1), (96, 3), (224, 1)):
                net = make()
                fill(net)
                for part, value in run(net, size, batch, training).items():
                    arrays[f"{name}/{'train' if training else 'eval'}/{size}/{batch}/{part}"] = value
                    assert np.isfinite(value).all()
                print(name, size, batch, training, value[:4])
    write_safetensors("backbones.safetensors", arrays)


if __name__ == "__main__":
    main()
