#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""The include check notices an arrow that points the wrong way, and an unknown room."""

import pathlib
import tempfile

from include_direction import violations

with tempfile.TemporaryDirectory() as folder:
    source = pathlib.Path(folder)
    for room in ("exact", "audit", "nowhere"):
        (source / room).mkdir()
    (source / "exact" / "good.hpp").write_text('#include "base/error.hpp"\n#include <vector>\n')
    assert violations(source) == []
    (source / "exact" / "bad.hpp").write_text('#pragma once\n  #  include "audit/audit.hpp"\n')
    (source / "audit" / "bad.cpp").write_text('#include "io/read_table.hpp"\n')
    (source / "nowhere" / "a.cpp").write_text("\n")
    for part in ("files", "network"):  # only the first of the two may
        (source / "generator" / part).mkdir(parents=True)
        (source / "generator" / part / "a.hpp").write_text('#include "io/files/atomic_file.hpp"\n')
    found = violations(source)
    assert len(found) == 4, found
    assert "network/a.hpp:1: generator may not include io" in found[2], found
    assert "bad.hpp:2: exact may not include audit" in found[1], found
print("the include check can fail")
