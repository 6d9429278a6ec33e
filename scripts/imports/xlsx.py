"""What only .xlsx can do: parts, states of sheets, kinds of cells, and damage. Made by openpyxl, then changed as XML."""

import re
import zipfile

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from base import HEADER, rows

NAME = "Tường Phù.xlsx"
SHEET = "xl/worksheets/sheet1.xml"


def book(change=None):
    """A complete sheet of unit 01, as openpyxl has it."""
    made = Workbook()
    sheet = made.active
    sheet.title = "Phiếu chấm"
    for line in [HEADER, *rows()]:
        sheet.append(line)
    if change:
        change(made)
    return made


def parts(made, folder):
    """The parts of a workbook by name."""
    path = folder / NAME
    made.save(path)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def shared(found):
    """Puts the texts of cells where Excel has them, once each."""
    texts = {}

    def move(cell):
        return f't="s"><v>{texts.setdefault(cell[1], len(texts))}</v>'

    found[SHEET] = re.sub(r't="inlineStr"><is>(.*?)</is>', move, found[SHEET].decode(), flags=re.DOTALL).encode()
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    items = "".join(f"<si>{text}</si>" for text in texts)
    found["xl/sharedStrings.xml"] = f'<sst xmlns="{main}" count="{len(texts)}">{items}</sst>'.encode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    link = f'<Relationship Id="rId88" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    replaced("xl/_rels/workbook.xml.rels", ("</Relationships>", link))(found)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    replaced("[Content_Types].xml", ("</Types>", override))(found)


def write(found, folder, name=NAME):
    """Parts as a workbook."""
    (folder / NAME).unlink(missing_ok=True)
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in found.items():
            archive.writestr(part, content)


def case(edit, change=None, name=NAME):
    """A maker: the workbook, changed by `change` and then its parts by `edit`."""

    def make(folder):
        found = parts(book(change), folder)
        if edit is not inline:
            shared(found)
        write(edit(found) or found, folder, name)

    return make


def replaced(part, *pairs):
    """An edit: the first of each pair becomes the second in a part."""

    def edit(found):
        text = found[part].decode()
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new)
        found[part] = text.encode()

    return edit


def strict(found):
    swaps = [
        (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
        (b"http://schemas.openxmlformats.org/officeDocument/2006", b"http://purl.oclc.org/ooxml/officeDocument"),
    ]
    for name, content in found.items():
        for old, new in swaps:
            content = content.replace(old, new)
        found[name] = content


def backslashes(found):
    return {name.replace("/", "\\") if name.startswith("xl/work") else name: text for name, text in found.items()}


def capitals(found):
    return {name.replace("sharedStrings", "SharedStrings").replace("sheet1", "Sheet1"): text for name, text in found.items()}


def utf_16(found):
    for name, content in found.items():
        text = re.sub(r"^<\?xml.*?\?>", "", content.decode())
        found[name] = f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")


def byte_order_mark(found):
    return {name: b"\xef\xbb\xbf" + content for name, content in found.items()}


def no_addresses(found):
    text = found[SHEET].decode()
    # a blank cell is written only where a cell follows, so that the count of cells gives the column
    text = re.sub(r'<c r="[A-Z]+\d+"', "<c", re.sub(r'<row r="\d+"', "<row", text))
    found[SHEET] = re.sub(r"<dimension[^>]*/>", "", text).encode()


def prefixes(found):
    for name in (SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"):
        text = re.sub(r"<(/?)([A-Za-z])", r"<\1x:\2", found[name].decode())
        text = re.sub(r"<\?x:xml", "<?xml", text)
        found[name] = text.replace("xmlns=", "xmlns:x=").encode()


def pretty(found):
    for name in (SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"):
        found[name] = found[name].replace(b"><", b">\r\n\t<")
    strings = found["xl/sharedStrings.xml"].decode()
    found["xl/sharedStrings.xml"] = strings.replace("<si>", "\r\n  <si>\r\n    ").replace("</si>", "\r\n  </si>").encode()


def inline(_found):
    """As openpyxl writes texts by itself."""


def nothing(_found):
    """For what openpyxl can say."""


def macros(found):
    found["xl/vbaProject.bin"] = b"no project"


def external(found):
    found["xl/externalLinks/externalLink1.xml"] = (
        b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    )


def second_sheet(name, kind, part, content):
    """An edit: one more sheet of a kind in front of the others."""

    def edit(found):
        found[part] = content.encode()
        replaced("xl/workbook.xml", ("<sheets>", f'<sheets><sheet name="{name}" sheetId="9" r:id="rId99"/>'))(found)
        book_text = found["xl/workbook.xml"].decode()
        if "xmlns:r=" not in book_text.split("<sheets>")[0]:
            links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            found["xl/workbook.xml"] = book_text.replace("<workbook ", f'<workbook xmlns:r="{links}" ', 1).encode()
        target = f'<Relationship Id="rId99" Type="{kind}" Target="/{part}"/></Relationships>'
        replaced("xl/_rels/workbook.xml.rels", ("</Relationships>", target))(found)

    return edit


MACROS = "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"
CHART = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet"
WORKSHEET = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"


def rich_text(made):
    sheet = made.active
    for row in sheet.iter_rows(min_row=2, min_col=2, max_col=2):
        first, rest = row[0].value[:4], row[0].value[4:]
        row[0].value = CellRichText(TextBlock(InlineFont(b=True), first), rest)


def far_cell(made):
    made.active["XFD1048576"] = " "


def far_value(made):
    made.active["XFD1048576"] = "x"


def guide_hidden(made):
    sheet = made.create_sheet("Hướng dẫn")
    sheet.append(["Cách chấm"])
    sheet.sheet_state = "veryHidden"


def old_hidden(made):
    sheet = made.create_sheet("Năm trước")
    for line in [HEADER, *rows("02")]:
        sheet.append(line)
    sheet.sheet_state = "veryHidden"


def error_cell(made):
    made.active["D3"] = "#DIV/0!"


def uncalculated(made):
    made.active["D3"] = "=C3*1"


def cut(folder):
    parts(book(), folder)
    path = folder / NAME
    path.write_bytes(path.read_bytes()[:4000])


def noise(made):
    made.active["D3"] = 0.1 + 0.2 + 0.2


CASES = {
    "xlsx-strict": case(strict),
    "xlsx-backslashes": case(backslashes),
    "xlsx-part-names-case": case(capitals),
    "xlsx-utf16-parts": case(utf_16),
    "xlsx-byte-order-mark": case(byte_order_mark),
    "xlsx-no-addresses": case(no_addresses),
    "xlsx-prefixes": case(prefixes),
    "xlsx-pretty-printed": case(pretty),
    "xlsx-inline-strings": case(inline),
    "xlsx-rich-text": case(nothing, rich_text),
    "xlsx-macros": case(macros, name="Tường Phù.xlsm"),
    "xlsx-external-links": case(external),
    "xlsx-macro-sheet": case(second_sheet("Macro1", MACROS, "xl/macrosheets/sheet1.xml", "<x/>")),
    "xlsx-chart-sheet": case(second_sheet("Biểu đồ", CHART, "xl/chartsheets/sheet1.xml", "<x/>")),
    "xlsx-sheet-broken": case(second_sheet("Trang 2", WORKSHEET, "xl/worksheets/sheet9.xml", "<worksheet><sheetData><row>")),
    "xlsx-sheet-missing": case(replaced("xl/_rels/workbook.xml.rels", ("sheet1.xml", "sheet7.xml"))),
    "xlsx-shared-text-missing": case(replaced(SHEET, ('t="s"><v>9</v>', 't="s"><v>999</v>'))),
    "xlsx-address-wrong": case(replaced(SHEET, ('r="D3"', 'r="XFE3"'))),
    "xlsx-cell-twice": case(replaced(SHEET, ('r="D3"', 'r="D5"'))),
    "xlsx-entities": case(
        replaced("xl/sharedStrings.xml", ("<sst ", '<!DOCTYPE sst [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst '))
    ),
    "xlsx-far-blank": case(nothing, far_cell),
    "xlsx-far-value": case(nothing, far_value),
    "xlsx-very-hidden-guide": case(nothing, guide_hidden),
    "xlsx-very-hidden-scores": case(nothing, old_hidden),
    "xlsx-error-cell": case(nothing, error_cell),
    "xlsx-uncalculated": case(nothing, uncalculated),
    "xlsx-binary-noise": case(nothing, noise),
    "xlsx-cut-short": cut,
}
