"""Draws the small pictures that the decoding tests read, and what PIL makes of them.

Run it in this folder: python3 make_images.py. Everything is synthetic: gradients, stripes and seeded noise.
"""
import io
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

OUT = Path(__file__).parent / "images"
OUT.mkdir(exist_ok=True)


def scene(width, height, seed=0):
    """A smooth gradient with a bright corner, stripes and a little noise: [H, W, 3] uint8."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width]
    red = 255 * x / max(width - 1, 1)
    green = 255 * y / max(height - 1, 1)
    blue = 128 + 100 * np.sin(x / 3.0) * np.cos(y / 5.0)
    image = np.stack([red, green, blue], -1)
    image[: height // 4, : width // 4] = (250, 240, 20)
    return np.clip(image + rng.normal(0, 4, image.shape), 0, 255).astype(np.uint8)


def png16(pixels, colour_type):
    """Writes 16-bit PNG, which PIL cannot write for colour."""
    height, width = pixels.shape[:2]
    rows = b"".join(b"\0" + pixels[r].astype(">u2").tobytes() for r in range(height))

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 16, colour_type, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def crop_square(image, size):
    """Short side to size, then the centre: what torchvision's Resize and CenterCrop do."""
    w, h = image.size
    w, h = (size, int(size * h / w)) if w <= h else (int(size * w / h), size)
    image = image.resize((w, h), Image.BILINEAR)
    left, top = int(round((w - size) / 2.0)), int(round((h - size) / 2.0))
    return image.crop((left, top, left + size, top + size))


def expect(name, size, background=None):
    """Saves PIL's answer for one file: squashed and cropped."""
    image = ImageOps.exif_transpose(Image.open(OUT / name))
    if image.mode in ("RGBA", "LA", "P") and background:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, background), image)
    image = image.convert("RGB")
    image.resize((size, size), Image.BILINEAR).save(OUT / f"{name}.squash{size}.png", optimize=True)
    crop_square(image, size).save(OUT / f"{name}.crop{size}.png", optimize=True)


def main():
    base = Image.fromarray(scene(97, 61))
    base.save(OUT / "rgb.png")
    base.save(OUT / "rgb.bmp")
    base.save(OUT / "lossless.webp", lossless=True)
    base.save(OUT / "lossy.webp", quality=80)
    base.save(OUT / "colour.jpg", quality=92)
    base.save(OUT / "progressive.jpg", quality=92, progressive=True)
    base.convert("L").save(OUT / "grey.jpg", quality=92)
    base.convert("L").save(OUT / "grey.png")
    base.convert("CMYK").save(OUT / "cmyk.jpg", quality=92)
    # The same four planes, said to be YCCK: Adobe's segment ends with the kind of its colours.
    cmyk = bytearray((OUT / "cmyk.jpg").read_bytes())
    cmyk[cmyk.index(b"Adobe") + 11] = 2
    (OUT / "ycck.jpg").write_bytes(cmyk)
    base.quantize(32).save(OUT / "palette.png")
    Image.fromarray(scene(40, 30)).resize((11, 200)).save(OUT / "tall.png")
    Image.fromarray(scene(1, 1)).save(OUT / "one.png")

    alpha = np.dstack([scene(48, 32), np.tile(np.linspace(0, 255, 48).astype(np.uint8), (32, 1))])
    Image.fromarray(alpha, "RGBA").save(OUT / "alpha.png")
    Image.fromarray(alpha, "RGBA").save(OUT / "alpha.webp", lossless=True, exact=True)
    Image.fromarray(alpha[..., 2:], "LA").save(OUT / "greyalpha.png")

    wide = scene(48, 32).astype(np.uint16) * 257
    (OUT / "rgb16.png").write_bytes(png16(wide, 2))
    (OUT / "grey16.png").write_bytes(png16(wide[..., :1], 0))
    Image.fromarray(scene(48, 32)).save(OUT / "rgb16.png.reference.png")
    Image.fromarray(scene(48, 32)[..., 0]).save(OUT / "grey16.png.reference.png")

    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        Image.fromarray(scene(48, 32)).save(OUT / f"exif{orientation}.jpg", quality=95, exif=exif)
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.fromarray(scene(48, 32)).save(OUT / "exif6.png", exif=exif)
    Image.fromarray(scene(48, 32)).save(OUT / "exif6.webp", lossless=True, exif=exif)

    for name in ("rgb.png", "rgb.bmp", "lossless.webp", "colour.jpg", "progressive.jpg", "grey.jpg", "grey.png",
                 "cmyk.jpg", "ycck.jpg", "palette.png", "tall.png", "one.png", "exif6.png", "exif6.webp"):
        expect(name, 24)
    for name in ("alpha.png", "alpha.webp", "greyalpha.png"):
        expect(name, 24, background="white")
    for orientation in range(1, 9):
        expect(f"exif{orientation}.jpg", 24)
    expect("rgb16.png.reference.png", 24)
    expect("grey16.png.reference.png", 24)
    expect("rgb.png", 130)  # enlarging

    # The reference's rotation: nearest neighbour, black outside.
    Image.open(OUT / "rgb.png.squash24.png").rotate(8, Image.NEAREST).save(OUT / "rotated8.png")

    # Large enough to be shrunk while it is decoded (1/4 for a target of 64).
    big = Image.fromarray(scene(640, 560, seed=3)).resize((640, 560), Image.BICUBIC)
    big.save(OUT / "big.jpg", quality=60)
    expect("big.jpg", 64)

    # Files that must be refused.
    jpeg = (OUT / "colour.jpg").read_bytes()
    (OUT / "truncated.jpg").write_bytes(jpeg[: len(jpeg) * 2 // 3])
    png = (OUT / "rgb.png").read_bytes()
    (OUT / "truncated.png").write_bytes(png[: len(png) // 2])
    (OUT / "empty.jpg").write_bytes(b"")
    (OUT / "text.jpg").write_text("This is not a picture, whatever its name says.\n")
    (OUT / "noise.jpg").write_bytes(bytes(range(7, 256)) * 2)
    base.save(OUT / "picture.gif")
    base.resize((9, 7)).save(OUT / "picture.tif")
    header = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    body = b"IHDR" + header
    (OUT / "declares_100000.png").write_bytes(
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body)) + struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND")))
    frames = io.BytesIO()
    base.resize((8, 8)).save(frames, "WEBP", save_all=True, append_images=[base.resize((8, 8)).rotate(90)])
    (OUT / "animated.webp").write_bytes(frames.getvalue())


if __name__ == "__main__":
    main()
