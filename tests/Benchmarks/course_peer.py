"""The reference course in PyTorch, as people run it: PIL decodes every picture in every epoch.

Usage: course_peer.py DATA THREADS SEED [CLASSIFIER_EPOCHS [SIAMESE_EPOCHS [LR [SIAMESE_LR]]]]
Prints one JSON line: wall and CPU seconds, accuracy and search figures on the validation photos.
"""
import copy
import json
import os
import random
import sys
import time

import numpy as np
import torch
from PIL import Image
from torch import nn

from peer import Classifier

CLASSES = ["dress", "hat", "longsleeve", "pants", "shoes", "shorts", "t-shirt"]


class Folder(torch.utils.data.Dataset):
    def __init__(self, root, augment):
        self.items = [(os.path.join(root, c, f), i) for i, c in enumerate(CLASSES) for f in sorted(os.listdir(os.path.join(root, c)))]
        self.augment = augment

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        path, label = self.items[index]
        with Image.open(path) as image:
            image = image.convert("RGB").resize((64, 64), Image.BILINEAR)
        if self.augment:
            if random.random() < 0.5:
                image = image.transpose(Image.FLIP_LEFT_RIGHT)
            image = image.rotate(random.uniform(-10, 10))
        x = torch.from_numpy(np.array(image)).permute(2, 0, 1).float() / 127.5 - 1
        return x, label


class Triplets(torch.utils.data.Dataset):
    def __init__(self, base):
        self.base = base
        self.by_class = {}
        for i in range(len(base)):  # decodes every picture only to read its label, as the reference does
            self.by_class.setdefault(base[i][1], []).append(i)

    def __len__(self):
        return len(self.base)

    def __getitem__(self, index):
        x, label = self.base[index]
        other = random.choice([c for c in self.by_class if c != label])
        return x, self.base[random.choice(self.by_class[label])][0], self.base[random.choice(self.by_class[other])][0]


def search(embeddings, labels):
    distances = torch.cdist(embeddings, embeddings)
    distances.fill_diagonal_(float("inf"))
    hits = labels[distances.argsort(1)[:, :-1]] == labels[:, None]
    ranks = torch.arange(1, hits.shape[1] + 1)
    precision = hits.cumsum(1) / ranks
    average = (precision * hits).sum(1) / hits.sum(1)
    return {
        "top1": hits[:, 0].float().mean().item(),
        "top5": hits[:, :5].any(1).float().mean().item(),
        "map": average.mean().item(),
    }


def embed(net, data):
    net.eval()
    with torch.no_grad():
        parts = [(net(x), y) for x, y in torch.utils.data.DataLoader(data, 32)]
    return torch.cat([p[0] for p in parts]), torch.cat([p[1] for p in parts])


def main():
    data, threads, seed, *rest = sys.argv[1:]
    epochs, siamese_epochs = int(rest[0]) if rest else 5, int(rest[1]) if len(rest) > 1 else 5
    rate, siamese_rate = float(rest[2]) if len(rest) > 2 else 0.01, float(rest[3]) if len(rest) > 3 else 0.001
    torch.set_num_threads(int(threads))
    torch.manual_seed(int(seed))
    random.seed(int(seed))
    wall, cpu = time.perf_counter(), time.process_time()
    train, validation = Folder(os.path.join(data, "train"), True), Folder(os.path.join(data, "validation"), False)

    net = Classifier(len(CLASSES))
    counts = np.bincount([label for _, label in train.items])
    criterion = nn.CrossEntropyLoss(torch.tensor(len(train) / (len(CLASSES) * counts), dtype=torch.float32))
    optimizer = torch.optim.Adam(net.parameters(), lr=rate)
    schedule = torch.optim.lr_scheduler.StepLR(optimizer, 5, 0.1)
    accuracy, best = -1.0, None
    for _ in range(epochs):
        net.train()
        for x, y in torch.utils.data.DataLoader(train, 32, shuffle=True):
            optimizer.zero_grad()
            criterion(net(x), y).backward()
            optimizer.step()
        schedule.step()
        logits, labels = embed(net, validation)
        now = (logits.argmax(1) == labels).float().mean().item()
        if now > accuracy:
            accuracy, best = now, copy.deepcopy(net.state_dict())
    net.load_state_dict(best)
    classifier_search = search(*embed(net.encoder, validation))

    encoder = net.encoder
    optimizer = torch.optim.AdamW(encoder.parameters(), lr=siamese_rate)
    criterion = nn.TripletMarginLoss(margin=1.0, p=2)
    triplets = Triplets(train)
    lowest, best = float("inf"), None
    for _ in range(siamese_epochs):
        encoder.train()
        total = 0.0
        for anchor, positive, negative in torch.utils.data.DataLoader(triplets, 32, shuffle=True):
            optimizer.zero_grad()
            loss = criterion(encoder(anchor), encoder(positive), encoder(negative))
            loss.backward()
            optimizer.step()
            total += loss.item()
        if total < lowest:
            lowest, best = total, copy.deepcopy(encoder.state_dict())
    if best is not None:
        encoder.load_state_dict(best)
    result = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "accuracy": accuracy,
              "classifier_search": classifier_search, "search": search(*embed(encoder, validation))}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
