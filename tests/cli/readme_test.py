# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""What the README shows is what the program prints."""

import re

from harness import REFUTED, SOURCE, CliTest, main

README = (SOURCE / "README.md").read_text()


class Readme(CliTest):
    def test_the_picture_is_the_demo_report(self):
        block = re.search(r"<!-- report:begin -->\n```\n(.*?)```\n<!-- report:end -->", README, re.S)
        self.assertIsNotNone(block, "README.md has lost the report between its markers")
        self.assertEqual(self.expect(REFUTED, "verify").stdout, block.group(1))

    def test_every_link_leads_to_a_file(self):
        for page in [SOURCE / "README.md", SOURCE / "CONTRIBUTING.md", *SOURCE.glob("docs/*.md"),
                     *SOURCE.glob("spec/*.md")]:
            for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text()):
                with self.subTest(page=page.name, target=target):
                    self.assertTrue((page.parent / target).exists())

    def test_every_path_in_code_is_there(self):
        seen = 0
        for page in [*SOURCE.glob("*.md"), *SOURCE.glob("docs/**/*.md"), *SOURCE.glob("spec/**/*.md")]:
            prose = re.sub(r"(?ms)^```.*?^```", "", page.read_text())
            for code in re.findall(r"`([^`\n]+)`", prose):
                for path in re.findall(r"(?<![\w/.-])(?:src|tests|spec|docs|properties|cmake)/[\w/.-]+(?![\w/*<{])", code):
                    if "/room/" in path:  # CONTRIBUTING's example
                        continue
                    seen += 1
                    with self.subTest(page=page.name, path=path):
                        self.assertTrue((SOURCE / path.rstrip(".")).exists())
        self.assertGreater(seen, 80)

    def test_every_verb_of_the_readme_exists(self):
        verbs = set(re.findall(r"^\./sidproof (\w+)", README, re.M)) - {"test"}
        self.assertGreaterEqual(len(verbs), 5)
        for verb in verbs:
            self.expect(0, verb, "--help")


if __name__ == "__main__":
    main()
