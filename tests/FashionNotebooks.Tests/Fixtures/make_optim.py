"""Writes optim.json: parameters after every step of each optimizer, and 30 steps of every schedule of the recipes, by PyTorch.

Run with a Python that has PyTorch 1.13: python3 make_optim.py
"""
import json
import torch
from torch.optim import lr_scheduler

torch.set_num_threads(1)

OPTIMIZERS = {
    "sgd_nesterov": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True),
    "sgd_decay": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.05),
    "adam": lambda p: torch.optim.Adam(p, lr=0.1),
    "adam_decay": lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.8, 0.95), eps=1e-4, weight_decay=0.1),
    "adam_groups": lambda p: torch.optim.Adam([{"params": [p[0]], "lr": 0.01}, {"params": [p[1]], "betas": (0.5, 0.9)}], lr=0.1),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.1, weight_decay=0.1),
}

SCHEDULES = {
    "step": lambda o: lr_scheduler.StepLR(o, 5),
    "cosine": lambda o: lr_scheduler.CosineAnnealingLR(o, 30),
    "onecycle": lambda o: lr_scheduler.OneCycleLR(o, [0.5, 0.1], total_steps=30, pct_start=0.2, cycle_momentum=False),
}


def train(make):
    torch.manual_seed(5)
    w, b = torch.randn(3, 4).requires_grad_(), torch.randn(4).requires_grad_()
    optimizer = make([w, b])
    steps = []
    for step in range(12):
        x = torch.randn(6, 3)
        optimizer.zero_grad(set_to_none=True)
        out = x @ w
        loss = ((out + b if step != 3 else out) ** 2).mean()  # once, b has no gradient
        loss.backward()
        optimizer.step()
        steps.append([float("%.9g" % v) for v in w.detach().flatten().tolist() + b.tolist()])
    return steps


def schedule(make):
    a, b = torch.zeros(1).requires_grad_(), torch.zeros(1).requires_grad_()
    optimizer = torch.optim.SGD([{"params": [a]}, {"params": [b], "lr": 0.1}], lr=0.5, momentum=0.9)
    scheduler = make(optimizer)
    rates = []
    for _ in range(30):
        rates.append([g["lr"] for g in optimizer.param_groups])
        optimizer.step()
        scheduler.step()
    return rates


document = {
    "optimizers": {name: train(make) for name, make in OPTIMIZERS.items()},
    "schedules": {name: schedule(make) for name, make in SCHEDULES.items()},
}
with open("optim.json", "w") as file:
    file.write(json.dumps(document, separators=(",", ":")).replace(']],"', ']],\n"') + "\n")
