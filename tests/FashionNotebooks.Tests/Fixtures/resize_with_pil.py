"""Prepares photos with PIL, for the comparison in PhotoParityTests: python3 resize_with_pil.py LIST OUT SIZE.

LIST has one path per line; OUT gets [N, 3, SIZE, SIZE] bytes: decoded whole, squashed with antialiased bilinear resize.
"""
import sys

import numpy as np
from PIL import Image, ImageOps


def main(listing, out, size):
    with open(listing, encoding="utf-8") as lines, open(out, "wb") as target:
        for path in lines.read().splitlines():
            image = ImageOps.exif_transpose(Image.open(path)).convert("RGB").resize((size, size), Image.BILINEAR)
            target.write(np.asarray(image).transpose(2, 0, 1).tobytes())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
