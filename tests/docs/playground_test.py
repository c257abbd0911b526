#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""The playground in a real browser: exact answers equal to the oracle's vectors, the page
worked as a visitor would, at phone and desktop width. A broken copy must be noticed.
Usage: playground_test.py SOURCE_DIR BUILD_DIR"""
import functools
import html
import http.server
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


def site(source, folder, broken=False):
    shutil.copytree(source / "docs/playground", folder)
    shutil.copytree(source / "tests/vectors", folder / "vectors")
    shutil.copy(source / "tests/docs/playground_probe.js", folder)
    page = (folder / "index.html").read_text()
    # The probe reads vectors, which the page itself has no need to.
    page = page.replace("default-src 'none'; ", "default-src 'none'; connect-src 'self'; ")
    page = page.replace("</html>", '<script src="playground_probe.js"></script>\n</html>')
    (folder / "index.html").write_text(page)
    # Headless Chromium's windows are at least 500 pixels wide; a phone is a frame.
    (folder / "phone.html").write_text("""<!DOCTYPE html><body style="margin:0">
<iframe src="index.html" style="border:0;width:360px;height:3200px"></iframe><script>
const mark = "RESU" + "LT{";
const look = setInterval(() => {
  const text = document.querySelector("iframe").contentDocument.body.textContent;
  if (!text.includes(mark)) return;
  clearInterval(look);
  document.body.append(text.slice(text.lastIndexOf(mark)));
}, 50);</script>""")
    if broken:
        code = (folder / "evaluate.js").read_text()
        wrong = code.replace("share: scores.map((score) => score.over(z))",
                             "share: scores.map((score) => score.over(covered))")
        assert wrong != code
        (folder / "evaluate.js").write_text(wrong)


def visit(browser, profile, folder, page, shot=None):
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--disable-dev-shm-usage", "--no-first-run", f"--user-data-dir={profile}",
            "--enable-logging=stderr", "--virtual-time-budget=20000", "--window-size=1100,3200"]
    address = f"http://127.0.0.1:{server.server_address[1]}/{page}.html"
    done = subprocess.run([*base, "--dump-dom", address], capture_output=True, text=True,
                          timeout=120, errors="replace")
    if shot:
        subprocess.run([*base, f"--screenshot={shot}", address], capture_output=True, timeout=120)
    server.shutdown()
    found = re.search(r"RESULT(\{.*\})END", done.stdout, re.S)
    assert found, f"no result from the browser\n{done.stderr[-1000:]}"
    result = json.loads(html.unescape(found.group(1)))
    result["problems"] += [line for line in done.stderr.splitlines()
                           if "CONSOLE" in line and "favicon" not in line]
    return result


def main():
    source, build = map(pathlib.Path, sys.argv[1:3])
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if not browser:
        print("no browser (apt-get install chromium)")
        return 77
    build.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        site(source, folder / "broken", broken=True)
        noticed = visit(browser, folder / "profile", folder / "broken", "index")["problems"]
        assert any("share" in line for line in noticed), "a wrong SHARE is not noticed"
        site(source, folder / "site")
        problems = []
        for page in ("phone", "index"):
            result = visit(browser, folder / "profile", folder / "site", page,
                           build / f"playground.{page}.png")
            problems += [f"{page}: {line}" for line in result["problems"]]
        print("\n".join(problems) or f"{result['vectors']} vectors agree; the page works at both widths")
        return 1 if problems else 0


sys.exit(main())
