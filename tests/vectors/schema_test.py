#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Every file of vectors satisfies the schema, and ids are unique."""

import json
import pathlib
import sys

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)

here = pathlib.Path(__file__).resolve().parent
schema = json.loads((here / "vectors.schema.json").read_text())
validator = jsonschema.Draft202012Validator(schema)
jsonschema.Draft202012Validator.check_schema(schema)
ids = []
problems = []
for path in sorted([*here.glob("[A-H].json"), here / "counterexamples.json"]):
    document = json.loads(path.read_text())
    problems += [f"{path.name}: {error.json_path}: {error.message}"
                 for error in validator.iter_errors(document)]
    for vector in document["vectors"]:
        ids.append(vector["id"])
        problems += [f"{vector['id']}: flag {flag} is not explained"
                     for flag in vector["flags"] if flag not in document["flags"]]
if len(set(ids)) != len(ids) or not ids:
    problems.append("ids are not unique, or there are none")
# The schema itself can refuse.
spoilt = json.loads((here / "A.json").read_text())
spoilt["vectors"][0]["answer"]["gap"] = "2/-4"
if validator.is_valid(spoilt):
    problems.append("the schema accepts the fraction 2/-4")
print("\n".join(problems) if problems else f"{len(ids)} vectors satisfy the schema")
sys.exit(bool(problems))
