"""Writes nn.json: outputs and gradients of PyTorch's modules and functions, from seeds that the tests repeat.

Run with a Python that has PyTorch 1.13: python3 make_nn.py
"""
import json
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.set_num_threads(1)

MODULES = {
    "conv": (lambda: nn.Conv2d(3, 4, 3, stride=2, padding=1), (2, 3, 7, 6)),
    "conv_plain": (lambda: nn.Conv2d(2, 3, (3, 2), bias=False), (1, 2, 5, 5)),
    "conv_depthwise": (lambda: nn.Conv2d(4, 4, 3, padding=1, groups=4, bias=False), (2, 4, 5, 5)),
    "conv_dilated": (lambda: nn.Conv2d(2, 2, 3, padding=2, dilation=2), (1, 2, 6, 6)),
    "conv_same": (lambda: nn.Conv2d(2, 2, 3, padding="same"), (1, 2, 5, 4)),
    "conv_reflect": (lambda: nn.Conv2d(2, 2, 3, padding=1, padding_mode="reflect"), (1, 2, 5, 4)),
    "conv_replicate": (lambda: nn.Conv2d(2, 2, 3, padding=(2, 1), padding_mode="replicate"), (1, 2, 5, 4)),
    "conv_circular": (lambda: nn.Conv2d(2, 2, 3, padding=1, padding_mode="circular"), (1, 2, 5, 4)),
    "conv1d": (lambda: nn.Conv1d(2, 3, 3, padding=1), (2, 2, 6)),
    "linear": (lambda: nn.Linear(5, 3), (4, 5)),
    "linear_plain": (lambda: nn.Linear(5, 3, bias=False), (2, 2, 5)),
    "batchnorm2d": (lambda: nn.BatchNorm2d(3), (2, 3, 4, 2)),
    "batchnorm2d_plain": (lambda: nn.BatchNorm2d(3, eps=1e-3, momentum=0.3, affine=False), (2, 3, 2, 2)),
    "batchnorm2d_untracked": (lambda: nn.BatchNorm2d(3, track_running_stats=False), (2, 3, 2, 2)),
    "batchnorm1d": (lambda: nn.BatchNorm1d(4), (5, 4)),
    "relu": (lambda: nn.ReLU(), (3, 4)),
    "relu6": (lambda: nn.ReLU6(), (3, 4)),
    "leaky_relu": (lambda: nn.LeakyReLU(0.2), (3, 4)),
    "silu": (lambda: nn.SiLU(), (3, 4)),
    "hardswish": (lambda: nn.Hardswish(), (3, 4)),
    "hardsigmoid": (lambda: nn.Hardsigmoid(), (3, 4)),
    "sigmoid": (lambda: nn.Sigmoid(), (3, 4)),
    "tanh": (lambda: nn.Tanh(), (3, 4)),
    "gelu": (lambda: nn.GELU(), (3, 4)),
    "gelu_tanh": (lambda: nn.GELU(approximate="tanh"), (3, 4)),
    "softmax": (lambda: nn.Softmax(1), (3, 4)),
    "log_softmax": (lambda: nn.LogSoftmax(1), (3, 4)),
    "dropout": (lambda: nn.Dropout(0.4), (4, 6)),
    "dropout2d": (lambda: nn.Dropout2d(0.4), (3, 4, 2, 2)),
    "flatten": (lambda: nn.Flatten(), (2, 3, 2)),
    "identity": (lambda: nn.Identity(), (2, 3)),
    "adaptive_avg_pool": (lambda: nn.AdaptiveAvgPool2d((2, 3)), (1, 2, 5, 7)),
    "adaptive_max_pool": (lambda: nn.AdaptiveMaxPool2d((2, 3)), (1, 2, 5, 7)),
    "avg_pool": (lambda: nn.AvgPool2d(2), (1, 2, 5, 4)),
    "avg_pool_padded": (lambda: nn.AvgPool2d((3, 2), stride=(2, 1), padding=(1, 1), ceil_mode=True, count_include_pad=False), (1, 2, 6, 5)),
    "max_pool": (lambda: nn.MaxPool2d(3, stride=2, padding=1), (1, 2, 7, 6)),
    "zero_pad": (lambda: nn.ZeroPad2d((1, 2, 0, 3)), (1, 2, 2, 3)),
    "sequential": (lambda: nn.Sequential(nn.Conv2d(2, 3, 1, bias=False), nn.BatchNorm2d(3), nn.ReLU(inplace=True), nn.Flatten(), nn.Linear(12, 2)), (2, 2, 2, 2)),
}


def values(tensor):
    return [float("%.9g" % v) for v in tensor.detach().double().flatten().tolist()]


def run(make, shape, train):
    torch.manual_seed(7)
    module = make()
    module.train(train)
    for buffer in module.buffers():
        if buffer.is_floating_point():
            buffer.uniform_(0.5, 1.5)
    initial = {name: values(p) for name, p in module.named_parameters()}
    x = torch.randn(shape).requires_grad_()
    y = module(x)
    (y * torch.randn(y.shape)).sum().backward()
    return {
        "initial": initial,
        "shape": list(y.shape),
        "output": values(y),
        "input_gradient": values(x.grad),
        "gradients": {name: values(p.grad) for name, p in module.named_parameters()},
        "buffers": {name: values(b) for name, b in module.named_buffers()},
    }


def functions():
    torch.manual_seed(11)
    x = torch.randn(2, 3, 5, 6)
    a, b = torch.randn(4, 5), torch.randn(4, 5)
    theta = torch.tensor([[[0.9, 0.2, 0.1], [-0.2, 0.8, -0.1]], [[1.1, 0.0, 0.3], [0.1, 1.0, 0.0]]])
    cases = {
        "normalize": F.normalize(a),
        "normalize_p1": F.normalize(a, p=1, dim=0),
        "cosine_similarity": F.cosine_similarity(a, b),
        "pairwise_distance": F.pairwise_distance(a, b),
        "pairwise_distance_p1": F.pairwise_distance(a, b, p=1, keepdim=True),
        "one_hot": F.one_hot(torch.tensor([2, 0, 1]), 4),
        "elu": F.elu(a, 0.7),
        "hardtanh": F.hardtanh(a, -0.5, 0.7),
        "softplus": F.softplus(a, 2, 3),
        "layer_norm": F.layer_norm(a, [5]),
        "group_norm": F.group_norm(x, 3),
        "batch_norm_eval": F.batch_norm(x, torch.tensor([0.1, 0.2, 0.3]), torch.tensor([1.0, 2.0, 3.0])),
    }
    for corners in (False, True):
        grid = F.affine_grid(theta, [2, 3, 4, 5], align_corners=corners)
        cases[f"affine_grid_{corners}"] = grid
        for mode in ("bilinear", "nearest"):
            for padding in ("zeros", "border", "reflection"):
                cases[f"grid_sample_{mode}_{padding}_{corners}"] = F.grid_sample(x, grid, mode, padding, corners)
    for mode in ("nearest", "nearest-exact", "area"):
        cases[f"interpolate_{mode}"] = F.interpolate(x, size=(3, 8), mode=mode)
    for mode in ("bilinear", "bicubic"):
        for antialias in (False, True):
            cases[f"interpolate_{mode}_{antialias}"] = F.interpolate(x, size=(3, 4), mode=mode, align_corners=False, antialias=antialias)
    cases["interpolate_scale"] = F.interpolate(x, scale_factor=(1.7, 0.6), mode="bilinear", align_corners=False)
    cases["interpolate_recompute"] = F.interpolate(x, scale_factor=(1.7, 0.6), mode="bilinear", align_corners=False, recompute_scale_factor=True)
    for mode in ("reflect", "replicate", "circular"):
        cases[f"pad_{mode}"] = F.pad(x, (1, 2, 3, 0), mode=mode)
    cases["pad_constant"] = F.pad(x, (1, 2, 3, 0), value=0.5)
    return {name: {"shape": list(v.shape), "values": values(v)} for name, v in cases.items()}


def losses():
    torch.manual_seed(13)
    logits, other = torch.randn(5, 4), torch.randn(5, 4)
    third = torch.randn(5, 4)
    classes = torch.tensor([0, 3, 1, 1, 2])
    weight = torch.tensor([0.5, 1.0, 2.0, 1.5])
    soft = torch.softmax(other, 1)
    sign = torch.tensor([1.0, -1.0, 1.0, -1.0, 1.0])
    forms = {
        "cross_entropy": lambda x: F.cross_entropy(x, classes),
        "cross_entropy_weight": lambda x: F.cross_entropy(x, classes, weight),
        "cross_entropy_ignore": lambda x: F.cross_entropy(x, classes, ignore_index=1),
        "cross_entropy_smooth": lambda x: F.cross_entropy(x, classes, weight, label_smoothing=0.1),
        "cross_entropy_soft": lambda x: F.cross_entropy(x, soft),
        "cross_entropy_sum": lambda x: F.cross_entropy(x, classes, reduction="sum"),
        "cross_entropy_none": lambda x: F.cross_entropy(x, classes, reduction="none").mul(sign).sum(),
        "nll": lambda x: F.nll_loss(F.log_softmax(x, 1), classes, weight),
        "mse": lambda x: F.mse_loss(x, other),
        "l1": lambda x: F.l1_loss(x, other),
        "smooth_l1": lambda x: F.smooth_l1_loss(x, other, beta=0.5),
        "huber": lambda x: F.huber_loss(x, other, delta=0.5),
        "bce": lambda x: F.binary_cross_entropy(torch.sigmoid(x), soft),
        "bce_logits": lambda x: F.binary_cross_entropy_with_logits(x, soft, pos_weight=weight),
        "kl": lambda x: F.kl_div(F.log_softmax(x, 1), F.log_softmax(other, 1), log_target=True),
        "triplet": lambda x: F.triplet_margin_loss(x, other, third),
        "triplet_swap": lambda x: F.triplet_margin_loss(x, other, third, margin=2, p=1, swap=True, reduction="sum"),
        "cosine_embedding": lambda x: F.cosine_embedding_loss(x, other, sign, margin=0.2),
        "ranking": lambda x: F.margin_ranking_loss(x[:, 0], other[:, 0], sign, margin=0.3),
    }
    out = {}
    for name, form in forms.items():
        x = logits.clone().requires_grad_()
        loss = form(x)
        loss.backward()
        out[name] = {"loss": float(loss.detach()), "gradient": values(x.grad)}
    return out


def initializers():
    out = {}
    for name, fill in {
        "kaiming_uniform": lambda t: nn.init.kaiming_uniform_(t, nonlinearity="relu"),
        "kaiming_normal_fan_out": lambda t: nn.init.kaiming_normal_(t, mode="fan_out", nonlinearity="relu"),
        "xavier_uniform": lambda t: nn.init.xavier_uniform_(t, gain=1.5),
        "xavier_normal": nn.init.xavier_normal_,
        "normal": lambda t: nn.init.normal_(t, 1, 0.02),
        "uniform": lambda t: nn.init.uniform_(t, -0.1, 0.2),
    }.items():
        torch.manual_seed(3)
        out[name] = values(fill(torch.empty(4, 3, 2, 2)))
    return out


document = {
    "modules": {f"{name}{'' if train else ':eval'}": run(make, shape, train) for name, (make, shape) in MODULES.items() for train in (True, False)},
    "functions": functions(),
    "losses": losses(),
    "initializers": initializers(),
}
with open("nn.json", "w") as file:
    file.write(json.dumps(document, separators=(",", ":")).replace('},"', '},\n"'))
