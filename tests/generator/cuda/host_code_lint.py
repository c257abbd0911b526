#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Reads the host side of the CUDA part and says where it breaks the rules that no test
without a device can see broken:
- memory of the host is handed to the device by Uploads alone (device_array.cuh), which lives
  until the copies have ended and takes no temporaries;
- everything that a device or a searcher offers makes its own device the current one first;
- a capture that is given up leaves no error behind.
Usage: host_code_lint.py FOLDER. Exit 1 and a list on violations."""

import pathlib
import re
import sys

COMMENT = re.compile(r"//[^\n]*")
UPLOADS = re.compile(r"^class Uploads \{.*?^\};", re.S | re.M)
NO_TEMPORARIES = "const std::vector<T>&&"
MEMBER = re.compile(r"(\w+)\s*\([^()]*(?:\([^()]*\)[^()]*)*\)\s*(?:const\s*)?override\s*\{")
CURRENT = re.compile(r"\s*const CurrentDevice \w+\(")
GIVEN_UP = re.compile(r"catch \(\.\.\.\) \{(?P<body>[^}]*cudaStreamEndCapture[^}]*)\}")


def violations(files: dict[str, str]) -> list[str]:
    """Of files by their names."""
    found = []
    members = 0
    for name, text in sorted(files.items()):
        text = COMMENT.sub("", text)
        line = lambda at: f"{name}:{text.count(chr(10), 0, at) + 1}: "  # noqa: E731
        uploads = UPLOADS.search(text)
        for match in re.finditer(r"cudaMemcpy\w*HostToDevice|cudaMemcpyDefault", text):
            if not uploads or not uploads.start() < match.start() < uploads.end():
                found.append(line(match.start()) + "copies from the host without Uploads")
        if uploads and not re.search(re.escape(NO_TEMPORARIES) + r"[^;{]*= delete;", uploads.group()):
            found.append(line(uploads.start()) + "Uploads take temporaries")
        if uploads and not re.search(r"~Uploads\(\)[^}]*cudaStreamSynchronize", uploads.group()):
            found.append(line(uploads.start()) + "Uploads end before their copies")
        for match in MEMBER.finditer(text):
            if match.group(1) == "name":
                continue
            members += 1
            if not CURRENT.match(text, match.end()):
                found.append(line(match.start()) + f"{match.group(1)}() works on whatever device is "
                             "the current one")
        for match in GIVEN_UP.finditer(text):
            if "cudaGetLastError" not in match.group("body"):
                found.append(line(match.start()) + "a capture that is given up leaves its error behind")
    if members == 0:
        found.append("there is no device and no searcher to look at")
    return found


def main() -> int:
    files = {path.name: path.read_text() for path in pathlib.Path(sys.argv[1]).iterdir()
             if path.suffix in {".cu", ".cuh"}}
    found = violations(files)
    print("\n".join(found) if found else f"{len(files)} files keep the rules of host code")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
