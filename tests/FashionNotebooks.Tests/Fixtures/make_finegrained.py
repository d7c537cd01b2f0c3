"""Makes finegrained.safetensors: what PyTorch computes for attention, erasure, the embedding head and a Gaussian blur.

Run with PyTorch 1.13: python3 make_finegrained.py
"""
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from write_safetensors import write_safetensors

torch.set_num_threads(1)


class Channel(nn.Module):
    def __init__(self, channels, units):
        super().__init__()
        self.mlp = nn.Sequential(nn.Linear(channels, units, bias=False), nn.ReLU(), nn.Linear(units, channels, bias=False))

    def forward(self, x):
        size = x.shape[2:]
        pooled = [F.avg_pool2d(x, size), F.max_pool2d(x, size)]
        return torch.sigmoid(sum(self.mlp(p.flatten(1)) for p in pooled))[:, :, None, None]


class Spatial(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(2, 1, 7, padding=3, bias=False)

    def forward(self, x):
        return torch.sigmoid(self.conv(torch.stack([x.mean(1), x.max(1)[0]], 1)))


class Encoder(nn.Module):
    def __init__(self, pooling):
        super().__init__()
        self.pooling = pooling
        self.channel, self.spatial = Channel(8, 4), Spatial()
        self.head = nn.Sequential(nn.Linear({"mean": 8, "meanandmax": 16, "pyramid": 80}[pooling], 6), nn.BatchNorm1d(6), nn.Dropout(0.0), nn.Linear(6, 5))

    def forward(self, x, erase):
        x = x * self.channel(x)
        weights = self.spatial(x)
        x = x * weights
        if erase:
            for picture, w in enumerate(weights.detach()):
                for place in w.flatten().argsort(descending=True)[:erase].tolist():
                    keep = torch.ones_like(x)
                    keep[picture, :, place // x.shape[3], place % x.shape[3]] = 0
                    x = x * keep
        pooled = F.adaptive_avg_pool2d(x, 3).flatten(1) if self.pooling == "pyramid" else x.mean((2, 3))
        if self.pooling != "mean":
            pooled = torch.cat([pooled, x.amax((2, 3))], 1)
        return F.normalize(self.head(pooled)), weights


out = {}
torch.manual_seed(50)
x, gradient = torch.randn(3, 8, 5, 6).double(), torch.randn(3, 5).double()
out["input"], out["output_gradient"] = x.numpy(), gradient.numpy()
for pooling in ("mean", "meanandmax", "pyramid"):
    net = Encoder(pooling).double()
    with torch.no_grad():
        net.spatial.conv.weight.mul_(3)
    for name, value in net.state_dict().items():
        if value.is_floating_point():
            out[f"{pooling}/weights/{name}"] = value.numpy().copy()
    for name, training, erase in (("eval", False, 0), ("train", True, 0), ("erased", True, 7)):
        net.train(training)
        net.zero_grad()
        given = x.clone().requires_grad_()
        embedding, weights = net(given, erase)
        (embedding * gradient).sum().backward()
        of = f"{pooling}/{name}"
        out[of + "/embedding"], out[of + "/attention"] = embedding.detach().numpy(), weights.detach().numpy()
        out[of + "/input_gradient"] = given.grad.numpy()
        for key, value in net.named_parameters():
            out[f"{of}/gradient/{key}"] = value.grad.numpy().copy()

# A blur whose window reaches three deviations, over mirrored borders.
picture = torch.randint(0, 256, (3, 9, 9)).double()
out["blur/picture"] = picture.numpy()
for sigma in (0.4, 1.0, 2.5):
    radius = int(np.ceil(3 * sigma))
    line = torch.exp(-0.5 * (torch.arange(-radius, radius + 1).double() / sigma) ** 2)
    window = (line[:, None] * line[None, :]) / line.sum() ** 2
    padded = F.pad(picture[:, None], [radius] * 4, mode="reflect")
    out[f"blur/{sigma}"] = F.conv2d(padded, window[None, None])[:, 0].numpy()

write_safetensors("finegrained.safetensors", out)
print({k: v.shape for k, v in out.items()})
