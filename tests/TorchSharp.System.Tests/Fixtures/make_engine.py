"""Writes engine.json: values and gradients of operations, and random streams, as PyTorch 1.13 gives them.

Run with Debian's python3-torch:  python3 make_engine.py
"""
import json
import pathlib

import torch


def numbers(t):
    return {"shape": list(t.shape), "data": [float(v) for v in t.detach().double().flatten().tolist()]}


def positive(*shape):
    return torch.rand(*shape) + 0.5


torch.manual_seed(0)
torch.set_num_threads(1)
a, b, m, n = torch.randn(3, 4), torch.randn(3, 4), torch.randn(4, 5), torch.randn(2, 3, 4, 5)
cases = {
    "add": (lambda x, y: x + y, [a, b]),
    "add_alpha": (lambda x, y: torch.add(x, y, alpha=2.5), [a, b]),
    "broadcast_mul": (lambda x, y: x * y, [a, torch.randn(4)]),
    "rsub": (lambda x: 2 - x, [a]),
    "rdiv": (lambda x: 2 / x, [positive(3, 4)]),
    "pow": (lambda x: x ** 3, [a]),
    "matmul": (lambda x, y: x @ y, [a, m]),
    "bmm": (lambda x, y: torch.bmm(x, y), [torch.randn(2, 3, 4), torch.randn(2, 4, 2)]),
    "exp_log_sqrt": (lambda x: (x.exp() + 1).log().sqrt(), [a]),
    "tanh_sigmoid": (lambda x: x.tanh() * x.sigmoid(), [a]),
    "clamp": (lambda x: x.clamp(-0.5, 0.5), [a]),
    "softmax": (lambda x: x.softmax(1), [a]),
    "log_softmax": (lambda x: x.log_softmax(0), [a]),
    "gelu": (lambda x: torch.nn.functional.gelu(x), [a]),
    "leaky_relu": (lambda x: torch.nn.functional.leaky_relu(x, 0.1), [a]),
    "sum_dims": (lambda x: x.sum((1, 3)), [n]),
    "mean_keepdim": (lambda x: x.mean((2, 3), keepdim=True), [n]),
    "std_dim": (lambda x: x.std(1), [a]),
    "var_biased": (lambda x: x.var(unbiased=False), [a]),
    "amax": (lambda x: x.amax((1,)), [a]),
    "max_dim": (lambda x: x.max(1)[0], [a]),
    "logsumexp": (lambda x: x.logsumexp(1), [a]),
    "cumsum": (lambda x: x.cumsum(1), [a]),
    "prod": (lambda x: x.prod(1), [a]),
    "norm": (lambda x: x.norm(), [a]),
    "norm_dim": (lambda x: x.norm(p=1, dim=1), [a]),
    "topk": (lambda x: x.topk(2, dim=1)[0], [a]),
    "sort": (lambda x: x.sort(1, descending=True)[0], [a]),
    "permute_reshape": (lambda x: x.permute(0, 2, 3, 1).reshape(2, -1), [n]),
    "flatten": (lambda x: x.flatten(1), [n]),
    "unfold": (lambda x: x.unfold(3, 2, 1), [n]),
    "cat_stack": (lambda x, y: torch.stack([torch.cat([x, y], 0), torch.cat([y, x], 0)], 1), [a, b]),
    "split": (lambda x: x.split([1, 3], 1)[1], [a]),
    "chunk": (lambda x: x.chunk(2, 1)[0], [a]),
    "slice_step": (lambda x: x[:, 1:, ::2], [n]),
    "slice_negative": (lambda x: x[-1, ..., -2:], [n]),
    "new_axis": (lambda x: x[:, None, 1], [a]),
    "gather_rows": (lambda x: x[torch.tensor([2, 0, 2])], [a]),
    "gather_pairs": (lambda x: x[torch.tensor([2, 0]), torch.tensor([1, 3])], [a]),
    "mask": (lambda x: x[x > 0], [a]),
    "mask_then_slice": (lambda x: x[torch.tensor([True, False, True]), 1:3], [a]),
    "index_select": (lambda x: x.index_select(1, torch.tensor([3, 0])), [a]),
    "gather": (lambda x: x.gather(1, torch.tensor([[0, 1], [2, 3], [1, 1]])), [a]),
    "scatter_add": (lambda x: torch.zeros(3, 4).scatter_add(1, torch.tensor([[0, 1, 1, 3]] * 3), x), [a]),
    "masked_fill": (lambda x: x.masked_fill(x < 0, -9.0), [a]),
    "where": (lambda x, y: torch.where(x > y, x, y * 2), [a, b]),
    "cdist": (lambda x, y: torch.cdist(x, y), [a, torch.randn(5, 4)]),
    "einsum": (lambda x, y: torch.einsum("ij,kj->ik", x, y), [a, b]),
    "tril": (lambda x: x.tril(-1), [a]),
    "roll_flip": (lambda x: x.roll([1], [1]).flip(0), [a]),
    "repeat_interleave": (lambda x: x.repeat_interleave(2, 1), [a]),
    "eigvalsh": (lambda x: torch.linalg.eigvalsh(x @ x.T), [a]),
    "svdvals": (lambda x: torch.linalg.svdvals(x), [a]),
    "inverse": (lambda x: (x @ x.T + torch.eye(3)).inverse(), [a]),
}
out = {"cases": {}, "random": {}}
for name, (f, inputs) in cases.items():
    leaves = [x.clone().requires_grad_() for x in inputs]
    value = f(*leaves)
    (value * torch.arange(1, value.numel() + 1).reshape(value.shape)).sum().backward()
    out["cases"][name] = {"inputs": [numbers(x) for x in inputs], "value": numbers(value), "gradients": [numbers(x.grad) for x in leaves]}

torch.manual_seed(1234)
out["random"] = {
    "randn_small": numbers(torch.randn(5)),
    "randn": numbers(torch.randn(40)),
    "rand": numbers(torch.rand(2, 3)),
    "randint": numbers(torch.randint(-3, 10, (6,))),
    "randperm": numbers(torch.randperm(12)),
    "bernoulli": numbers(torch.bernoulli(torch.full((8,), 0.3))),
    "multinomial": numbers(torch.multinomial(torch.tensor([1.0, 2.0, 3.0, 4.0]), 3)),
    "normal": numbers(torch.normal(2.0, 3.0, (4,))),
    "uniform_": numbers(torch.empty(4).uniform_(-2, 5)),
    "exponential_": numbers(torch.empty(4).exponential_()),
    "generator": numbers(torch.randn(3, generator=torch.Generator().manual_seed(99))),
}
pathlib.Path(__file__).with_name("engine.json").write_text(json.dumps(out, indent=0) + "\n")
