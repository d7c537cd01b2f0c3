"""A folder of photos to vectors in Python: PIL decodes each JPEG scaled (draft) and resizes, PyTorch runs batches of 32.

Usage: embed_peer.py FOLDER NET SIZE THREADS [channels-last] [one-decoder]; it answers as peer.py does. As many threads decode, unless
one is to, as a plain loop does.
"""
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from PIL import Image

import peer

BATCH = 32


def encoder(name):
    if name == "mobilenet-like":
        return peer.Encoder()
    net = peer.backbone(name)
    net.classifier = net.fc = torch.nn.Identity()
    return net


def pixels(path, size):
    image = Image.open(path)
    image.draft("RGB", (2 * size, 2 * size))
    return np.asarray(image.convert("RGB").resize((size, size), Image.BILINEAR))


def main():
    folder, name, size, threads, *options = sys.argv[1:]
    size, threads, channels_last = int(size), int(threads), "channels-last" in options
    torch.set_num_threads(threads)
    net = encoder(name).eval()
    if channels_last:
        net = net.to(memory_format=torch.channels_last)
    paths = sorted(p for p in Path(folder).rglob("*") if p.suffix.lower() in (".jpg", ".jpeg", ".png"))
    pool = ThreadPoolExecutor(threads)
    read = pool.map if threads > 1 and "one-decoder" not in options else map

    def run():
        vectors = []
        with torch.no_grad():
            for start in range(0, len(paths), BATCH):
                batch = np.stack(list(read(lambda path: pixels(path, size), paths[start:start + BATCH])))
                x = torch.from_numpy(batch).permute(0, 3, 1, 2).float().div_(127.5).sub_(1)
                vectors.append(net(peer.as_layout(x, channels_last)))
        return torch.cat(vectors).numpy()

    peer.answer(run)


if __name__ == "__main__":
    main()
