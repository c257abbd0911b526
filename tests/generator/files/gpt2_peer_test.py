# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Exported logits are those of an independent GPT-2 that loads the exported weights, within the
bound of one rounding per stored value; and the comparison notices networks that are not the
one whose logits they are."""

import contextlib
import io
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest

import numpy as np

SOURCE = pathlib.Path(os.environ["SIDPROOF_SOURCE_DIR"])
sys.path.insert(0, str(SOURCE / "docs" / "examples"))
import gpt2_peer  # noqa: E402


def write_safetensors(path, tensors):
    header, data = {}, b""
    for name, tensor in tensors.items():
        values = tensor.astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape),
                        "data_offsets": [len(data), len(data) + len(values)]}
        data += values
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


class Gpt2Peer(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="sidproof_peer_")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.table = {str(i): [f"<a_{i % 5}>", f"<b_{i // 5 % 4}>", f"<c_{i % 3}>"] for i in range(40)}
        (cls.folder / "t.json").write_text(json.dumps(cls.table))
        (cls.folder / "x.inter.json").write_text(json.dumps({"u": [3, 17, 9, 22], "v": [39, 4, 8]}))
        cls.export = cls.exported("net", "--width", 12, "--layers", 2, "--heads", 3)

    @classmethod
    def exported(cls, name, *arguments):
        subprocess.run([os.environ["SIDPROOF_PROGRAM"], "generate", "t.json", "-i", "x.inter.json",
                        "--requests", "2", "--history", "4", *map(str, arguments), "--export", name],
                       cwd=cls.folder, check=True, capture_output=True, timeout=120)
        return cls.folder / name

    def compare(self, folder):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            code = gpt2_peer.main(folder)
        return code, printed.getvalue()

    def changed(self, change):
        """The comparison after `change(config, tensors)`: its exit code."""
        folder = self.folder / "changed"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.export, folder)
        config = json.loads((folder / "config.json").read_text())
        tensors = gpt2_peer.read_safetensors(folder / "model.safetensors")
        change(config, tensors)
        (folder / "config.json").write_text(json.dumps(config))
        write_safetensors(folder / "model.safetensors", tensors)
        return self.compare(folder)[0]

    def test_logits_are_within_the_bound(self):
        for number, arguments in enumerate(
                [(), ("--width", 8, "--layers", 1, "--heads", 2), ("--width", 16, "--layers", 3, "--heads", 1)]):
            folder = self.export if not arguments else self.exported(f"net{number}", *arguments)
            code, printed = self.compare(folder)
            self.assertEqual(code, 0, printed)
            self.assertIn("by definition: largest difference", printed)
            bound = float(printed.split("largest bound ")[1].split(":")[0])
            self.assertLess(bound, 1e-4)  # or it would hold of anything
            difference = float(printed.split("by definition: largest difference ")[1].split()[0])
            self.assertGreater(difference, 0)  # binary32 is not binary64

    def test_rewriting_the_files_changes_nothing(self):
        self.assertEqual(self.changed(lambda config, tensors: None), 0)

    def test_gradients_are_differences(self):
        config = json.loads((self.export / "config.json").read_text())
        tensors = gpt2_peer.read_safetensors(self.export / "model.safetensors")
        tokens, row = [0, 3, 8, 12, 1], 4
        chosen = np.array([0, 5, 11])
        network = gpt2_peer.Network(config, tensors)
        network.forward(tokens)
        *_, (gradient, _) = network.gradients(row, chosen)  # by the sum of the embeddings
        positions = network.t["wpe.weight"]
        for place in ((0, 0), (2, 7), (4, 11)):
            differences = []
            for sign in (1, -1):
                positions[place] += sign * 1e-6
                differences.append(sign * network.forward(tokens)[row, chosen])
                positions[place] -= sign * 1e-6
            np.testing.assert_allclose(sum(differences) / 2e-6, gradient[:, place[0], place[1]], atol=1e-7)

    def test_other_networks_are_noticed(self):
        def head_of_other_tokens(config, tensors):
            tensors["lm_head.weight"] = np.roll(tensors["transformer.wte.weight"], 1, 0)
            config["tie_word_embeddings"] = False

        def gelu_of_erf(config, tensors):
            config["activation_function"] = "gelu"

        def larger_epsilon(config, tensors):
            config["layer_norm_epsilon"] *= 10

        def other_heads(config, tensors):
            config["n_head"] = 2

        def linear_for_conv1d(config, tensors):
            name = "transformer.h.0.attn.c_proj.weight"
            tensors[name] = tensors[name].T

        def keys_for_queries(config, tensors):
            for kind in ("weight", "bias"):
                q, k, v = np.split(tensors[f"transformer.h.1.attn.c_attn.{kind}"], 3, -1)
                tensors[f"transformer.h.1.attn.c_attn.{kind}"] = np.concatenate([k, q, v], -1)

        def positions_from_one(config, tensors):
            tensors["transformer.wpe.weight"] = np.roll(tensors["transformer.wpe.weight"], -1, 0)

        def no_final_norm_bias(config, tensors):
            tensors["transformer.ln_f.bias"] *= 0

        def layers_exchanged(config, tensors):
            for name in [name for name in tensors if ".h.0." in name]:
                other = name.replace(".h.0.", ".h.1.")
                tensors[name], tensors[other] = tensors[other], tensors[name]

        def one_weight_in_a_thousand_parts(config, tensors):
            tensors["transformer.h.0.mlp.c_fc.weight"][3, 5] *= 1.001

        for change in (head_of_other_tokens, gelu_of_erf, larger_epsilon, other_heads, linear_for_conv1d,
                       keys_for_queries, positions_from_one, no_final_norm_bias, layers_exchanged,
                       one_weight_in_a_thousand_parts):
            with self.subTest(change.__name__):
                self.assertEqual(self.changed(change), 1)

    def by_definition(self, network, layout, history, law):
        """ln of every sequence's probability, and ln Q(C), from the network in numpy."""
        number = [{code: first + i for i, code in enumerate(codes)}
                  for first, codes in zip(layout["first_token"], layout["codebooks"])]
        prompt = [layout["begin"]] + [number[j][code] for item in history for j, code in enumerate(self.table[item])]
        sequences = {tuple(codes) for codes in self.table.values()}
        logs = {}
        for sequence in sequences:
            for j in range(len(sequence)):
                if sequence[:j + 1] in logs:
                    continue
                tokens = prompt + [number[i][code] for i, code in enumerate(sequence[:j])]
                logits = network.forward(tokens)[-1]
                codes = layout["codebooks"][j]
                if law == "local":
                    codes = sorted({other[j] for other in sequences if other[:j] == sequence[:j]})
                whole = np.logaddexp.reduce([logits[number[j][code]] for code in codes])
                for code in codes:
                    logs[sequence[:j] + (code,)] = logits[number[j][code]] - whole
        scores = {sequence: sum(logs[sequence[:j + 1]] for j in range(len(sequence))) for sequence in sequences}
        return scores, np.logaddexp.reduce(list(scores.values()))

    def test_recommendations_are_those_of_the_definition(self):
        network = gpt2_peer.Network(json.loads((self.export / "config.json").read_text()),
                                    gpt2_peer.read_safetensors(self.export / "model.safetensors"))
        layout = json.loads((self.export / "tokens.json").read_text())
        for law in ("raw", "global", "local"):
            done = subprocess.run([os.environ["SIDPROOF_PROGRAM"], "generate", "t.json", "-i", "x.inter.json",
                                   "--weights", "net", "--requests", "2", "--mode", law, "--beam", "25", "--json", "-"],
                                  cwd=self.folder, check=True, capture_output=True, timeout=120)
            for request in json.loads(done.stdout)["requests"]:
                scores, inside = self.by_definition(network, layout, request["history"], law)
                self.assertEqual((request["sequences"], len(request["results"])), (len(scores), 25))
                ranking = sorted(scores.values(), reverse=True)
                for place, result in enumerate(request["results"]):
                    score = scores[tuple(result["tokens"])]
                    self.assertAlmostEqual(int(result["score"]) / 2**40, score, delta=1e-4)
                    self.assertAlmostEqual(result["log_probability"],
                                           score - inside if law == "global" else score, delta=1e-4)
                    if place < request["certified"]:  # the exact top of all, not of the beam alone
                        self.assertAlmostEqual(score, ranking[place], delta=1e-4)
                self.assertGreater(request["certified"], 0)
                if law == "global":
                    self.assertAlmostEqual(np.log(request["catalogue_mass"]["value"]), inside, delta=1e-4)

    def test_logits_of_other_tokens_are_noticed(self):
        folder = self.folder / "shifted"
        shutil.copytree(self.export, folder)
        logits = json.loads((folder / "logits.json").read_text())
        logits["requests"][1]["tokens"][1] += 1
        (folder / "logits.json").write_text(json.dumps(logits))
        self.assertEqual(self.compare(folder)[0], 1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
