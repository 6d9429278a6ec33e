"""Makes the files of testdata/cases that no text editor can: workbooks with special cells, and files that are none.

    python3 -m venv /tmp/cases && /tmp/cases/bin/pip install -r scripts/cases/requirements.txt
    /tmp/cases/bin/python scripts/cases/make.py

A second run with the same library version writes the same bytes. The output is committed; no test runs this script.
"""

import datetime
import io
import re
import unicodedata
import zipfile
from pathlib import Path

import xlsxwriter

CASES = Path(__file__).resolve().parents[2] / "testdata" / "cases"
CREATED = datetime.datetime(2025, 1, 6)
UNIT = "Hòa Phú"
ROWS = [
    ("STT", "Tiêu chí", "Điểm tối đa", "Điểm thẩm định", "Tài liệu kiểm chứng"),
    ("1", "Chỉ đạo, điều hành", 3, None, ""),
    ("1.1", "Ban hành kế hoạch CCHC", 1, 0.5, "Kế hoạch số 7/KH-UBND"),
    ("1.2", "Hoàn thành kế hoạch CCHC", 2, 1.5, "Báo cáo CCHC năm"),
    ("", "Số nhiệm vụ đã hoàn thành", None, 9, ""),
    ("", "Số nhiệm vụ trong kế hoạch", None, 12, ""),
    ("2", "Cải cách thể chế", 2, None, ""),
    ("2.1", "Kiểm tra, rà soát văn bản", 1, 0.5, "Báo cáo rà soát"),
    ("2.2", "Báo cáo đúng hạn", 1, 0.75, "Sổ công văn đi"),
    ("", "Số báo cáo gửi muộn", None, 1, ""),
]


def formula(text, value):
    """A writer of a formula with the value that a spreadsheet would have stored."""
    return lambda sheet, row, col, book: sheet.write_formula(row, col, text, None, value)


def date(year, month, day):
    """A writer of a date, as Excel makes of 0/5 or 5.10."""
    day = datetime.datetime(year, month, day)
    return lambda sheet, row, col, book: sheet.write_datetime(row, col, day, book.add_format({"num_format": "dd/mm/yyyy"}))


def workbook(changes=(), empty=False):
    """The bytes of a score sheet; `changes` gives scores by code."""
    changes = dict(changes)
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": CREATED})
    sheet = book.add_worksheet("Thẩm định")
    if not empty:
        sheet.write(0, 0, "PHIẾU THẨM ĐỊNH CHỈ SỐ CCHC NĂM 2024")
        sheet.write(1, 0, f"Đơn vị: UBND xã {UNIT}")
        for row, cells in enumerate(ROWS, start=3):
            for col, value in enumerate(cells):
                value = changes.get(cells[0], value) if col == 3 else value
                if callable(value):
                    value(sheet, row, col, book)
                elif value not in ("", None):
                    sheet.write(row, col, value)
    book.close()
    return stream.getvalue()


def packed(parts):
    """A ZIP archive of named parts, with no clock in it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def uncalculated(data):
    """A workbook without the stored values of its formulas, as programs write it that can't calculate."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    strip = lambda text: re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", text)
    return packed([(name, strip(text) if "worksheets/" in name else text) for name, text in parts])


def letter():
    """A Word document that says what a score sheet should."""
    types = (
        '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        "</Types>"
    )
    rels = (
        '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>"
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body><w:p><w:r><w:t>Điểm thẩm định của UBND xã {UNIT}: 3,25</w:t></w:r></w:p></w:body></w:document>"
    )
    return packed([("[Content_Types].xml", types), ("_rels/.rels", rels), ("word/document.xml", text)])


def decomposed():
    """A sheet whose text is in NFD, as macOS stores names and some programs store text."""
    shown = lambda value: "" if value is None else str(value).replace(".", ",") if not isinstance(value, str) else value
    rows = [f"Đơn vị: UBND xã {UNIT};;;;", *(";".join(shown(value) for value in row) for row in ROWS)]
    return unicodedata.normalize("NFD", "\n".join(rows) + "\n").encode()


ANNEX = [
    ("I", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", 4, "", "", ""),
    ("1", "Kế hoạch cải cách hành chính", 2.5, "", "", ""),
    ("1.1", "Ban hành kế hoạch", 1, "Ban hành đúng hạn: 1 điểm; ban hành muộn: 0,5 điểm; không ban hành: 0 điểm", "Kế hoạch", "Sở Nội vụ"),
    (
        "1.2",
        "Tỷ lệ hoàn thành kế hoạch",
        1.5,
        "Dưới 80%: 0 điểm; từ 80% trở lên: điểm = tỷ lệ % hoàn thành x điểm tối đa / 100%",
        "Báo cáo",
        "Sở Nội vụ",
    ),
    ("2", "Tuyên truyền cải cách hành chính", 1.5, "Hội đồng thẩm định xem xét theo mức độ đa dạng của hình thức", "", "Sở Nội vụ"),
    ("II", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH", 2, "", "", ""),
    ("1", "Giải quyết hồ sơ đúng hạn", 1, "Mỗi hồ sơ trễ hạn trừ 0,25 điểm", "Hệ thống một cửa", "Văn phòng UBND"),
    ("2", "Công khai thủ tục hành chính", 1, "Công khai đầy đủ: 1 điểm; không đầy đủ: 0 điểm", "", "Văn phòng UBND"),
]


def annex():
    """An annex with titles above, merged groups and the numbering of decisions."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": CREATED})
    sheet = book.add_worksheet("Phụ lục")
    sheet.merge_range(0, 0, 0, 5, "PHỤ LỤC")
    sheet.merge_range(1, 0, 1, 5, "BỘ TIÊU CHÍ XÁC ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CẤP XÃ NĂM 2025")
    header = ("STT", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Điểm tối đa", "Cách chấm điểm", "Tài liệu kiểm chứng", "Cơ quan thẩm định")
    for row, line in enumerate([header, *ANNEX], start=3):
        for col, value in enumerate(line):
            if value != "":
                sheet.write(row, col, value)
    sheet.write(3 + len(ANNEX) + 1, 1, "Tổng cộng")
    sheet.write(3 + len(ANNEX) + 1, 2, 6)
    book.close()
    return stream.getvalue()


def sheet(unit):
    """A sheet of a unit as text."""
    shown = lambda value: "" if value is None else str(value).replace(".", ",") if not isinstance(value, str) else value
    rows = [f"Đơn vị: UBND xã {unit};;;;", *(";".join(shown(value) for value in row) for row in ROWS)]
    return ("\n".join(rows) + "\n").encode()


def archive(files):
    """A ZIP archive of files by their names; the same files give the same bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (2025, 1, 6, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, data)
    return whole.getvalue()


def locked(data):
    """The archive with every entry marked as encrypted."""
    data = bytearray(data)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def main():
    whole = workbook()
    files = {
        f"file-pdf/sheets/{UNIT}.xlsx": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n",
        f"file-docx/sheets/{UNIT}.docx": letter(),
        f"file-zero-bytes/sheets/{UNIT}.xlsx": b"",
        f"file-truncated/sheets/{UNIT}.xlsx": whole[: len(whole) * 2 // 3],
        f"workbook-empty/sheets/{UNIT}.xlsx": workbook(empty=True),
        f"score-above-maximum-xlsx/sheets/{UNIT}.xlsx": workbook({"2.1": 1.5}),
        f"score-error-cell/sheets/{UNIT}.xlsx": workbook({"2.1": formula("=C11/0", "#DIV/0!")}),
        f"score-date/sheets/{UNIT}.xlsx": workbook({"2.1": date(2024, 5, 1)}),
        f"score-uncalculated/sheets/{UNIT}.xlsx": uncalculated(workbook({"2.1": formula("=C11*0.5", 0.5)})),
        "rubric-import/annex.xlsx": annex(),
        "rubric-import-no-annex/list.xlsx": workbook(empty=True),
        "rubric-import-no-annex/letter.docx": letter(),
        f"fine-xlsx/sheets/{UNIT}.xlsx": whole,
        "fine-decomposed/sheets/" + unicodedata.normalize("NFD", UNIT) + ".csv": decomposed(),
    }
    one = {f"{UNIT}.csv": sheet(UNIT)}
    files |= {
        "archive/sheets/nộp.zip": archive(
            {
                "Đợt 1/Bình An.csv": sheet("Bình An"),
                "../Hòa Phú.csv": sheet(UNIT),
                "__MACOSX/Đợt 1/._Bình An.csv": b"\x00\x05\x16\x07",
            }
        ),
        f"archive-troubles/sheets/{UNIT}.zip": locked(archive(one)),
        "archive-troubles/sheets/gửi lại.zip": archive({"bên trong.zip": archive(one)}),
        "archive-troubles/sheets/trống.zip": archive({}),
        "archive-too-large/sheets/lớn.zip": archive({"số 0.csv": b"0" * 3_000_000}),
        "folders/sheets/đợt 1/xã/Bình An.csv": sheet("Bình An"),
        f"folders/sheets/đợt 2/{UNIT}.csv": sheet(UNIT),
    }
    for name, data in files.items():
        path = CASES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main()
