"""What a plain Python server would be: http.server with a thread per client, PIL, PyTorch. It answers /api/search as fashion serve does.

Usage: serve_peer.py MODEL INDEX PORT
Each request has a thread of its own, so PyTorch computes with one: teams of more would fight for the cores.
The model is a mobilenet-like classifier of fashion train, the index a flat one made by it; both are safetensors files.
"""
import io
import json
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

os.environ["OMP_NUM_THREADS"] = "1"  # read when PyTorch loads; set_num_threads would hold for one thread only

import numpy as np
import torch
from PIL import Image, ImageOps

from peer import Classifier

TYPES = {"F32": np.float32, "U8": np.uint8, "I64": np.int64}


def safetensors(path):
    with open(path, "rb") as file:
        data = file.read()
    size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8:8 + size])
    metadata = header.pop("__metadata__", {})
    arrays = {}
    for name, tensor in header.items():
        begin, end = tensor["data_offsets"]
        arrays[name] = np.frombuffer(data[8 + size + begin:8 + size + end], TYPES[tensor["dtype"]]).reshape(tensor["shape"])
    return arrays, metadata


def load_model(path):
    arrays, metadata = safetensors(path)
    net = Classifier(len(json.loads(metadata["classes"])))
    net.load_state_dict({name.replace("backbone.", "encoder.").replace("head.2.", "fc."): torch.from_numpy(array.copy()) for name, array in arrays.items()})
    return net.eval().encoder


def load_index(path):
    arrays, metadata = safetensors(path)
    vectors = arrays["vectors"].transpose(0, 2, 1).reshape(-1, arrays["vectors"].shape[1])[:int(metadata["count"])]
    return torch.from_numpy(vectors.copy()), json.loads(arrays["items"].tobytes())


def pixels(data):
    image = Image.open(io.BytesIO(data))
    image.draft("RGB", (128, 128))  # scale on load, as ours
    image = ImageOps.exif_transpose(image).convert("RGB").resize((64, 64), Image.BILINEAR)
    return torch.from_numpy(np.asarray(image).copy()).permute(2, 0, 1).unsqueeze(0).float().div(127.5).sub(1)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self):
        data = self.rfile.read(int(self.headers["Content-Length"]))
        k = int(parse_qs(urlsplit(self.path).query).get("k", ["5"])[0])
        with torch.no_grad():
            distances = torch.cdist(ENCODER(pixels(data)), VECTORS)[0]
        values, ids = distances.topk(k, largest=False)
        found = [{"id": i, "name": ITEMS[i]["path"], "class": ITEMS[i]["class"], "distance": d} for i, d in zip(ids.tolist(), values.tolist())]
        body = json.dumps({"results": found}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 256


if __name__ == "__main__":
    model, index, port = sys.argv[1:]
    ENCODER = load_model(model)
    VECTORS, ITEMS = load_index(index)
    print(f"serving on http://127.0.0.1:{port} pid {os.getpid()}", file=sys.stderr, flush=True)
    Server(("127.0.0.1", int(port)), Handler).serve_forever()
