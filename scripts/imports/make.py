"""Makes the files of testdata/imports: `make.py [CASE…]` makes all or some, `make.py --check` holds that every folder has a maker.

Each module of this folder with a dictionary CASES (folder → function that writes its files into it) is asked. Needs the
packages of requirements.txt. Files are made once and committed: some formats hold the time they were written at, so a
second run gives other bytes with the same content.
"""

import importlib
import sys
from pathlib import Path

from base import ROOT

HERE = Path(__file__).resolve().parent
KEPT = {"case.toml", "found.snap"}


def makers():
    found = {}
    for module in sorted(path.stem for path in HERE.glob("*.py") if path.stem != "make"):
        found.update(getattr(importlib.import_module(module), "CASES", {}))
    return found


def main(names):
    known = makers()
    if names == ["--check"]:
        folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith("_")}
        assert folders == set(known), f"without a maker: {folders - set(known)}, without a folder: {set(known) - folders}"
        return
    for name in names or sorted(known):
        folder = ROOT / name
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            if old.name not in KEPT:
                old.unlink()
        known[name](folder)


main(sys.argv[1:])
