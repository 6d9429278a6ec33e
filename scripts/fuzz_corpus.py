"""The seeds of scripts/fuzz: the files of testdata by format, archives by their parts, ways of writing a number."""

import io
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1] / "testdata"
VALUES = """0,5 0.5 1.234,5 0,50 điểm|1/2|50%|0,5*|(1)|-|–|x|Đạt|Không phát sinh|=0,25+0,25|#DIV/0!|O,5|,5|1.234|120 văn bản|
3.10|1.2.1.|01/02/2022|II|a)|½|١٢|1e5|0,30000000000000004|'0,5|+1|−0,5|1 000,5"""


def kind(data):
    if data[:2] == b"PK":
        try:
            names = zipfile.ZipFile(io.BytesIO(data)).namelist()
        except Exception:
            return "xlsx"
        if any(name.endswith("workbook.bin") for name in names):
            return "xlsb"
        return "ods" if "content.xml" in names else "xlsx"
    if data[:4] == b"\xd0\xcf\x11\xe0":
        return "xls"
    return "html" if b"<" in data[:200] else "text"


def parts(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return b"".join(b"@@%s\n%s\n" % (name.encode(), archive.read(name)) for name in archive.namelist())
    except Exception:
        return b""


def main(home):
    home = Path(home)
    def put(run, data):
        folder = home / run
        folder.mkdir(parents=True, exist_ok=True)
        (folder / sha256(data).hexdigest()[:16]).write_bytes(data)

    # what earlier runs found stays; seeds have names of their own
    names = {"case.toml", "found.snap", "campaign.toml"}
    for path in sorted(ROOT.rglob("*")):
        if not path.is_file() or path.name in names or path.suffix in {".rhai", ".md", ".snap", ".toml", ".py"}:
            continue
        data = path.read_bytes()
        if not 0 < len(data) < 60_000:
            continue
        put(kind(data), data)
        if data[:2] == b"PK" and len(archive := parts(data)) < 150_000:
            put("parts", archive)
        if path.suffix == ".csv" and "sheets" not in path.parts:
            put("list", data)
    for text in VALUES.replace("\n", "").split("|"):
        put("value", text.strip().encode())


main(sys.argv[1])
