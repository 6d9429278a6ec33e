"""Every format but .xlsx and delimited text: honest files, files under a wrong name, locked and hostile ones."""

import html
import io
import struct
import subprocess
import tempfile
import zipfile
from pathlib import Path

import msoffcrypto.format.ooxml
from openpyxl import Workbook
from openpyxl.comments import Comment

from base import HEADER, rows, units
from binary import (
    END, biff, biff_cell, biff_rows, cell12, container, cp1258, encrypt_biff, rec, rec12, row12, rows12, xlsb,
)

NAME = units()


def lines(unit="01"):
    return [HEADER, *rows(unit)]


def book(unit="01"):
    found = Workbook()
    found.active.title = "Phiếu chấm"
    for line in lines(unit):
        found.active.append(line)
    return found


def converted(workbook, kind, path):
    """What LibreOffice makes of a workbook; it keeps its settings in the same temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        workbook.save(Path(folder) / "book.xlsx")
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/settings", "--headless", "--convert-to", kind, "book.xlsx"],
            cwd=folder, check=True, capture_output=True,
        )
        data = (Path(folder) / f"book.{kind}").read_bytes()
    if kind == "ods":
        data = smaller(data)
    path.write_bytes(data)


def smaller(ods):
    """The same .ods without its preview and settings."""
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ods)) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in ["mimetype", "META-INF/manifest.xml", "styles.xml", "content.xml"]:
            kept.writestr(name, old.read(name), zipfile.ZIP_STORED if name == "mimetype" else None)
    return new.getvalue()


def plain_xls(folder):
    converted(book(), "xls", folder / f"{NAME['01']}.xls")


def plain_ods(folder):
    converted(book(), "ods", folder / f"{NAME['01']}.ods")


def plain_xlsb(folder):
    xlsb(folder / f"{NAME['01']}.xlsb", [("Phiếu chấm", 0, rows12(lines()), b"")])


def xls_excel_5(folder):
    how = {"version": 0x0500}
    stream = biff([("Phieu", 0, 0, biff_rows(lines(), **how))], page=1258, **how)
    (folder / f"{NAME['01']}.xls").write_bytes(container({"Book": stream}))


def marks(folder):
    """Score sheets with nothing wrong, and a second sheet with everything that the formats can tell of cells."""
    for unit, kind in [("01", "xls"), ("02", "ods")]:
        found = book(unit)
        sheet = found.create_sheet("Ghi chú")
        sheet["A1"], sheet["B1"], sheet["C1"] = "khối gộp", None, 3.1
        sheet.merge_cells("A1:B2")
        sheet["C1"].number_format = "0.00"
        sheet["C2"], sheet["C2"].number_format = 0.5, "0%"
        sheet["C3"], sheet["C3"].number_format = 7, '"Đạt"'
        sheet["C4"], sheet["C4"].number_format = 44905, "dd/mm/yyyy"
        sheet["A5"], sheet["B5"], sheet["C5"] = True, "=1/0", "hai\ndòng"
        sheet["C5"].comment = Comment("lời bình", "")
        sheet["A7"], sheet["E7"] = "dòng ẩn", "cột ẩn"
        sheet.row_dimensions[7].hidden = True
        sheet.column_dimensions["E"].hidden = True
        found.create_sheet("Nháp").append(["ẩn"])
        found["Nháp"].sheet_state = "hidden"
        converted(found, kind, folder / f"{NAME[unit]}.{kind}")
    place = struct.pack("<II", 1, 0)
    cells = [
        row12(0, [rec12(7, struct.pack("<III", 0, 0, 0)), cell12(2, 3.1, 1)]),
        row12(1, [cell12(2, 0.5, 2)]),
        row12(2, [cell12(2, 7.0, 3)]),
        row12(3, [rec12(2, struct.pack("<III", 2, 4, 44905 << 2 | 2))]),
        row12(4, [rec12(4, struct.pack("<IIB", 0, 0, 1)), rec12(11, place + b"\x07\0\0"), cell12(2, "hai\ndòng")]),
        row12(6, [cell12(0, "dòng ẩn"), cell12(4, "cột ẩn")], hidden=True),
    ]
    merged = rec12(177, struct.pack("<I", 1)) + rec12(176, struct.pack("<IIII", 0, 1, 0, 1)) + rec12(178)
    columns = rec12(390) + rec12(60, struct.pack("<IIIIH", 4, 4, 2340, 0, 1)) + rec12(391)
    sheets = [
        ("Phiếu chấm", 0, rows12(lines("03")), b""),
        ("Ghi chú", 0, b"".join(cells), merged + columns),
        ("Nháp", 1, row12(0, [cell12(0, "ẩn")]), b""),
    ]
    formats = ["0.00", "0%", '"Đạt"', "dd/mm/yyyy"]
    xlsb(folder / f"{NAME['03']}.xlsb", sheets, strings=["khối gộp"], formats=formats)


def far_cells(folder):
    """A cell in the last row and column that holds a space, and one far away that holds a word."""
    stray = biff_cell(65535, 255, " ") + biff_cell(60000, 200, "x")
    stream = biff([("Phieu", 0, 0, biff_rows(lines("01")) + stray)])
    (folder / f"{NAME['01']}.xls").write_bytes(container({"Workbook": stream}))
    stray = row12(1048575, [cell12(16383, " ")])
    xlsb(folder / f"{NAME['02']}.xlsb", [("Phieu", 0, rows12(lines("02")) + stray, b"")])
    filler = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    last = '<table:table-row><table:table-cell table:number-columns-repeated="16383"/><table:table-cell office:value-type="string"><text:p> </text:p></table:table-cell></table:table-row>'
    ods(folder / f"{NAME['03']}.ods", table("Phieu", "".join(map(ods_row, lines("03"))) + filler + last))


def ods_cell(value):
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"><text:p>{html.escape(value)}</text:p></table:table-cell>'
    shown = str(value).replace(".", ",")
    return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{shown}</text:p></table:table-cell>'


def ods_row(line):
    return f'<table:table-row>{"".join(map(ods_cell, line))}</table:table-row>'


def table(name, inside):
    return f'<table:table table:name="{name}">{inside}</table:table>'


NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ["office", "table", "text", "style"]
)


def ods(path, tables, manifest=None, mimetype=True, styles=""):
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES}>{styles}'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        if manifest:
            archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)


def ods_by_others(folder):
    """An .ods as web services export it: no mimetype, spaces between all tags, repeats, notes, what was deleted."""
    repeat = '<table:table-cell table:number-columns-repeated="1019"/>'
    note = "<office:annotation><text:p>đã xem</text:p></office:annotation>"
    body = []
    for row, line in enumerate(lines()):
        cells = "".join(map(ods_cell, line))
        if row == 2:
            cells = cells.replace("<text:p>0,5</text:p>", f"{note}<text:p>0,5</text:p>")
        body.append(f"<table:table-row>{cells}{repeat}</table:table-row>")
    trailing = f'<table:table-row table:number-rows-repeated="1048550">{repeat}</table:table-row>'
    deleted = f"<table:tracked-changes><table:deletion>{ods_cell('đã xoá')}</table:deletion></table:tracked-changes>"
    style = (
        '<office:automatic-styles><style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    )
    hidden = table("Ẩn", "".join(map(ods_row, lines()))).replace("<table:table ", '<table:table table:style-name="ta2" ')
    tables = deleted + table("Phiếu", "".join(body) + trailing) + hidden
    spaced = tables.replace("><table:", ">\n    <table:").replace("</table:", "\n  </table:").replace("><text:p", ">\n      <text:p")
    ods(folder / f"{NAME['01']}.ods", spaced, mimetype=False, styles=style)


def flat_ods(folder):
    body = table("Phiếu chấm", "".join(map(ods_row, lines())))
    (folder / f"{NAME['01']}.fods").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {NAMESPACES} office:version="1.2" '
        f'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>{body}'
        "</office:spreadsheet></office:body></office:document>",
        encoding="utf-8",
    )


def vietnamese(value):
    return "" if value is None else str(value).replace(".", ",") if not isinstance(value, str) else value


def web_page(folder):
    """A web system's export, Excel's own, and LibreOffice's; all named .xls."""
    cells = [[html.escape(vietnamese(value)) for value in line] for line in lines("01")]
    title = "<table><tr><td><img src=logo.png></td></tr></table>"
    body = "\n".join(f"<tr>{''.join(f'<td>{cell}' for cell in line)}" for line in cells)
    frame = f"<table><tr><td>{title}<table border=1><tr><td colspan=5>PHIẾU CHẤM<br>năm 2025&nbsp;</td></tr>{body}</table></td></tr></table>"
    (folder / f"{NAME['01']}.xls").write_text(f"<div>{frame}</div><script>var a = '<table><tr>';</script>", encoding="utf-8")

    def excel(value):
        if value is None:
            return "<td></td>"
        if isinstance(value, str):
            return f'<td class=xl24 x:str="{html.escape(value)}">{html.escape(value)}</td>'
        return f'<td class=xl25 align=right x:num="{value}">{vietnamese(value)}</td>'

    style = '<style>\n<!--\n.xl24\n\t{mso-number-format:"\\@";}\n.xl25\n\t{mso-number-format:"0\\.00";}\n-->\n</style>'
    body = "".join(f"<tr height=17>{''.join(map(excel, line))}</tr>\n" for line in lines("02"))
    page = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv=Content-Type content="text/html; '
        f'charset=windows-1258">{style}</head><body><table border=0>{body}</table></body></html>'
    )
    (folder / f"{NAME['02']}.xls").write_bytes(cp1258(page))
    converted(book("03"), "html", folder / f"{NAME['03']}.xls")


def xml_2003(folder):
    def cell(value):
        if value is None:
            return ""
        kind = "String" if isinstance(value, str) else "Number"
        return f'<Cell><Data ss:Type="{kind}">{html.escape(str(value))}</Data></Cell>'

    title = '<Row><Cell ss:MergeAcross="4"><Data ss:Type="String">PHIẾU CHẤM</Data><Comment><ss:Data>mẫu</ss:Data></Comment></Cell></Row>'
    body = "".join(f'<Row ss:Index="{row}">{"".join(map(cell, line))}</Row>\n' for row, line in enumerate(lines(), 3))
    (folder / f"{NAME['01']}.xls").write_text(
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">\n'
        f'<Worksheet ss:Name="Phiếu chấm"><Table>{title}{body}</Table></Worksheet></Workbook>',
        encoding="utf-8",
    )


def other_extension(folder):
    book("01").save(folder / "book.xlsx")
    (folder / "book.xlsx").rename(folder / f"{NAME['01']}.xls")
    stream = biff([("Phieu", 0, 0, biff_rows(lines("02")))])
    (folder / f"{NAME['02']}.XLSX").write_bytes(container({"Workbook": stream}))
    ods(folder / f"{NAME['03']}.xlsx", table("Phieu", "".join(map(ods_row, lines("03")))))


def locked(folder, password):
    """An .xlsx and an .xls under a password."""
    plain = io.BytesIO()
    book("01").save(plain)
    with open(folder / f"{NAME['01']}.xlsx", "wb") as file:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt(password, file)
    stream = encrypt_biff(
        lambda filepass: biff([("Phieu", 0, 0, biff_rows(lines("02")))], before=filepass), password
    )
    (folder / f"{NAME['02']}.xls").write_bytes(container({"Workbook": stream}))


def default_password(folder):
    locked(folder, "VelvetSweatshop")


def with_password(folder):
    locked(folder, "mật khẩu")
    manifest = '<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    ods(folder / f"{NAME['03']}.ods", table("Phieu", ods_row(HEADER)), manifest=manifest)


def very_old_excel(folder):
    cell = rec(0x0204, struct.pack("<HHHH", 0, 0, 0, 1) + b"a")
    (folder / "Excel 2.xls").write_bytes(rec(0x0009, struct.pack("<HH", 2, 0x10)) + cell + rec(0x000A))
    (folder / "Excel 4.xls").write_bytes(rec(0x0409, struct.pack("<HHH", 0, 0x10, 0)) + cell + rec(0x000A))
    how = {"version": 0x0500, "encode": lambda text: text.encode("mac_latin2")}
    stream = biff([("List", 0, 0, biff_rows([["žádost"]], **how))], page=10029, **how)
    (folder / "Macintosh.xls").write_bytes(container({"Book": stream}))


def no_workbook(folder):
    files = {
        "0 byte.xlsx": b"",
        "PDF.xlsx": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        "RAR.xlsx": b"Rar!\x1a\x07\x01\x00",
        "ảnh.xls": b"\x89PNG\r\n\x1a\n" + bytes(40),
        "trang web.xls": "<html><body><p>Phiên đăng nhập đã hết hạn</p></body></html>".encode(),
        "lưu từ trình duyệt.xls": b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="--"\r\n\r\n<table><tr><td>1</td></tr></table>',
        "Word cũ.xls": container({"WordDocument": bytes(64)}),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    with zipfile.ZipFile(folder / "Word.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    whole = io.BytesIO()
    book().save(whole)
    (folder / "tải chưa xong.xlsx").write_bytes(whole.getvalue()[:3000])
    whole = container({"Workbook": biff([("Phieu", 0, 0, biff_rows(lines()))])})
    (folder / "tải chưa xong.xls").write_bytes(whole[:5000])


def looping_chains(folder):
    """Containers whose chains of sectors never end: of the directory, of the workbook's stream, of the table itself."""
    good = container({"Workbook": biff([("Phieu", 0, 0, biff_rows(lines()))])})
    (folder / "mục lục.xls").write_bytes(good[:512] + good[512:].replace(struct.pack("<I", END), struct.pack("<I", 1), 1))
    (folder / "nội dung.xls").write_bytes(good[:512 + 12] + struct.pack("<I", 2) + good[512 + 16:])
    (folder / "bảng.xls").write_bytes(good[:0x44] + struct.pack("<II", 0, 1000) + good[0x4C:])


def too_many_cells(folder):
    """96 million cells in 700 bytes, a text repeated, and a web page and XML of the same kind."""
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    bomb = f'<table:table-row table:number-rows-repeated="5900">{cell}</table:table-row>'
    ods(folder / "lặp.ods", table("Phieu", bomb))
    text = f'<table:table-cell office:value-type="string" table:number-columns-repeated="16000"><text:p>{"x" * 20000}</text:p></table:table-cell>'
    ods(folder / "lặp chữ.ods", table("Phieu", f"<table:table-row>{text}</table:table-row>"))
    (folder / "rộng.xls").write_text("<table><tr>" + "<td colspan=1000>1" * 20 + "</table>", encoding="utf-8")


CASES = {
    "plain-xls": plain_xls,
    "plain-ods": plain_ods,
    "plain-xlsb": plain_xlsb,
    "xls-excel-5": xls_excel_5,
    "marks": marks,
    "far-cells": far_cells,
    "ods-by-others": ods_by_others,
    "flat-ods": flat_ods,
    "web-page": web_page,
    "xml-2003": xml_2003,
    "other-extension": other_extension,
    "default-password": default_password,
    "with-password": with_password,
    "very-old-excel": very_old_excel,
    "no-workbook": no_workbook,
    "looping-chains": looping_chains,
    "too-many-cells": too_many_cells,
}
