"""PIL's side of the photo benchmark: photo_peer.py LIST SIZE [draft]. Answers as peer.py does; a repetition is one photo.

With draft the decoder shrinks as far as both sides stay at least twice the target, as ours does.
"""
import itertools
import sys
import time

import numpy as np
from PIL import Image, ImageOps


def read(path, size, draft):
    image = Image.open(path)
    if draft:
        image.draft("RGB", (2 * size, 2 * size))
    image = ImageOps.exif_transpose(image).convert("RGB").resize((size, size), Image.BILINEAR)
    return np.ascontiguousarray(np.asarray(image).transpose(2, 0, 1))


def main(listing, size, draft):
    with open(listing, encoding="utf-8") as lines:
        paths = itertools.cycle(lines.read().splitlines())
    for line in sys.stdin:
        times = []
        for _ in range(int(line)):
            path = next(paths)
            start = time.perf_counter()
            read(path, size, draft)
            times.append((time.perf_counter() - start) * 1000)
        print(*times, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), "draft" in sys.argv[3:])
