#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""The check of what replay includes notices a law that is three headers away."""

import pathlib
import tempfile

from replay_includes import chains

with tempfile.TemporaryDirectory() as folder:
    source = pathlib.Path(folder)
    for room in ("certificate", "tokenization", "base", "laws"):
        (source / room).mkdir()
    (source / "certificate" / "replay.cpp").write_text('#include "certificate/replay.hpp"\n')
    (source / "certificate" / "replay.hpp").write_text('#include "tokenization/table.hpp"\n')
    (source / "tokenization" / "table.hpp").write_text('#include "base/error.hpp"\n')
    (source / "base" / "error.hpp").write_text("#include <string>\n")
    (source / "laws" / "identity.hpp").write_text("\n")
    assert chains(source) == []
    (source / "base" / "error.hpp").write_text('#include "laws/identity.hpp"\n')
    found = chains(source)
    assert len(found) == 2 and found[0].endswith(
        "tokenization/table.hpp -> base/error.hpp -> laws/identity.hpp"), found
    (source / "base" / "error.hpp").write_text("#include <string>\n")
    (source / "generator" / "certificate").mkdir(parents=True)
    (source / "generator" / "check").mkdir()
    (source / "generator" / "check" / "check.hpp").write_text("\n")
    makes = source / "generator" / "certificate" / "certify_generator.cpp"
    judges = source / "generator" / "certificate" / "replayed_laws.cpp"
    makes.write_text('#include "generator/check/check.hpp"\n')
    judges.write_text('#include "tokenization/table.hpp"\n')
    assert chains(source) == []
    judges.write_text('#include "generator/check/check.hpp"\n')
    assert len(chains(source)) == 1
print("the check of what replay includes can fail")
