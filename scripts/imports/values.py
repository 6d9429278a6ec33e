"""Ways of writing a score: each sheet is complete but for a few cells of the score column."""

import csv
from datetime import date

from openpyxl import Workbook

from base import HEADER, rows

SCORE = 3


def sheet(folder, cells, formats=None, name="Tường Phù.xlsx"):
    """A complete workbook with other scores in some rows, by code, and number formats of some score cells."""
    book = Workbook()
    page = book.active
    page.title = "Phiếu chấm"
    page.append(HEADER)
    for line in rows():
        code = line[0]
        line[SCORE] = cells.get(code, line[SCORE])
        page.append(line)
        if code in (formats or {}):
            page.cell(page.max_row, SCORE + 1).number_format = formats[code]
    book.save(folder / name)


def typed(folder, cells):
    """The same as delimited text, where every cell is text."""
    with open(folder / "Tường Phù.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        for line in rows():
            line[SCORE] = cells.get(line[0], line[SCORE])
            writer.writerow(line)


CASES = {
    "value-comma-text": lambda folder: sheet(
        folder,
        {
            "1.1": "0,5",
            "1.2.1": "1,35 điểm",
            "1.2.2": "0.25",
            "1.3": " 1 ",
            "2.1": "1\u00a0",
            "2.2": "'0,50",
            "2.3": "1,25đ",
            "3.1": "0,75 đ.",
            "3.3": "+0,9",
            "3.4": "0",
        },
    ),
    "value-footnotes": lambda folder: sheet(
        folder, {"1.1": "0,5*", "1.2.1": "1,35 (1)", "1.2.2": "0,25 [2]", "3.2": "1**", "3.5": ",5", "3.6": ".25"}
    ),
    "value-binary-noise": lambda folder: sheet(
        folder, {"1.1": 0.1 + 0.2 + 0.2, "1.2.1": 0.45 * 3, "2.3": 1.2500000001, "3.3": 0.30000000000000004 * 3}
    ),
    "value-fractions": lambda folder: sheet(folder, {"1.1": "0,5/0,5", "1.2.1": "1,35/1,5", "2.1": "1/2", "3.1": "3/4"}),
    "value-percent": lambda folder: sheet(
        folder,
        {"1.2.1": 0.9, "1.2.2": "50%", "2.2": "50 %", "2.3": 1.25, "3.1": 0.75},
        {"1.2.1": "0%", "2.3": "0%", "3.1": "0.00%"},
    ),
    "value-custom-format": lambda folder: sheet(
        folder, {}, {"1.1": ";;;", "1.2.1": '"Đạt"', "1.2.2": '0.00" điểm"', "3.1": '"0,5"', "3.2": "[Red]0.0"}
    ),
    "value-words": lambda folder: sheet(
        folder,
        {"1.1": "Đạt", "1.2.1": "x", "1.2.2": "-", "1.3": "Không", "2.1": "Có", "2.2": "O,5", "2.3": "1,25 chưa đủ hồ sơ"},
    ),
    "value-dates": lambda folder: sheet(folder, {"1.1": date(2022, 5, 1), "3.1": date(2022, 7, 5)}),
    "value-constant-formulas": lambda folder: sheet(
        folder, {"1.1": "=0.25+0.25", "1.2.1": "=1.5-0.15", "2.1": "=A1*2", "3.1": "=SUM(0.5,0.25)"}
    ),
    "value-outside": lambda folder: sheet(folder, {"1.1": 0.75, "1.2.1": -1, "3.1": 10, "3.10": "1.234"}),
    "value-truth-and-errors": lambda folder: sheet(folder, {"1.1": True, "1.2.1": "#DIV/0!", "1.2.2": "#N/A"}),
    "value-thousands-and-spaces": lambda folder: typed(
        folder, {"1.1": "0,500", "1.2.1": "1,350", "1.3": "1 000", "3.1": "0,7 5", "3.2": "1,0", "3.4": "0,0", "3.5": "½"}
    ),
    "value-formula-as-text": lambda folder: typed(folder, {"1.1": "=0,25+0,25", "1.2.1": "=D6+1"}),
}
