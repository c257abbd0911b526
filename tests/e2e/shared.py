# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""The published tables, which are not part of the project: tests skip without them."""

import sys

from harness import SOURCE

DATA = SOURCE.parent / "shared" / "data"


def need(path):
    if not path.exists():
        print(f"skipped: no published tables beside the checkout ({path.name})")
        sys.exit(77)
    return path
