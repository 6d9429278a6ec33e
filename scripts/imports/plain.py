"""Sheets with nothing wrong: the measure of all others."""

import csv

from openpyxl import Workbook

from base import HEADER, rows


def plain_xlsx(folder):
    book = Workbook()
    sheet = book.active
    sheet.title = "Phiếu chấm"
    for line in [HEADER, *rows()]:
        sheet.append(line)
    book.save(folder / "Tường Phù.xlsx")


def plain_csv(folder):
    with open(folder / "Tường Phù.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([HEADER, *rows()])


CASES = {"plain-xlsx": plain_xlsx, "plain-csv": plain_csv}
