"""The PyTorch peer of the benchmarks: a live process that times one workload on request.

Usage: peer.py WORKLOAD THREADS [key=value ...]
Each line on standard input is a number of repetitions; the answer is one line with that many milliseconds.
The net is the reference course's classifier: what the block calls depthwise is a dense 3x3 convolution.
"""
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn


def conv_bn(inputs, outputs, kernel, stride=1, relu=True):
    layers = [nn.Conv2d(inputs, outputs, kernel, stride=stride, padding=kernel // 2, bias=False), nn.BatchNorm2d(outputs)]
    return nn.Sequential(*layers, *([nn.ReLU(inplace=True)] if relu else []))


class Block(nn.Module):
    def __init__(self, inputs, outputs, expansion):
        super().__init__()
        hidden = inputs * expansion
        self.shortcut = conv_bn(inputs, outputs, 1, 2, relu=False)
        self.expand = conv_bn(inputs, hidden, 1)
        self.depthwise = conv_bn(hidden, hidden, 3, 2)
        self.project = conv_bn(hidden, outputs, 1, relu=False)

    def forward(self, x):
        return F.relu(self.project(self.depthwise(self.expand(x))) + self.shortcut(x))


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = conv_bn(3, 16, 3, 2)
        self.blocks = nn.Sequential(Block(16, 24, 3), Block(24, 32, 3), Block(32, 64, 6))
        self.pool = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())

    def forward(self, x):
        return self.pool(self.blocks(self.stem(x)))


class Classifier(nn.Module):
    def __init__(self, classes=7):
        super().__init__()
        self.encoder = Encoder()
        self.fc = nn.Linear(64, classes)

    def forward(self, x):
        return self.fc(self.encoder(x))


def as_layout(x, channels_last):
    return x.contiguous(memory_format=torch.channels_last) if channels_last else x


def classifier_step(channels_last, foreach, batch=32):
    net = Classifier()
    if channels_last:
        net = net.to(memory_format=torch.channels_last)
    optimizer = torch.optim.Adam(net.parameters(), lr=0.01, foreach=foreach or None)
    x = as_layout(torch.randn(batch, 3, 64, 64), channels_last)
    y = torch.randint(0, 7, (batch,))
    criterion = nn.CrossEntropyLoss(weight=torch.ones(7))

    def step():
        optimizer.zero_grad()
        loss = criterion(net(x), y)
        loss.backward()
        optimizer.step()
        loss.item()

    return step


def siamese_step(channels_last, foreach, batch=32):
    net = Encoder()
    if channels_last:
        net = net.to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(net.parameters(), lr=0.001, foreach=foreach or None)
    inputs = [as_layout(torch.randn(batch, 3, 64, 64), channels_last) for _ in range(3)]
    criterion = nn.TripletMarginLoss(margin=1.0, p=2)

    def step():
        optimizer.zero_grad()
        loss = criterion(*[net(x) for x in inputs])
        loss.backward()
        optimizer.step()
        loss.item()

    return step


def inference(channels_last, foreach, batch=1):
    net = Classifier().eval()
    if channels_last:
        net = net.to(memory_format=torch.channels_last)
    x = as_layout(torch.randn(batch, 3, 64, 64), channels_last)

    def run():
        with torch.no_grad():
            net(x)

    return run


def backbone(name):
    import torchvision
    return getattr(torchvision.models, name)()


def backbone_inference(name):
    def make(channels_last, foreach):
        net = backbone(name).eval()
        if channels_last:
            net = net.to(memory_format=torch.channels_last)
        x = as_layout(torch.randn(1, 3, 224, 224), channels_last)

        def run():
            with torch.no_grad():
                net(x)

        return run

    return make


def backbone_step(name):
    def make(channels_last, foreach):
        net = backbone(name)
        if channels_last:
            net = net.to(memory_format=torch.channels_last)
        optimizer = torch.optim.Adam(net.parameters(), lr=0.001, foreach=foreach or None)
        x = as_layout(torch.randn(16, 3, 64, 64), channels_last)
        y = torch.randint(0, 1000, (16,))

        def step():
            optimizer.zero_grad()
            loss = F.cross_entropy(net(x), y)
            loss.backward()
            optimizer.step()
            loss.item()

        return step

    return make


def small_add(*_):
    a, b = torch.randn(()), torch.randn(())

    def run():  # 1,000 operations: a repetition in ms is an operation in microseconds
        for _ in range(1000):
            a + b

    return run


def small_linear(*_):
    x, w, b = torch.randn(8, 8), torch.randn(8, 8), torch.randn(8)

    def run():
        for _ in range(1000):
            F.linear(x, w, b)

    return run


WORKLOADS = {
    "classifier-step": classifier_step,
    "siamese-step": siamese_step,
    "inference": inference,
    "add": small_add,
    "linear": small_linear,
}
for net in ("mobilenet_v2", "resnet18", "resnet50", "efficientnet_b0"):
    WORKLOADS[f"{net}-inference"] = backbone_inference(net)
    WORKLOADS[f"{net}-step"] = backbone_step(net)


def answer(run):
    """Reads a number of repetitions a line and writes the milliseconds of each."""
    for line in sys.stdin:
        times = []
        for _ in range(int(line)):
            start = time.perf_counter()
            run()
            times.append((time.perf_counter() - start) * 1e3)
        print(" ".join(f"{t:.5f}" for t in times), flush=True)


def main():
    workload, threads, *options = sys.argv[1:]
    torch.set_num_threads(int(threads))
    torch.manual_seed(0)
    run = WORKLOADS[workload]("channels-last" in options, "foreach" in options)
    answer(run)


if __name__ == "__main__":
    main()
