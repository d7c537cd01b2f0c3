"""Makes training.safetensors and depthwise.pth: what PyTorch computes with the reference's net, for the parity tests.

Run with PyTorch 1.13: python3 make_training.py
Steps run in float64, so that the last digits of another CPU cannot grow over Adam's steps.
"""
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from write_safetensors import write_safetensors

torch.set_num_threads(1)


def conv(i, o, k, s=1, g=1, relu=True):
    layers = [nn.Conv2d(i, o, k, stride=s, padding=k // 2, groups=g, bias=False), nn.BatchNorm2d(o)]
    return nn.Sequential(*layers, nn.ReLU(inplace=True)) if relu else nn.Sequential(*layers)


class Block(nn.Module):
    def __init__(self, i, o, s, e, shortcut, depthwise):
        super().__init__()
        h = i * e
        self.expand = conv(i, h, 1)
        self.depthwise = conv(h, h, 3, s, h if depthwise else 1)
        self.project = conv(h, o, 1, relu=False)
        self.shortcut = shortcut
        self.linear = depthwise

    def forward(self, x):
        y = self.project(self.depthwise(self.expand(x))) + self.shortcut(x)
        return y if self.linear else F.relu(y)


class Backbone(nn.Module):
    def __init__(self, depthwise):
        super().__init__()
        self.stem = conv(3, 16, 3, 2)
        self.blocks = nn.Sequential(*[self.block(i, o, e, depthwise) for i, o, e in ((16, 24, 3), (24, 32, 3), (32, 64, 6))])

    @staticmethod
    def block(i, o, e, depthwise):
        shortcut = conv(i, o, 1, 2, relu=False)
        return Block(i, o, 2, e, shortcut, depthwise)

    def forward(self, x):
        return self.blocks(self.stem(x))


class Classifier(nn.Module):
    def __init__(self, classes=7, depthwise=False):
        super().__init__()
        self.backbone = Backbone(depthwise)
        self.head = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, classes))

    def forward(self, x):
        return self.head(self.backbone(x))

    def embed(self, x):
        return self.head[1](self.head[0](self.backbone(x)))


def digest(tensors):
    """Per tensor: sum, sum of squares, first and last value."""
    rows = [[t.double().sum(), t.double().pow(2).sum(), t.flatten()[0], t.flatten()[-1]] for t in tensors]
    return np.array([[float(v) for v in row] for row in rows])


def floats(state):
    return [v for _, v in sorted(state.items()) if v.is_floating_point()]


out = {}

# Weights from a seed, one forward pass, its gradients.
torch.manual_seed(42)
net = Classifier()
out["initial"] = digest(floats(net.state_dict()))
x, y = torch.randn(4, 3, 64, 64), torch.tensor([0, 3, 6, 2])
weight = torch.tensor([1.0, 2.0, 0.5, 1.5, 3.0, 0.8, 0.4])
net.eval()
out["eval_logits"] = net(x).detach().numpy()
net.double().train()
logits = net(x.double())
F.cross_entropy(logits, y, weight=weight.double()).backward()
out["train_logits"] = logits.detach().numpy()
out["gradients"] = digest([p.grad for p in net.parameters()])

# Eight steps of weighted cross-entropy with Adam 0.01.
torch.manual_seed(43)
net = Classifier().double()
adam = torch.optim.Adam(net.parameters(), lr=0.01)
losses = []
for _ in range(8):
    x, y = torch.randn(4, 3, 64, 64).double(), torch.randint(0, 7, (4,))
    adam.zero_grad()
    loss = F.cross_entropy(net(x), y, weight=weight.double())
    loss.backward()
    adam.step()
    losses.append(loss.item())
out["adam_losses"] = np.array(losses)
out["adam_state"] = digest(floats(net.state_dict()))

# Six triplet steps in three passes with AdamW 0.001 and PyTorch's own weight decay.
torch.manual_seed(44)
net = Classifier().double()
adamw = torch.optim.AdamW(net.backbone.parameters(), lr=0.001)
triplet = nn.TripletMarginLoss(margin=1.0, p=2)
losses = []
for _ in range(6):
    a, p, n = [torch.randn(4, 3, 64, 64).double() for _ in range(3)]
    adamw.zero_grad()
    loss = triplet(net.embed(a), net.embed(p), net.embed(n))
    loss.backward()
    adamw.step()
    losses.append(loss.item())
out["triplet_losses"] = np.array(losses)
out["triplet_state"] = digest(floats(net.backbone.state_dict()))

# Supervised contrastive loss by its formula, with its gradient.
torch.manual_seed(45)
features, labels = torch.randn(10, 6).double().requires_grad_(), torch.tensor([0, 1, 0, 2, 1, 0, 3, 2, 2, 1])
unit = F.normalize(features)
total, anchors = 0, 0
for i in range(10):
    positives = [j for j in range(10) if j != i and labels[j] == labels[i]]
    if positives:
        others = torch.stack([unit[i] @ unit[j] / 0.1 for j in range(10) if j != i])
        total = total - sum(unit[i] @ unit[j] / 0.1 - torch.logsumexp(others, 0) for j in positives) / len(positives)
        anchors += 1
loss = total / anchors
loss.backward()
out["supcon_features"], out["supcon_labels"] = features.detach().numpy(), labels.numpy()
out["supcon_loss"], out["supcon_gradient"] = np.array(loss.item()), features.grad.numpy()

# A state dict saved by PyTorch, after a few steps so that batch norm has statistics.
torch.manual_seed(46)
net = Classifier(depthwise=True)
adam = torch.optim.Adam(net.parameters(), lr=0.001)
for _ in range(3):
    adam.zero_grad()
    F.cross_entropy(net(torch.randn(4, 3, 64, 64)), torch.randint(0, 7, (4,))).backward()
    adam.step()
torch.save(net.state_dict(), "depthwise.pth")
net.eval()
x = torch.linspace(-1, 1, 2 * 3 * 64 * 64).reshape(2, 3, 64, 64)
out["depthwise_logits"] = net(x).detach().numpy()

write_safetensors("training.safetensors", out)
print({k: v.shape for k, v in out.items()})
