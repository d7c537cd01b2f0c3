"""Writes reference_net.json: the course's reference classifier and its Siamese encoder, trained for six steps each by PyTorch.

The weights start and the pictures come as float32; training is computed in float64, because the last digit of float32 differs from one kind
of processor to another and grows with every step.

Run with a Python that has PyTorch 1.13: python3 make_reference_net.py
"""
import json
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.set_num_threads(1)


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride, expansion, shortcut):
        super().__init__()
        hidden = inputs * expansion
        self.expand = nn.Sequential(nn.Conv2d(inputs, hidden, 1, bias=False), nn.BatchNorm2d(hidden), nn.ReLU(inplace=True))
        self.depthwise = nn.Sequential(nn.Conv2d(hidden, hidden, 3, stride=stride, padding=1, bias=False), nn.BatchNorm2d(hidden), nn.ReLU(inplace=True))
        self.project = nn.Sequential(nn.Conv2d(hidden, outputs, 1, bias=False), nn.BatchNorm2d(outputs))
        self.shortcut = shortcut

    def forward(self, x):
        return F.relu(self.project(self.depthwise(self.expand(x))) + self.shortcut(x))


def make_block(inputs, outputs, stride, expansion):
    shortcut = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride=stride, bias=False), nn.BatchNorm2d(outputs))
    return Block(inputs, outputs, stride, expansion, shortcut)


class Backbone(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 16, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(16), nn.ReLU(inplace=True))
        self.blocks = nn.Sequential(make_block(16, 24, 2, 3), make_block(24, 32, 2, 3), make_block(32, 64, 2, 6))

    def forward(self, x):
        return self.blocks(self.stem(x))


class Classifier(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.backbone = Backbone()
        self.head = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, classes))

    def forward(self, x):
        return self.head(self.backbone(x))


def sample(state):
    """Of each tensor its first values and two sums."""
    def numbers(t):
        flat = t.detach().double().flatten()
        weights = torch.cos(torch.arange(flat.numel(), dtype=torch.float64))
        return [float("%.10g" % v) for v in flat[:4].tolist() + [flat.mean().item(), (flat * weights).mean().item()]]
    return {name: {"shape": list(t.shape), "numbers": numbers(t)} for name, t in state.items()}


torch.manual_seed(42)
net = Classifier(7)
document = {"parameters": sum(p.numel() for p in net.parameters()), "initial": sample(net.state_dict())}
net.double()

weight = torch.tensor([0.5, 1.0, 1.5, 2.0, 0.7, 1.2, 0.9], dtype=torch.float64)
optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
loss_function = nn.CrossEntropyLoss(weight=weight)
losses = []
for _ in range(6):
    x, y = torch.randn(16, 3, 64, 64).double(), torch.randint(0, 7, (16,))
    optimizer.zero_grad()
    loss = loss_function(net(x), y)
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
document["classifier"] = {"losses": losses, "state": sample(net.state_dict())}

encoder = nn.Sequential(net.backbone, nn.AdaptiveAvgPool2d(1), nn.Flatten())
optimizer = torch.optim.AdamW(encoder.parameters(), lr=0.001)
triplet = nn.TripletMarginLoss(margin=1.0, p=2)
losses = []
for _ in range(6):
    anchor, positive, negative = (torch.randn(8, 3, 64, 64).double() for _ in range(3))
    optimizer.zero_grad()
    loss = triplet(encoder(anchor), encoder(positive), encoder(negative))
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
document["siamese"] = {"losses": losses, "state": sample(net.state_dict())}

net.eval()
document["logits"] = net(torch.randn(2, 3, 64, 64).double()).detach().flatten().tolist()
with open("reference_net.json", "w") as file:
    file.write(json.dumps(document, separators=(",", ":")).replace('},"', '},\n"') + "\n")
