#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Opens the HTML reports in a real browser at 360, 800 and 1400 pixels, light and
dark: nothing overflows, nothing is logged to the console, no script came in, every
plot has a name, text is readable. Leaves screenshots in BUILD_DIR/browser.
Usage: browser_test.py WRITE_SAMPLES SOURCE_DIR BUILD_DIR"""
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

WIDTHS = (360, 800, 1400)
DARK = "--blink-settings=preferredColorScheme=0"
LIGHT = "--blink-settings=preferredColorScheme=1"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


class Browser:
    def __init__(self, path, profile):
        self.base = [path, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                     "--disable-dev-shm-usage", "--no-first-run", f"--user-data-dir={profile}"]

    def run(self, *arguments):
        return subprocess.run([*self.base, *arguments], capture_output=True, text=True,
                              timeout=120, errors="replace")

    def measure(self, url, scheme):
        done = self.run(scheme, "--virtual-time-budget=20000", "--dump-dom", url)
        found = re.search(r"RESULT(.*)END", done.stdout, re.S)
        assert found, f"{url}: no result from the browser\n{done.stdout[-500:]}\n{done.stderr[-500:]}"
        results = json.loads(html.unescape(found.group(1)))
        assert isinstance(results, list), f"{url}: {results}"
        return results

    def console(self, page):
        done = self.run("--enable-logging=stderr", "--virtual-time-budget=5000", "--dump-dom",
                        page.as_uri())
        return [line for line in done.stderr.splitlines() if "CONSOLE" in line]

    def screenshot(self, page, width, scheme, target):
        self.run(scheme, f"--window-size={width},3600", f"--screenshot={target}", page.as_uri())
        assert target.exists() and target.stat().st_size > 5000, f"no screenshot of {page.name}"


def problems(name, results, dark):
    found = []
    assert [result["inner"] for result in results] == list(WIDTHS), results
    for result in results:
        where = f"{name} at {result['width']} px, {'dark' if dark else 'light'}: "
        found += [where + text for text in result["problems"]]
        for key in ("scripts", "handlers", "unnamed", "repeated_ids"):
            if result[key] != 0:
                found.append(f"{where}{key} = {result[key]}")
        if result["svgs"] and result["smallest_text"] < 9.5:
            found.append(f"{where}text of {result['smallest_text']:.1f} px in a plot")
        if result["dark"] != dark:
            found.append(where + "the colour scheme is not followed")
    return found


def check_the_checks(browser, site, address):
    """A page that is broken in every way must be noticed, or the test means nothing."""
    (site / "broken.html").write_text(
        "<!DOCTYPE html><meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\">"
        "<body><script>1</script><p id=a onclick='x()'>x</p><p id=a>y</p>"
        "<svg viewBox='0 0 100 10' width=50><text y=9>t</text></svg>"
        "<table><tr><td><pre>" + "w" * 300 + "</pre></table>", encoding="utf-8")
    result = browser.measure(f"{address}/probe.html?page=broken.html", LIGHT)[0]
    assert result["problems"] and result["scripts"] == 1 and result["handlers"] == 1, result
    assert result["unnamed"] == 1 and result["repeated_ids"] == 1, result
    assert result["smallest_text"] < 9.5, result
    assert browser.console(site / "broken.html"), "the console is not seen"


def main():
    program, source, build = sys.argv[1:4]
    found = [path for path in map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
             if path]
    if not found:
        print("SKIPPED: no browser (apt-get install chromium)")
        return 0
    shots = pathlib.Path(build) / "browser"
    shots.mkdir(parents=True, exist_ok=True)
    bad = []
    with tempfile.TemporaryDirectory() as folder:
        site = pathlib.Path(folder) / "site"
        subprocess.run([program, site], check=True, timeout=120)
        data = pathlib.Path(source).resolve().parent / "shared/data"
        games = data / "GenRec/Games.index.json"
        if games.exists():
            subprocess.run([program, site, "games", games, data / "GenRec/Games.inter.json"],
                           check=True, timeout=300)
        shutil.copy(pathlib.Path(__file__).parent / "probe.html", site)
        browser = Browser(found[0], pathlib.Path(folder) / "profile")
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        check_the_checks(browser, site, address)
        pages = sorted(path for path in site.glob("*.html")
                       if path.name not in ("probe.html", "broken.html"))
        assert len(pages) >= 10, pages
        for page in pages:
            for scheme in (LIGHT, DARK):
                results = browser.measure(f"{address}/probe.html?page={page.name}", scheme)
                bad += problems(page.name, results, scheme == DARK)
            bad += [f"{page.name}: {line}" for line in browser.console(page)]
        for name in ("games.html", "clash.audit.html", "many.whole.html"):
            for width in WIDTHS if (site / name).exists() else ():
                browser.screenshot(site / name, width, LIGHT, shots / f"{name}.{width}.png")
        browser.screenshot(site / "many.whole.html", 800, DARK, shots / "many.dark.png")
        server.shutdown()
    for line in bad[:40]:
        print(line)
    if bad:
        return 1
    print(f"{len(pages)} pages at {WIDTHS}, light and dark: no problem; screenshots in {shots}")
    return 0


sys.exit(main())
