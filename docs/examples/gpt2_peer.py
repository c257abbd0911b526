#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Compares the logits of `sidproof generate --export FOLDER` with independent GPT-2s that load
the same files: one in numpy, in binary64, written from the definition (always); PyTorch's own
transformer layers (where torch is installed); GPT2LMHeadModel of the transformers library
(where that is installed). Usage: gpt2_peer.py FOLDER

The bound is no tolerance but follows from the arithmetic: sidproof rounds every value that it
stores to binary32 once, by at most 2^-24 of it, from a result in binary64. The numpy network
knows the gradient of every logit by every stored value, and adds up what all these roundings
can do together. The exit code is 1 when a logit is outside its bound."""

import json
import math
import pathlib
import struct
import sys

import numpy as np

UNIT = 2.0**-24  # one rounding to binary32
NOISE = 2.0**-53  # one in binary64, there or here


def read_safetensors(path):
    """All F32 tensors of a file, widened."""
    data = path.read_bytes()
    (length,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8:8 + length])
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        assert entry["dtype"] == "F32", name
        begin, end = entry["data_offsets"]
        values = np.frombuffer(data[8 + length + begin:8 + length + end], "<f4")
        tensors[name] = values.reshape(entry["shape"]).astype(np.float64)
    return tensors


def gelu_new(x):
    """The value and the slope."""
    u = math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)
    t = np.tanh(u)
    return 0.5 * x * (1 + t), 0.5 * (1 + t) + 0.5 * x * (1 - t**2) * math.sqrt(2 / math.pi) * (1 + 0.134145 * x**2)


def gelu(x):
    phi = 0.5 * (1 + np.vectorize(math.erf)(x / math.sqrt(2)))
    return x * phi, phi + x * np.exp(-x**2 / 2) / math.sqrt(2 * math.pi)


class Network:
    """GPT-2 by definition in binary64. forward() notes for every value that sidproof stores how
    far one rounding may take it; backward() carries gradients of logits to all of them."""

    def __init__(self, config, tensors):
        self.config = config
        self.t = {name.removeprefix("transformer."): tensor for name, tensor in tensors.items()}
        self.activation = {"gelu_new": gelu_new, "gelu": gelu}[config["activation_function"]]
        self.head = self.t["wte.weight"] if config["tie_word_embeddings"] else self.t["lm_head.weight"]

    def weight_and_bias(self, name):
        return self.t[name + ".weight"], self.t[name + ".bias"]

    @staticmethod
    def error(stored, terms, magnitude):
        """One rounding to binary32, after `terms` terms were added in binary64 whose absolute
        values sum up to `magnitude`; the same again for binary64 here."""
        return UNIT * np.abs(stored) + 4 * (terms + 16) * NOISE * magnitude + 2.0**-149

    def norm(self, name, x):
        weight, bias = self.weight_and_bias(name)
        centred = x - x.mean(-1, keepdims=True)
        inverse = 1 / np.sqrt((centred**2).mean(-1, keepdims=True) + self.config["layer_norm_epsilon"])
        y = centred * inverse * weight + bias
        magnitude = np.abs(weight) * np.abs(x).max(-1, keepdims=True) * inverse + np.abs(bias)
        unit = centred * inverse

        def back(g):
            g = g * weight
            return inverse * (g - g.mean(-1, keepdims=True) - unit * (g * unit).mean(-1, keepdims=True))

        return y, self.error(y, x.shape[-1], magnitude), back

    def conv1d(self, name, x, activation=None, residual=None):
        weight, bias = self.weight_and_bias(name)
        y, slope = x @ weight + bias, None
        magnitude = np.abs(x) @ np.abs(weight) + np.abs(bias)
        if activation is not None:
            y, slope = activation(y)
            magnitude = 2 * magnitude
        if residual is not None:
            y, magnitude = y + residual, magnitude + np.abs(residual)
        return y, self.error(y, x.shape[-1], magnitude), lambda g: (g if slope is None else g * slope) @ weight.T

    def attention(self, qkv):
        heads = self.config["n_head"]
        length, width = qkv.shape[0], qkv.shape[1] // 3
        size = width // heads
        root = math.sqrt(size)
        future = np.triu(np.ones((length, length), bool), 1)
        y, magnitude, kept = np.zeros((length, width)), np.zeros((length, width)), []
        for head in range(heads):
            q, k, v = (qkv[:, part * width + head * size:part * width + (head + 1) * size] for part in range(3))
            scores = np.where(future, -np.inf, q @ k.T / root)
            p = np.exp(scores - scores.max(-1, keepdims=True))
            p /= p.sum(-1, keepdims=True)
            columns = slice(head * size, (head + 1) * size)
            y[:, columns] = p @ v
            magnitude[:, columns] = p @ np.abs(v) * (1 + np.abs(q @ k.T / root).max())
            kept.append((q, k, v, p))

        def back(g):
            result = np.zeros(g.shape[:-1] + (3 * width,))
            for head, (q, k, v, p) in enumerate(kept):
                part = g[..., head * size:(head + 1) * size]
                gp = part @ v.T
                gs = p * (gp - (gp * p).sum(-1, keepdims=True)) / root
                for place, value in enumerate((gs @ k, gs.swapaxes(-1, -2) @ q, p.T @ part)):
                    begin = place * width + head * size
                    result[..., begin:begin + size] = value
            return result

        return y, self.error(y, length + size, magnitude), back

    def forward(self, tokens):
        embedded = self.t["wte.weight"][tokens] + self.t["wpe.weight"][:len(tokens)]
        x, self.steps = embedded, []
        error = self.error(x, 1, np.abs(x))
        for layer in range(self.config["n_layer"]):
            h = f"h.{layer}."
            n, n_error, n_back = self.norm(h + "ln_1", x)
            qkv, qkv_error, qkv_back = self.conv1d(h + "attn.c_attn", n)
            mixed, mixed_error, mixed_back = self.attention(qkv)
            x, x_error, x_back = self.conv1d(h + "attn.c_proj", mixed, residual=x)
            self.steps.append((error, [(mixed_error, x_back), (qkv_error, mixed_back), (n_error, qkv_back)], n_back))
            error = x_error
            n, n_error, n_back = self.norm(h + "ln_2", x)
            up, up_error, up_back = self.conv1d(h + "mlp.c_fc", n, activation=self.activation)
            x, x_error, x_back = self.conv1d(h + "mlp.c_proj", up, residual=x)
            self.steps.append((error, [(up_error, x_back), (n_error, up_back)], n_back))
            error = x_error
        self.last_error = error
        self.final, self.final_error, self.final_back = self.norm("ln_f", x)
        return self.final @ self.head.T

    def gradients(self, row, chosen):
        """Of the logits of the tokens `chosen` after a row by all stored values, from the last to
        the first, with the errors of these."""
        g = np.zeros((len(chosen),) + self.final.shape)
        g[:, row] = self.head[chosen]
        yield g, self.final_error
        g = self.final_back(g)
        yield g, self.last_error
        for error, branch, norm_back in reversed(self.steps):
            inner = g
            for inner_error, back in branch:
                inner = back(inner)
                yield inner, inner_error
            g = g + norm_back(inner)
            yield g, error

    def bounds(self, row, chosen):
        """How far sidproof's logits may be from forward()'s: what is of second order (10^-7 of the
        sum) is covered by one part in a thousand."""
        total = sum((np.abs(g) * error).sum((1, 2)) for g, error in self.gradients(row, chosen))
        final, head = self.final[row], self.head[chosen]
        return 1.001 * total + self.error(head @ final, len(final), np.abs(head) @ np.abs(final))


def numpy_logits(config, tensors, tokens, begin):
    """After the tokens begin, begin + 1, ...: the logits, and how far sidproof's may be from them."""
    network = Network(config, tensors)
    logits = network.forward(tokens)[begin:]
    radius = np.empty_like(logits)
    for row in range(len(logits)):
        for first in range(0, logits.shape[1], 128):
            chosen = np.arange(first, min(first + 128, logits.shape[1]))
            radius[row, chosen] = network.bounds(begin + row, chosen)
    return logits, radius


def torch_logits(config, tensors, tokens):
    """PyTorch's TransformerEncoderLayer is GPT-2's layer when the norms come first."""
    import torch
    import torch.nn as nn

    t = {name.removeprefix("transformer."): torch.tensor(tensor) for name, tensor in tensors.items()}
    width, length = config["n_embd"], len(tokens)
    approximate = {"gelu_new": "tanh", "gelu": "none"}[config["activation_function"]]
    epsilon = config["layer_norm_epsilon"]
    hidden = t["wte.weight"][tokens] + t["wpe.weight"][:length]
    mask = torch.full((length, length), -math.inf, dtype=torch.float64).triu(1)
    for number in range(config["n_layer"]):
        layer = nn.TransformerEncoderLayer(
            width, config["n_head"], t[f"h.{number}.mlp.c_fc.bias"].shape[0], dropout=0.0,
            activation=lambda x: nn.functional.gelu(x, approximate=approximate), layer_norm_eps=epsilon,
            batch_first=True, norm_first=True).double().eval()
        names = {"self_attn.in_proj_": "attn.c_attn.", "self_attn.out_proj.": "attn.c_proj.",
                 "linear1.": "mlp.c_fc.", "linear2.": "mlp.c_proj.", "norm1.": "ln_1.", "norm2.": "ln_2."}
        # A Conv1D holds the transpose of a Linear.
        layer.load_state_dict({theirs + kind: t[f"h.{number}.{ours}{kind}"].transpose(0, -1).contiguous()
                               for theirs, ours in names.items() for kind in ("weight", "bias")})
        with torch.no_grad():
            hidden = layer(hidden[None], src_mask=mask)[0]
    hidden = nn.functional.layer_norm(hidden, (width,), t["ln_f.weight"], t["ln_f.bias"], epsilon)
    head = t["wte.weight"] if config["tie_word_embeddings"] else t["lm_head.weight"]
    return (hidden @ head.T).numpy()


def transformers_logits(folder, tokens):
    import torch
    from transformers import GPT2LMHeadModel

    model = GPT2LMHeadModel.from_pretrained(folder).double().eval()
    with torch.no_grad():
        return model(torch.tensor([tokens])).logits[0].numpy()


def peers(folder, config, tensors):
    """Name, version and function of every other implementation that is installed."""
    found, absent = [], []
    try:
        import torch
        found.append((f"PyTorch {torch.__version__}, its transformer layers",
                      lambda tokens: torch_logits(config, tensors, tokens)))
    except ImportError:
        absent.append("torch")
    try:
        import transformers
        found.append((f"transformers {transformers.__version__}, GPT2LMHeadModel",
                      lambda tokens: transformers_logits(folder, tokens)))
    except ImportError:
        absent.append("transformers")
    return found, absent


def main(folder):
    folder = pathlib.Path(folder)
    config = json.loads((folder / "config.json").read_text())
    tensors = read_safetensors(folder / "model.safetensors")
    requests = json.loads((folder / "logits.json").read_text())["requests"]
    others, absent = peers(folder, config, tensors)
    names = [f"numpy {np.__version__}, by definition"] + [name for name, _ in others]
    largest = {name: 0.0 for name in names}
    bound, inside, logits, spread = 0.0, True, 0, 0.0
    for request in requests:
        tokens, begin = request["tokens"], request["from"]
        ours = np.array(request["logits"])
        middle, radius = numpy_logits(config, tensors, tokens, begin)
        bound, spread = max(bound, radius.max()), max(spread, np.ptp(ours))
        logits += ours.size
        results = [middle] + [compute(tokens)[begin:] for _, compute in others]
        for name, theirs in zip(names, results):
            difference = np.abs(ours - theirs)
            assert difference.shape == radius.shape
            largest[name] = max(largest[name], difference.max())
            inside = inside and bool((difference <= radius).all())
    print(f"{logits} logits, {spread:.3g} from the smallest to the largest of a request")
    for name in names:
        print(f"{name}: largest difference {largest[name]:.3g}")
    for name in absent:
        print(f"{name}: not installed")
    print(f"largest bound {bound:.3g}: {'all inside' if inside else 'OUTSIDE'}")
    return 0 if inside else 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
