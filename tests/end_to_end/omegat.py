"""OmegaT in its console mode: a project made of our files, translated by its own memory alone.

Debian's package ``omegat`` has it. Nothing of OmegaT is in this program; it is run as a program
beside it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 900
OPTIONS = ("--mode=console-translate", "--disable-project-locking")
PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
  <project version="1.0">
    <source_dir>__DEFAULT__</source_dir>
    <target_dir>__DEFAULT__</target_dir>
    <tm_dir>__DEFAULT__</tm_dir>
    <glossary_dir>__DEFAULT__</glossary_dir>
    <glossary_file>__DEFAULT__</glossary_file>
    <dictionary_dir>__DEFAULT__</dictionary_dir>
    <source_lang>{source}</source_lang>
    <target_lang>{target}</target_lang>
    <sentence_seg>false</sentence_seg>
    <support_default_translations>true</support_default_translations>
    <remove_tags>false</remove_tags>
  </project>
</omegat>
"""


def omegat() -> str | None:
    """Return the program, or None where it is not installed."""
    return shutil.which("omegat")


@dataclass
class OmegaTProject:
    """A project of OmegaT in a folder of its own; ``said`` is what its last run printed."""

    folder: Path
    source: str = "VI"
    target: str = "EN"
    said: str = field(default="", init=False)

    def __post_init__(self) -> None:
        """Lay the project out as OmegaT expects it."""
        for name in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
            (self.folder / name).mkdir(parents=True)
        text = PROJECT.format(source=self.source, target=self.target)
        (self.folder / "omegat.project").write_text(text, "utf-8")

    def put(self, where: str, name: str, data: bytes) -> None:
        """Put a file into ``source``, ``tm/auto`` or ``glossary``."""
        (self.folder / where / name).write_bytes(data)

    def translate(self, script: Path | None = None, patience: float = PATIENCE) -> float:
        """Let it fill in what its memory knows and write its files; return the seconds it took.

        ``script`` (Groovy) is run by it when the project is loaded, and after. After ``patience``
        seconds it is stopped.
        """
        program = omegat()
        assert program is not None
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        started = time.perf_counter()
        ran = subprocess.run(
            [program, str(self.folder), *OPTIONS, *([f"--script={script}"] if script else [])],
            capture_output=True,
            text=True,
            timeout=patience,
            check=False,
            cwd=home,
            env={
                **os.environ,
                "HOME": str(home),
                "JAVA_TOOL_OPTIONS": f"-Djava.awt.headless=true -Duser.home={home}",
            },
        )
        self.said = ran.stdout + ran.stderr
        assert ran.returncode == 0, self.said
        return time.perf_counter() - started

    def written(self, name: str) -> bytes:
        """Return a file that it translated."""
        return (self.folder / "target" / name).read_bytes()

    def memories(self) -> dict[str, bytes]:
        """Return the memories that it wrote, by how much of the codes they keep."""
        found = self.folder.glob(f"{self.folder.name}-*.tmx")
        return {file.stem.rpartition("-")[2]: file.read_bytes() for file in found}
