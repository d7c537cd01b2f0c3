"""Writes optim.json: parameters after every step of each optimizer, and 30 steps of every schedule, by PyTorch.

Run with a Python that has PyTorch 1.13: python3 make_optim.py
"""
import json
import math
import torch
from torch.optim import lr_scheduler as S

torch.set_num_threads(1)

OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
    "sgd_momentum": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, dampening=0.2, weight_decay=0.05),
    "sgd_nesterov": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True),
    "sgd_maximize": lambda p: torch.optim.SGD(p, lr=0.1, maximize=True),
    "adam": lambda p: torch.optim.Adam(p, lr=0.1),
    "adam_decay": lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.8, 0.95), eps=1e-4, weight_decay=0.1),
    "adam_amsgrad": lambda p: torch.optim.Adam(p, lr=0.1, amsgrad=True),
    "adam_maximize": lambda p: torch.optim.Adam(p, lr=0.1, maximize=True),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.1, weight_decay=0.1),
    "adamw_amsgrad": lambda p: torch.optim.AdamW(p, lr=0.1, weight_decay=0.1, amsgrad=True),
    "adam_groups": lambda p: torch.optim.Adam([{"params": [p[0]], "lr": 0.01}, {"params": [p[1]], "betas": (0.5, 0.9)}], lr=0.1),
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
        loss = ((out + b if step != 3 else out) ** 2).mean()   # once, b has no gradient
        loss.backward()
        optimizer.step()
        steps.append([float("%.9g" % v) for v in w.detach().flatten().tolist() + b.tolist()])
    return steps


def metric(step):
    return 1.0 / (1 + step) if step < 8 else 0.125 + 0.01 * math.sin(step)


def sgd(lr=0.5, momentum=0.9):
    a, b = torch.zeros(1).requires_grad_(), torch.zeros(1).requires_grad_()
    return torch.optim.SGD([{"params": [a]}, {"params": [b], "lr": lr / 5}], lr=lr, momentum=momentum)


def sequential(o):
    return S.SequentialLR(o, [S.LinearLR(o, 0.1, total_iters=5), S.CosineAnnealingLR(o, 20)], [5])


SCHEDULES = {
    "step": lambda o: S.StepLR(o, 5),
    "step_gamma": lambda o: S.StepLR(o, 7, gamma=0.5),
    "multistep": lambda o: S.MultiStepLR(o, [3, 10, 10, 20], gamma=0.3),
    "exponential": lambda o: S.ExponentialLR(o, 0.9),
    "constant": lambda o: S.ConstantLR(o),
    "linear": lambda o: S.LinearLR(o, 0.2, 0.9, 8),
    "polynomial": lambda o: S.PolynomialLR(o, 12, 2.0),
    "cosine": lambda o: S.CosineAnnealingLR(o, 30),
    "cosine_short": lambda o: S.CosineAnnealingLR(o, 8, eta_min=0.01),
    "lambda": lambda o: S.LambdaLR(o, lambda e: 0.95 ** e),
    "multiplicative": lambda o: S.MultiplicativeLR(o, lambda e: 0.95),
    "onecycle": lambda o: S.OneCycleLR(o, 1.0, total_steps=30),
    "onecycle_linear": lambda o: S.OneCycleLR(o, [1.0, 0.3], epochs=5, steps_per_epoch=6, pct_start=0.4, anneal_strategy="linear", div_factor=10, final_div_factor=100),
    "onecycle_three": lambda o: S.OneCycleLR(o, 1.0, total_steps=30, three_phase=True),
    "onecycle_adam": lambda o: S.OneCycleLR(torch.optim.Adam([torch.zeros(1)], lr=0.1), 1.0, total_steps=30),
    "sequential": sequential,
    "plateau": lambda o: S.ReduceLROnPlateau(o, patience=2),
    "plateau_max": lambda o: S.ReduceLROnPlateau(o, mode="max", factor=0.5, patience=3, threshold=0.01, threshold_mode="abs", cooldown=2, min_lr=[0.05, 0.01]),
}


def schedule(make):
    optimizer = sgd()
    scheduler = make(optimizer)
    optimizer = scheduler.optimizer
    rates, momenta = [], []
    for step in range(30):
        rates.append([g["lr"] for g in optimizer.param_groups])
        momenta.append(optimizer.param_groups[0]["betas"][0] if "betas" in optimizer.param_groups[0] else optimizer.param_groups[0]["momentum"])
        optimizer.step()
        if isinstance(scheduler, S.ReduceLROnPlateau):
            scheduler.step(metric(step))
        else:
            scheduler.step()
    return {"rates": rates, "momenta": momenta}


document = {
    "optimizers": {name: train(make) for name, make in OPTIMIZERS.items()},
    "schedules": {name: schedule(make) for name, make in SCHEDULES.items()},
}
with open("optim.json", "w") as file:
    file.write(json.dumps(document, separators=(",", ":")).replace(']],"', ']],\n"') + "\n")
