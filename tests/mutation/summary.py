# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""What a run has shown, as Markdown."""

import dataclasses

from operators import Mutant
from record import Record

KILLS = ("failed", "crashed", "timeout", "refused")


@dataclasses.dataclass
class Count:
    sampled: int = 0
    killed: int = 0
    equivalent: int = 0
    alive: int = 0
    uncompilable: int = 0
    apart: int = 0  # needed at compile time and not built
    open: int = 0


class Summary:
    def __init__(self, sample: list[Mutant], record: Record, equivalent: dict[str, str]):
        self.files: dict[str, Count] = {}
        self.total = Count()
        self.alive: list[tuple[Mutant, str]] = []
        self.wrong: list[tuple[Mutant, str]] = []  # listed as equivalent, and killed
        self.kinds: dict[str, int] = {}
        for mutant in sample:
            outcome = record[mutant.name]["outcome"] if mutant.name in record else "open"
            self.kinds[outcome] = self.kinds.get(outcome, 0) + 1
            kind = outcome if outcome in ("uncompilable", "open", "apart") else \
                "killed" if outcome in KILLS else \
                "equivalent" if mutant.name in equivalent else "alive"
            if kind == "killed" and mutant.name in equivalent:
                self.wrong.append((mutant, record[mutant.name]["by"]))
            if kind == "alive":
                self.alive.append((mutant, outcome))
            for count in (self.files.setdefault(mutant.file, Count()), self.total):
                count.sampled += 1
                setattr(count, kind, getattr(count, kind) + 1)

    def rate(self) -> float | None:
        """Killed, of those judged and not equivalent."""
        judged = self.total.killed + self.total.alive
        return 100 * self.total.killed / judged if judged else None

    def table(self) -> str:
        lines = ["| file | sampled | killed | alive | equivalent | does not compile | kill rate |",
                 "|---|---:|---:|---:|---:|---:|---:|"]
        for file, count in sorted(self.files.items()):
            lines.append(row(f"`{file}`", count))
        lines.append(row("all", self.total))
        return "\n".join(lines)

    def text(self) -> str:
        total = self.total
        rate = self.rate()
        lines = [self.table(), "",
                 f"{total.sampled} mutants sampled: {total.killed} killed ("
                 + ", ".join(f"{self.kinds.get(k, 0)} {k}" for k in KILLS) +
                 f"), {total.alive} alive, {total.equivalent} equivalent, "
                 f"{total.uncompilable} do not compile, {total.apart} needed at compile time and not built, "
                 f"{total.open} not judged yet.",
                 "kill rate " + ("unknown" if rate is None else f"{rate:.1f} % of {total.killed + total.alive}")]
        for mutant, outcome in self.alive:
            lines.append(f"{outcome}: {mutant.file}:{mutant.line}: {mutant.operator}: "
                         f"{mutant.original}  =>  {mutant.mutated}")
        for mutant, by in self.wrong:
            lines.append(f"not equivalent, killed by {by}: {mutant.file}:{mutant.line}: "
                         f"{mutant.original}  =>  {mutant.mutated}")
        return "\n".join(lines)


def row(name: str, count: Count) -> str:
    judged = count.killed + count.alive
    rate = f"{100 * count.killed / judged:.0f} %" if judged else "–"
    return (f"| {name} | {count.sampled} | {count.killed} | {count.alive} | {count.equivalent} | "
            f"{count.uncompilable} | {rate} |")
