# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""The state file: one JSON object a line, appended as mutants are judged."""

import json
import os
import pathlib


class Record:
    """Outcomes hold for one fingerprint of sources and tests. With keep_kills a kill
    also holds when only the suite has changed since."""

    def __init__(self, path: pathlib.Path, fingerprint: str, keep_kills: bool = False):
        self.path = path
        self.fingerprint = fingerprint
        self.entries: dict[str, dict] = {}
        content = path.read_bytes() if path.exists() else b""
        whole = content[:content.rfind(b"\n") + 1]  # a line that was cut off is judged again
        for line in whole.splitlines():
            entry = json.loads(line)
            kept = entry["fingerprint"] == fingerprint or entry["outcome"] == "uncompilable" or (
                keep_kills and entry["outcome"] in ("failed", "crashed", "timeout"))
            if kept:
                self.entries[entry["mutant"]] = entry
            else:
                self.entries.pop(entry["mutant"], None)
        if whole != content:
            with path.open("r+b") as file:
                file.truncate(len(whole))

    def __contains__(self, name: str) -> bool:
        return name in self.entries

    def __getitem__(self, name: str) -> dict:
        return self.entries[name]

    def add(self, name: str, outcome: str, by: str, **facts) -> None:
        entry = {"mutant": name, "outcome": outcome, "by": by, "fingerprint": self.fingerprint, **facts}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(descriptor, (json.dumps(entry, sort_keys=True) + "\n").encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        self.entries[name] = entry
