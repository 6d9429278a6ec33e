"""Layouts: where header, codes, names, units and scores stand in a sheet."""

import datetime

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from base import HEADER, nodes, number, rows, units

OWN = "Tường Phù.xlsx"
ROMAN = ["I", "II", "III", "IV", "V"]


def book(folder, *sheets, name=OWN):
    """A workbook of (title, rows, function that does the rest to the sheet)."""
    made = Workbook()
    made.remove(made.active)
    for title, lines, after in sheets:
        sheet = made.create_sheet(title)
        for line in lines:
            sheet.append(line)
        if after:
            after(sheet)
    made.save(folder / name)


def one(folder, lines, after=None, name=OWN, title="Phiếu chấm"):
    book(folder, (title, lines, after), name=name)


def table(unit="01", header=HEADER):
    return [list(header), *rows(unit)]


def coded(change, unit="01"):
    """The plain table with every code changed by a function of (node, code)."""
    return [list(HEADER), *[[change(node, row[0]), *row[1:]] for node, row in zip(nodes(), rows(unit))]]


def letterhead(unit):
    return [
        ["UBND HUYỆN PHÙ YÊN", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        [f"UBND XÃ {unit.upper()}", None, None, "Độc lập - Tự do - Hạnh phúc"],
        [],
        ["PHIẾU TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022"],
        [],
    ]


def signature(unit):
    return [
        [],
        [None, None, None, f"{unit}, ngày 10 tháng 12 năm 2022"],
        [None, "NGƯỜI LẬP BIỂU", None, "TM. ỦY BAN NHÂN DÂN"],
        [None, None, None, "CHỦ TỊCH"],
    ]


# Headers


def header_low(folder):
    one(folder, [[f"Căn cứ {n}"] for n in range(1, 31)] + table())


def header_groups(folder):
    lines = [
        ["STT", "Tiêu chí", "Điểm", None, "Minh chứng"],
        [None, None, "Tối đa", "Tự chấm", None],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        *rows(),
    ]

    def merged(sheet):
        for area in ("A1:A2", "B1:B2", "C1:D1", "E1:E2"):
            sheet.merge_cells(area)

    one(folder, lines, merged)


def header_groups_unmerged(folder):
    lines = [
        ["STT", "Tiêu chí", "Kết quả chấm điểm", None, None, "Ghi chú"],
        [None, None, "Điểm\ntối đa", "Đơn vị\ntự chấm", "HĐTĐ\nchấm", None],
        ["A", "B", 1, 2, 3, 4],
        *[[*row[:4], None, None] for row in rows()],
    ]
    one(folder, lines)


def header_repeated(folder):
    plain = rows()
    one(folder, [list(HEADER), *plain[:8], list(HEADER), ["(1)", "(2)", "(3)", "(4)", "(5)"], *plain[8:]])


def header_any_order(folder):
    lines = [[row[4], row[3], row[2], row[1], row[0]] for row in rows()]
    one(folder, [["TLKC, giải trình", "Điểm đơn vị tự chấm", "Thang điểm", "Nội dung đánh giá", "Mã tiêu chí"], *lines])


def header_column_twice(folder):
    lines = [[*row[:3], row[3], row[3]] for row in rows()]
    one(folder, [["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Điểm tự đánh giá"], *lines])


def header_named_by_campaign(folder):
    lines = [[row[0], row[1], row[2], row[3], row[3]] for row in rows()]
    one(folder, [["Ký tự", "Việc phải làm", "Khung", "Kết quả A", "Điểm tự chấm cũ"], *lines])


def header_missing(folder):
    one(folder, [["Kính gửi UBND huyện"], ["Xã báo cáo như sau", "Rất tốt"], *[[row[1], row[3]] for row in rows()]])


def header_maxima_twice(folder):
    one(folder, [["STT", "Tiêu chí", "Điểm tối đa", "Điểm chuẩn", "Tự chấm"], *[[*row[:3], row[2], row[3]] for row in rows()]])


def header_letterhead(folder):
    one(folder, letterhead("Tường Phù") + table() + [["", "Tổng cộng", 18.5, 12.2]] + signature("Tường Phù"))


# Codes


def code_in_title(folder):
    lines = [[f"{row[0]}. {row[1]}" if "." in row[0] else f"{row[0]} {row[1]}", *row[2:]] for row in rows()]
    one(folder, [HEADER[1:], *lines])


def code_missing(folder):
    one(folder, [HEADER[1:], *[row[1:] for row in rows()]])


def code_roman(folder):
    one(folder, coded(lambda node, code: code if "." in code else ROMAN[int(code) - 1]))


def code_restarting(folder):
    def code(node, text):
        parts = text.split(".")
        return ROMAN[int(parts[0]) - 1] if len(parts) == 1 else int(parts[1]) if len(parts) == 2 else "abc"[int(parts[2]) - 1]

    one(folder, coded(code))


def code_lettered(folder):
    def line(row):
        parts = row[0].split(".")
        head = ["ABC"[int(parts[0]) - 1] + ".", parts[1] + "." if len(parts) > 1 else "", "- "][len(parts) - 1]
        return [f"{head} {row[1]}", *row[2:]]

    one(folder, [HEADER[1:], *[line(row) for row in rows()]])


def code_dashes(folder):
    one(folder, coded(lambda node, code: code if not node.is_leaf else "-"))


def code_numbers(folder):
    one(folder, coded(lambda node, code: float(code) if code.count(".") == 1 else int(code) if code.isdigit() else code))


def code_numbers_unnamed(folder):
    lines = [[row[0], row[2], row[3]] for row in coded(lambda n, c: float(c) if c.count(".") == 1 else c)[1:]]
    one(folder, [["STT", "Điểm tối đa", "Điểm tự chấm"], *lines])


def code_dates(folder):
    def code(node, text):
        parts = [int(part) for part in text.split(".")]
        if len(parts) == 2 and parts[1] <= 12:
            return datetime.date(2022, parts[1], parts[0])
        return datetime.date(2000 + parts[2], parts[1], parts[0]) if len(parts) == 3 else text

    one(folder, coded(code))


def code_dates_csv(folder):
    names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    def code(text):
        parts = [int(part) for part in text.split(".")]
        return f"{parts[0]}-{names[parts[1] - 1]}" if len(parts) == 2 else text

    lines = [";".join(HEADER), *[f"{code(row[0])};{row[1]};{row[2]};{'' if row[3] is None else row[3]};" for row in rows()]]
    (folder / "Tường Phù.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def code_zero_lost_csv(folder):
    lines = [";".join(HEADER)]
    lines += [f"{'3.1' if row[0] == '3.10' else row[0]};{row[1]};{row[2]};{'' if row[3] is None else row[3]};" for row in rows()]
    (folder / "Tường Phù.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def code_dirty(folder):
    changes = {"1.1": " 1.1. ", "1.2.1": "1.2.1.", "1.3": "1,3", "2.1": "２.１", "2.2": "2.2\u00a0", "3.10": "3.1O", "3.11": "TC 3.11"}
    one(folder, coded(lambda node, code: changes.get(code, code)))


def code_swapped(folder):
    changes = {"2.1": "2.2", "2.2": "2.1"}
    one(folder, coded(lambda node, code: changes.get(code, code)))


def code_shifted(folder):
    codes = [node.code for node in nodes()]
    shifted = dict(zip(codes, codes[1:] + codes[:1]))
    one(folder, coded(lambda node, code: shifted[code]))


def code_of_another(folder):
    """Code and name say two criteria, and the row of one of them is there as well."""
    lines = table()
    lines[8][1] = lines[9][1]
    one(folder, [*lines[:10], *reversed(lines[10:])])


def code_twice(folder):
    lines = table()
    one(folder, [*lines, [*lines[2][:3], 0.25]])


def code_unknown(folder):
    lines = table()
    lines[9][:2] = ["2.9", "Một tiêu chí của năm ngoái"]
    one(folder, lines)


def title_rewritten(folder):
    lines = table()
    lines[2][1] = "Ban hành kế hoạch cải cách hành chính năm 2022 đúng thời gian quy định (trước ngày 31/01)"
    lines[9][1] = "Kiểm tra, xử lý văn bản"
    lines[15][1] = "Hồ sơ trễ hẹn"
    one(folder, lines)


def title_misspelt(folder):
    lines = [row[1:] for row in table()]
    lines[13][0] = "Niêm yêt ở bộ phận một cửa"
    lines[16][0] = "Hoàn toàn khác"
    one(folder, lines)


def order_of_domains(folder):
    plain = rows()
    one(folder, [list(HEADER), *plain[11:], *plain[:11]])


# Hierarchy in columns


def levels(row):
    cells = [None, None, None]
    cells[row[0].count(".")] = f"{row[0]}. {row[1]}" if row[0].count(".") else row[1]
    return [*cells, *row[2:]]


LEVELS = ["Lĩnh vực", "Tiêu chí", "Tiêu chí thành phần", "Điểm tối đa", "Điểm tự chấm", "Ghi chú"]


def levels_indented(folder):
    one(folder, [LEVELS, *[levels(row) for row in rows()]])


def levels_merged(folder):
    """A row for each leaf only; the names of what it belongs to stand at its left, merged downwards."""
    lines, above, starts = [LEVELS], [None, None], {}
    for row in rows():
        depth = row[0].count(".")
        if row[3] is None:
            above[depth:] = [row[1]] + [None] * (1 - depth)
            continue
        cells = [above[0], above[1] if depth == 2 else None, None]
        cells[depth] = row[1]
        lines.append([*cells, *row[2:]])

    def merged(sheet):
        for column in (1, 2):
            row = 2
            while row <= sheet.max_row:
                value, last = sheet.cell(row, column).value, row
                while value and last < sheet.max_row and sheet.cell(last + 1, column).value == value:
                    last += 1
                if last > row:
                    letter = get_column_letter(column)
                    sheet.merge_cells(f"{letter}{row}:{letter}{last}")
                row = last + 1

    one(folder, lines, merged)


# Totals and what stands below


def totals(folder):
    plain = rows()
    lines = [list(HEADER), *plain[:7], [None, "Cộng lĩnh vực I", 4, 3.1], *plain[7:11], [None, "Cộng", 3.5, 9], *plain[11:]]
    lines += [["Tổng cộng", None, 18.5, 12.2], [None, "Điểm thưởng", None, 1], [None, "Xếp loại", None, "Khá"]]
    one(folder, lines + signature("Tường Phù"))


# Many units


def sheet_per_unit(folder):
    named = units()
    sheets = [(named[unit], table(unit), None) for unit in ("01", "02")]
    sheets.append(("Phiếu 3", [["Tên đơn vị:", "UBND xã Huy Thượng"], *table("03")], None))
    sheets.append(("Hướng dẫn", [["Ghi điểm vào cột D"]], None))
    book(folder, *sheets, name="Tổng hợp.xlsx")


def blocks(folder):
    named, lines = units(), []
    for unit in ("01", "02", "03"):
        lines += letterhead(named[unit]) + table(unit) + [[None, "Tổng cộng", 18.5]] + signature(named[unit]) + [[], []]
    one(folder, lines, name="Tổng hợp các xã.xlsx")


def blocks_unknown(folder):
    named, lines = units(), []
    for unit, name in (("01", named["01"]), ("02", "Mường Băng Lang"), ("03", named["03"])):
        lines += [[f"Đơn vị: {name}"], *table(unit), []]
    one(folder, lines, name="Tổng hợp các xã.xlsx")


def matrix_columns(folder):
    """Criteria downwards, units across; only three of them have scores."""
    named = units()
    head = ["TT", "Tiêu chí", "Điểm tối đa", *[f"Xã {named[unit]}" for unit in ("01", "02", "03")], "Mường Lang", "Huy Tường", "Trung bình"]
    lines = [[node.code, node.title, number(node.max), *[number(node.points[unit]) if node.is_leaf else None for unit in ("01", "02", "03")]] for node in nodes()]
    one(folder, [["TỔNG HỢP ĐIỂM TỰ CHẤM"], head, *lines], name="Tổng hợp.xlsx")


def matrix_rows(folder):
    named = units()
    leaves = [node for node in nodes() if node.is_leaf]
    lines = [
        ["BIỂU TỔNG HỢP"],
        ["TT", "Đơn vị", "Điểm tự chấm"],
        [None, None, *[leaf.code for leaf in leaves], "Tổng điểm", "Xếp hạng"],
        [None, "Điểm tối đa", *[number(leaf.max) for leaf in leaves]],
    ]
    for at, unit in enumerate(("01", "02", "03"), 1):
        scores = [leaf.points[unit] for leaf in leaves]
        lines.append([at, f"UBND xã {named[unit]}", *[number(score) for score in scores], number(sum(scores)), at])
    lines += [[4, "Xã Huy Thượngg", *[1] * len(leaves)], [None, "Trung bình", *[0.5] * len(leaves)]]
    one(folder, lines, name="Tổng hợp.xlsx")


def matrix_titles(folder):
    named = units()
    leaves = [node for node in nodes() if node.is_leaf and node.code != "2.2"]
    lines = [["TT", "Tên xã", *[leaf.title for leaf in leaves]]]
    lines += [[1, named[unit], *[number(leaf.points[unit]) for leaf in leaves]] for unit in ("01", "02", "03")]
    one(folder, lines, name="Tổng hợp.xlsx")


# Whose


def unit_in_title(folder):
    one(folder, [["PHIẾU TỰ CHẤM ĐIỂM CCHC CỦA UBND XÃ TƯỜNG PHÙ NĂM 2022"], *table()], name="Phieu 1.xlsx")


def unit_differs(folder):
    one(folder, [["Đơn vị: UBND xã Tường Phù"], *table()], name="Mường Bang.xlsx")


def unit_near(folder):
    one(folder, [["Đơn vị: UBND xã Huy Tườn"], *table()], name="Phieu 1.xlsx")


def unit_above(folder):
    """The letterhead names the district, which has the name of one of the units."""
    one(folder, [["UBND HUYỆN PHÙ YÊN"], *table()], name="Phieu 1.xlsx")


def unit_twice(folder):
    old = table()
    old[2][3] = 0.25
    book(folder, ("Phiếu", table(), None), ("Phiếu (2)", table(), None), ("bản cũ", old, None))


# Merged


def merged_scores(folder):
    def merge(sheet):
        sheet.merge_cells("D5:D6")

    lines = table()
    lines[5][3] = None
    one(folder, lines, merge)


CASES = {
    "layout-" + function.__name__.replace("_", "-"): function
    for function in (
        header_low, header_groups, header_groups_unmerged, header_repeated, header_any_order, header_column_twice,
        header_named_by_campaign, header_missing, header_maxima_twice, header_letterhead,
        code_in_title, code_missing, code_roman, code_restarting, code_lettered, code_dashes, code_numbers,
        code_numbers_unnamed, code_dates, code_dates_csv, code_zero_lost_csv, code_dirty, code_swapped, code_shifted,
        code_of_another, code_twice, code_unknown, title_rewritten, title_misspelt, order_of_domains,
        levels_indented, levels_merged, totals, sheet_per_unit, blocks, blocks_unknown,
        matrix_columns, matrix_rows, matrix_titles,
        unit_in_title, unit_differs, unit_near, unit_above, unit_twice, merged_scores,
    )
}
