"""Writers of the binary formats that no free library writes, as small as the formats allow."""

import hashlib
import struct
import unicodedata
import zipfile

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def container(streams):
    """An OLE container with these streams, none below the 4,096 bytes from which on they have sectors of their own."""
    streams = {name: data if len(data) >= 4096 else data + rec(0, bytes(4096 - len(data))) for name, data in streams.items()}
    blocks = [data.ljust(-(-len(data) // 512) * 512, b"\0") for data in streams.values()]
    sectors = sum(len(block) // 512 for block in blocks)
    fats = 1
    while (sectors + 1 + fats) > fats * 128:
        fats += 1
    table, body, starts = [FAT] * fats + [END], b"", []
    for block in blocks:
        starts.append(len(table))
        count = len(block) // 512
        table += list(range(len(table) + 1, len(table) + count)) + [END]
        body += block
    table += [FREE] * (fats * 128 - len(table))
    names = list(streams)
    entries = [entry("Root Entry", 5, child=1)]
    entries += [
        entry(name, 2, right=place + 2 if place + 1 < len(names) else FREE, start=starts[place], size=len(streams[name]))
        for place, name in enumerate(names)
    ]
    entries += [bytes(64) + struct.pack("<HBBIII", 0, 0, 1, FREE, FREE, FREE) + bytes(48)] * (4 - len(entries))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, fats, fats, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", *(list(range(fats)) + [FREE] * (109 - fats)))
    return header + struct.pack(f"<{len(table)}I", *table) + b"".join(entries) + body


def entry(name, kind, child=FREE, right=FREE, start=0, size=0):
    wide = (name + "\0").encode("utf-16-le")
    start = start if kind == 2 else END
    head = wide.ljust(64, b"\0") + struct.pack("<HBBIII", len(wide), kind, 1, FREE, right, child)
    return head + bytes(16 + 4 + 8 + 8) + struct.pack("<IQ", start, size)


def rec(number, data=b""):
    return struct.pack("<HH", number, len(data)) + data


def cp1258(text):
    """Windows-1258 has the letters of Vietnamese without tones, and the tones by themselves."""
    found = b""
    for letter in unicodedata.normalize("NFC", text):
        try:
            found += letter.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tones = [mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323"]
            base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones))
            found += (base + "".join(tones)).encode("cp1258")
    return found


def old_text(text, encode, length="<B"):
    data = encode(text)
    return struct.pack(length, len(data)) + data


def new_text(text, length="<B"):
    return struct.pack(length, len(text)) + b"\x01" + text.encode("utf-16-le")


def biff(sheets, version=0x0600, page=1200, encode=cp1258, before=b"", formats=()):
    """A Workbook stream. `sheets`: (name, hidden, kind, records of the sheet) each; style n has format n of `formats`."""
    text = new_text if version == 0x0600 else lambda text: old_text(text, encode)
    start = rec(0x0809, struct.pack("<HHHHII", version, 5, 0, 0, 0, 0)) + before + rec(0x0042, struct.pack("<H", page))
    for number, code in enumerate(formats):
        code = new_text(code, "<H") if version == 0x0600 else old_text(code, encode)
        start += rec(0x041E, struct.pack("<H", 164 + number) + code)
    for number in range(len(formats) + 1):
        start += rec(0x00E0, struct.pack("<HH16x", 0, 163 + number if number else 0))
    lists = [struct.pack("<BB", hidden, kind) + text(name) for name, hidden, kind, _ in sheets]
    at = len(start) + sum(len(line) + 8 for line in lists) + 4
    stream, body = start, b""
    for line, (_, _, _, records) in zip(lists, sheets):
        stream += rec(0x0085, struct.pack("<I", at + len(body)) + line)
        body += rec(0x0809, struct.pack("<HHHHII", version, 0x10, 0, 0, 0, 0)) + records + rec(0x000A)
    return stream + rec(0x000A) + body


def biff_cell(row, col, value, style=0, version=0x0600, encode=cp1258):
    place = struct.pack("<HHH", row, col, style)
    if isinstance(value, str):
        text = new_text(value, "<H") if version == 0x0600 else old_text(value, encode, "<H")
        return rec(0x0204, place + text)
    return rec(0x0203, place + struct.pack("<d", value))


def biff_rows(lines, **how):
    cells = [(row, col, value) for row, line in enumerate(lines) for col, value in enumerate(line) if value is not None]
    return b"".join(biff_cell(*cell, **how) for cell in cells)


def rc4(key, data):
    box, at = list(range(256)), 0
    for i in range(256):
        at = (at + box[i] + key[i % len(key)]) % 256
        box[i], box[at] = box[at], box[i]
    i = at = 0
    found = bytearray()
    for byte in data:
        i = (i + 1) % 256
        at = (at + box[i]) % 256
        box[i], box[at] = box[at], box[i]
        found.append(byte ^ box[(box[i] + box[at]) % 256])
    return bytes(found)


def encrypt_biff(make, password):
    """The stream of `make(FILEPASS record)` under Excel 97's encryption with 40 bits."""
    salt, verifier = bytes(range(16)), bytes(range(16, 32))
    first = hashlib.md5(password.encode("utf-16-le")).digest()[:5]
    second = hashlib.md5((first + salt) * 16).digest()[:5]

    def key(block):
        return hashlib.md5(second + struct.pack("<I", block)).digest()

    sealed = rc4(key(0), verifier + hashlib.md5(verifier).digest())
    stream = make(rec(0x002F, struct.pack("<HHH", 1, 1, 1) + salt + sealed))
    found, at = bytearray(stream), 0
    keys = b"".join(rc4(key(block), bytes(1024)) for block in range(len(stream) // 1024 + 1))
    while at + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, at)
        # what says where things are stays as it is
        plain = length if number in (0x0809, 0x002F) else 4 if number == 0x0085 else 0
        for place in range(at + 4 + plain, at + 4 + length):
            found[place] ^= keys[place]
        at += 4 + length
    return bytes(found)


def rec12(number, data=b""):
    head = struct.pack("<B", number) if number < 128 else struct.pack("<BB", number & 0x7F | 0x80, number >> 7)
    length, size = b"", len(data)
    while True:
        more, size = size & 0x7F, size >> 7
        length += struct.pack("<B", more | (0x80 if size else 0))
        if not size:
            return head + length + data


def wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def cell12(col, value, style=0):
    place = struct.pack("<II", col, style)
    if isinstance(value, str):
        return rec12(6, place + wide(value))
    return rec12(5, place + struct.pack("<d", value))


def row12(row, cells, hidden=False):
    return rec12(0, struct.pack("<IIHBBB I", row, 0, 300, 0, 0x10 if hidden else 0, 0, 0)) + b"".join(cells)


def rows12(lines):
    found = b""
    for row, line in enumerate(lines):
        found += row12(row, [cell12(col, value) for col, value in enumerate(line) if value is not None])
    return found


def xlsb(path, sheets, strings=(), formats=()):
    """An .xlsb. `sheets`: (name, state, cells, what follows the cells) each; style n has format n of `formats`."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = "application/vnd.ms-excel"
    listed = b"".join(
        rec12(156, struct.pack("<II", state, n) + wide(f"rId{n}") + wide(name))
        for n, (name, state, *_) in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{kinds}/worksheet" Target="worksheets/sheet{n}.bin"/>'
        for n in range(1, len(sheets) + 1)
    )
    links += f'<Relationship Id="rIdS" Type="{kinds}/styles" Target="styles.bin"/>'
    links += f'<Relationship Id="rIdT" Type="{kinds}/sharedStrings" Target="sharedStrings.bin"/>'
    codes = b"".join(rec12(44, struct.pack("<H", 164 + n) + wide(code)) for n, code in enumerate(formats))
    cell_styles = b"".join(
        rec12(47, struct.pack("<HH12x", 0, 163 + n if n else 0)) for n in range(len(formats) + 1)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="bin" ContentType="{types}.sheet.binary.macroEnabled.main"/></Types>',
        )
        relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        office = f'<Relationship Id="rId1" Type="{kinds}/officeDocument" Target="xl/workbook.bin"/>'
        book.writestr("_rels/.rels", f"{relations}{office}</Relationships>")
        book.writestr("xl/_rels/workbook.bin.rels", f"{relations}{links}</Relationships>")
        book.writestr("xl/workbook.bin", rec12(131) + rec12(143) + listed + rec12(144) + rec12(132))
        book.writestr(
            "xl/styles.bin", rec12(278) + codes + rec12(617) + cell_styles + rec12(618) + rec12(279)
        )
        texts = b"".join(rec12(19, b"\0" + wide(text)) for text in strings)
        book.writestr("xl/sharedStrings.bin", rec12(159, struct.pack("<II", 0, 0)) + texts + rec12(160))
        for n, (_, _, cells, after) in enumerate(sheets, 1):
            book.writestr(
                f"xl/worksheets/sheet{n}.bin",
                rec12(129) + rec12(145) + cells + rec12(146) + after + rec12(130),
            )
