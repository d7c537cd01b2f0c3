"""Writes torchvision.json: transforms of one small picture by torchvision.

Run with a Python that has torchvision 0.14: python3 make_torchvision.py
"""
import json
import torch
import torchvision.transforms.functional as F
from torchvision.transforms import InterpolationMode as M

torch.set_num_threads(1)
torch.manual_seed(21)
picture = torch.rand(3, 9, 7)
photo = torch.randint(0, 256, (2, 3, 8, 6), dtype=torch.uint8)

cases = {
    "resize_nearest": F.resize(photo, [5, 9], M.NEAREST),
    "resize_bilinear": F.resize(picture, [5, 9], M.BILINEAR),
    "resize_bilinear_byte": F.resize(photo, [5, 9], M.BILINEAR),
    "resize_antialias": F.resize(picture, [5, 4], M.BILINEAR, antialias=True),
    "resize_side": F.resize(picture, [5], M.BILINEAR),
    "resize_side_limited": F.resize(picture, [5], M.BILINEAR, max_size=6),
    "normalize": F.normalize(picture, [0.5, 0.4, 0.3], [0.2, 0.3, 0.4]),
    "to_float": F.convert_image_dtype(photo, torch.float32),
    "to_byte": F.convert_image_dtype(picture, torch.uint8),
    "crop": F.crop(picture, 2, 1, 4, 5),
    "crop_outside": F.crop(picture, -1, 4, 5, 6),
    "center_crop": F.center_crop(picture, [4, 5]),
    "hflip": F.hflip(photo),
    "vflip": F.vflip(photo),
    "rotate": F.rotate(picture, 25),
    "rotate_byte": F.rotate(photo, -40),
    "rotate_bilinear": F.rotate(picture, 25, M.BILINEAR),
    "rotate_fill": F.rotate(picture, 25, M.NEAREST, fill=[0.1, 0.2, 0.3]),
    "rotate_expand": F.rotate(picture, 33, M.BILINEAR, expand=True),
    "rotate_quarter": F.rotate(picture, 90, expand=True),
    "rotate_center": F.rotate(picture, 25, M.BILINEAR, center=[1, 2]),
    "grey": F.rgb_to_grayscale(photo),
    "grey3": F.rgb_to_grayscale(picture, 3),
    "invert": F.invert(photo),
    "brightness": F.adjust_brightness(photo, 1.4),
    "contrast": F.adjust_contrast(photo, 0.6),
    "contrast_float": F.adjust_contrast(picture, 1.7),
    "saturation": F.adjust_saturation(photo, 1.8),
    "hue": F.adjust_hue(picture, 0.2),
    "hue_byte": F.adjust_hue(photo, -0.3),
    "gamma": F.adjust_gamma(photo, 0.7, 1.1),
    "blur": F.gaussian_blur(picture, [3, 3], [0.8, 0.8]),
    "blur_byte": F.gaussian_blur(photo, [5, 3], [1.1, 0.6]),
    "pad": F.pad(picture, [1, 2, 3, 0], fill=0.5),   # left, top, right, bottom
}
document = {
    "picture": [float("%.9g" % v) for v in picture.flatten().tolist()],
    "photo": photo.flatten().tolist(),
    "cases": {name: {"shape": list(v.shape), "values": [float("%.7g" % x) for x in v.double().flatten().tolist()]} for name, v in cases.items()},
}
with open("torchvision.json", "w") as file:
    file.write(json.dumps(document, separators=(",", ":")).replace('},"', '},\n"') + "\n")
