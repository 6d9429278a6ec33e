"""Opens a workbook as LibreOffice sees it and compares every cell with what the program wrote.

The stored results of all formulas are thrown away first, so LibreOffice has to work them out itself. A formula that
comes to something else than its stored result, or to an error, is a failure.

    python3 scripts/full/workbook.py OUT/results.xlsx
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl


def main(path):
    stored = openpyxl.load_workbook(path, data_only=True)
    formulas = openpyxl.load_workbook(path)
    live = {
        (sheet.title, cell.coordinate)
        for sheet in formulas for row in sheet.iter_rows() for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    }
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.xlsx"
        formulas.save(bare)  # openpyxl keeps no stored results
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
             "--outdir", f"{folder}/again", str(bare)],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300,
        )
        again = openpyxl.load_workbook(Path(folder) / "again" / "bare.xlsx", data_only=True)
    wrong, cells = [], 0
    for sheet in stored:
        other = again[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                here, there = cell.value, other[cell.coordinate].value
                cells += here is not None
                same = abs(here - there) < 1e-9 if isinstance(here, (int, float)) and isinstance(there, (int, float)) else here == there
                if not same:
                    wrong.append(f"{sheet.title} {cell.coordinate}: written {here!r}, LibreOffice has {there!r}")
    for line in wrong[:20]:
        print(line)
    print(f"{path}: {len(stored.sheetnames)} sheets, {cells} cells, {len(live)} live formulas, {len(wrong)} differ")
    return 1 if wrong or not live else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
