"""Text: old Vietnamese charsets, encodings, delimiters, quotes, line ends."""

import csv
import io
import unicodedata

from openpyxl import Workbook
from openpyxl.styles import Font

from base import HEADER, rows

NAME = "Tường Phù"

# TCVN3 (ABC): the code of each letter as a Latin-1 character. It has no capitals with a tone.
TCVN3 = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        bytes.fromhex(
            "a1a2a3a4a5a6a7 a8a9aaabacadae b5b6b7b8b9 bbbcbdbec6 c7c8c9cacb cccecfd0d1 d2d3d4d5d6 d7d8dcddde"
            "dfe1e2e3e4 e5e6e7e8e9 eaebecedee eff1f2f3f4 f5f6f7f8f9 fafbfcfdfe"
        ).decode("latin-1"),
    )
)


def tcvn3(text):
    return "".join(TCVN3.get(c) or TCVN3.get(c.lower(), c) for c in text)


# VNI-Windows: a vowel and a character for its marks; ơ, ư, đ and the forms of i and ỵ are one character.
TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
CIRCUMFLEX = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
BREVE = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
ALONE = dict(zip("íìỉĩịỵđ", "íìæóòîñ"))


def vni_letter(c):
    small = c.lower()
    parts = list(unicodedata.normalize("NFD", small))
    base, marks = parts[0], parts[1:]
    tone = next((mark for mark in marks if mark in TONES), "")
    if small in ALONE:
        code = ALONE[small]
    elif "\u0302" in marks:
        code = base + CIRCUMFLEX[tone]
    elif "\u0306" in marks:
        code = base + BREVE[tone]
    else:
        horn = {"o": "ô", "u": "ö"}[base] if "\u031b" in marks else base
        code = horn + (TONES[tone] if tone else "")
    return code if c == small else code.upper()


def vni(text):
    return "".join(c if c.isascii() else vni_letter(c) for c in text)


def windows_1258(text):
    """Vowels with their own marks whole, tones as characters after them."""
    out = []
    for c in text:
        parts = list(unicodedata.normalize("NFD", c))
        tone = [mark for mark in parts if mark in TONES]
        out.append(unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES)) + "".join(tone))
    return "".join(out).encode("cp1258")


def lines(evidence=()):
    """Header and rows; `evidence` fills the last column of the first leaves."""
    table = [list(HEADER), *rows()]
    leaves = [line for line in table[1:] if line[3] is not None]
    for line, text in zip(leaves, evidence):
        line[4] = text
    return table


PROSE = ["Có", "Đạt", "xã", "Kế hoạch số 12/KH-UBND ngày 15/01/2022", "Số liệu đến 30/11", "Chưa đủ hồ sơ", "Không"]


def map_text(table, convert):
    return [[convert(cell) if isinstance(cell, str) else cell for cell in line] for line in table]


def book(folder, table, font=None, title="Phiếu chấm", name=NAME):
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = title
    for line in table:
        sheet.append(line)
    if font:
        for cell in sheet["A"] + sheet["B"]:
            cell.font = Font(name=font)
    workbook.save(folder / f"{name}.xlsx")


def delimited(table, delimiter=";", comma=True, **how):
    """A table as text; numbers with a decimal comma."""
    out = io.StringIO()
    show = lambda cell: str(cell).replace(".", ",") if comma and isinstance(cell, float) else cell
    csv.writer(out, delimiter=delimiter, **how).writerows([[show(cell) for cell in line] for line in table])
    return out.getvalue()


def write(folder, content, end="csv"):
    data = content if isinstance(content, bytes) else content.encode()
    (folder / f"{NAME}.{end}").write_bytes(data)


def unit_line(table):
    return [["Đơn vị: xã Tường Phù"], [], *table]


def mixed(folder):
    """The office's titles are Unicode, what the unit typed is TCVN3, and one cell was pasted from a VNI file."""
    table = lines([*PROSE, "Khảo sát", None, "Báo cáo sơ kết"])
    for line in table[1:]:
        line[4] = line[4] and tcvn3(line[4])
    table[1][4] = vni("Người lập biểu đã ký")
    table[12][4] = vni("Đã kiểm tra, đủ hồ sơ")
    book(folder, [[tcvn3("Đơn vị: xã Tường Phù")], [], *table], font=".VnTime", name="01")


def unquoted(folder):
    text = ["STT,Tiêu chí,Điểm tối đa,Điểm tự đánh giá,Ghi chú"]
    for code, title, most, own, _ in rows():
        text.append(",".join([code, title, *(str(v).replace(".", ",") if v is not None else "" for v in (most, own)), ""]))
    write(folder, "\n".join(text) + "\n")


def lone_quote(folder):
    text = delimited(lines()).replace("Ban hành", '"Ban hành', 1)
    write(folder, text)


CASES = {
    "text-tcvn3-xlsx": lambda f: book(f, map_text(unit_line(lines(PROSE)), tcvn3), ".VnTime", tcvn3("Phiếu chấm"), "01"),
    "text-tcvn3-capitals": lambda f: book(f, map_text(lines(PROSE), lambda t: tcvn3(t.upper().lower())), ".VnTimeH"),
    "text-tcvn3-csv": lambda f: write(f, map_text_bytes(tcvn3)),
    "text-tcvn3-utf8": lambda f: write(f, delimited(map_text(lines(PROSE), tcvn3))),
    "text-vni-xlsx": lambda f: book(f, map_text(unit_line(lines(PROSE)), vni), "VNI-Times", vni("Phiếu chấm"), "01"),
    "text-vni-csv": lambda f: write(f, map_text_bytes(vni)),
    "text-mixed": mixed,
    "text-1258-csv": lambda f: write(f, windows_1258(delimited(lines(PROSE)))),
    "text-utf16-bom": lambda f: write(f, delimited(lines(PROSE), "\t").encode("utf-16"), "txt"),
    "text-utf16-bare": lambda f: write(f, delimited(lines(PROSE), "\t").encode("utf-16-le"), "txt"),
    "text-utf8-bom": lambda f: write(f, delimited(lines(PROSE)).encode("utf-8-sig")),
    "text-nfd-csv": lambda f: write(f, unicodedata.normalize("NFD", delimited(lines(PROSE)))),
    "text-nfd-xlsx": lambda f: book(f, map_text(lines(PROSE), lambda t: unicodedata.normalize("NFD", t))),
    "text-sep-line": lambda f: write(f, "sep=|\r\n" + delimited(lines(PROSE), "|")),
    "text-tabs": lambda f: write(f, delimited(lines(PROSE), "\t"), "txt"),
    "text-quoted-commas": lambda f: write(f, delimited(lines(PROSE), ",", quoting=csv.QUOTE_ALL)),
    "text-unquoted-commas": unquoted,
    "text-quoted-newlines": lambda f: write(f, delimited(map_text(lines(), lambda t: t.replace(" ", "\n", 1)))),
    "text-title-lines": lambda f: write(f, "UBND TỈNH, SỞ NỘI VỤ\nPHIẾU CHẤM; NĂM 2022\n\n" + delimited(lines())),
    "text-lone-quote": lone_quote,
    "text-cr-only": lambda f: write(f, delimited(lines(), lineterminator="\r")),
    "text-control-characters": lambda f: write(f, delimited(lines()).replace("Công khai", "Công\0 khai\x1f") + "\0\0"),
    "text-unknown-encoding": lambda f: write(f, "項目;点数\r\n1.1;0,5\r\n計画の実施;1\r\n".encode("shift-jis")),
}


def map_text_bytes(convert):
    return convert(delimited(lines(PROSE))).encode("latin-1")
