"""What Python offers for reading the same workbooks: `bench_python.py calamine|pandas FOLDER` reads the first sheet of each."""

import sys
from pathlib import Path


def calamine(path):
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def pandas(path):
    import pandas

    return pandas.read_excel(path, header=None, dtype=object, engine="openpyxl")


def main(reader, folder):
    read = {"calamine": calamine, "pandas": pandas}[reader]
    files = sorted(Path(folder).iterdir())
    print(sum(len(read(str(path))) for path in files), "rows of", len(files), "files")


main(*sys.argv[1:])
