"""Small pictures and documents as first seeds of fuzz_media; one byte before each chooses its pieces."""
import io
import zipfile
import zlib


def exif():
    tag = (0x0112).to_bytes(2, "big") + b"\0\3\0\0\0\1\0\6\0\0"
    return b"Exif\0\0MM\0*\0\0\0\x08\0\1" + tag + bytes(4) + b"GPS 52.0907 5.12"


def jpeg():
    def segment(code, body):
        return bytes([0xFF, code]) + (len(body) + 2).to_bytes(2, "big") + body
    frame = b"\x08\0\x30\0\x40\1\1\x11\0"
    return (b"\xff\xd8" + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0") + segment(0xE1, exif())
            + segment(0xE2, b"ICC_PROFILE\0\1\1profile") + segment(0xEE, b"Adobe\0\x64\0\0\0\0\1")
            + segment(0xFE, b"comment") + segment(0xDB, bytes(65)) + segment(0xC0, frame)
            + segment(0xC4, bytes(20)) + segment(0xDA, b"\1\1\0\0\x3f\0")
            + b"\x12\xff\0\xff\xd0x\xff\xd9")


def png():
    def chunk(name, body):
        return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")
    head = (2).to_bytes(4, "big") * 2 + b"\x08\2\0\0\0"
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"tEXt", b"a\0b")
            + chunk(b"IDAT", zlib.compress(bytes(14))) + chunk(b"IEND", b""))


def heic():
    def box(name, body):
        return (len(body) + 8).to_bytes(4, "big") + name + body

    def item(number, kind):
        return box(b"infe", b"\2\0\0\0" + number.to_bytes(2, "big") + b"\0\0" + kind + b"\0")

    def meta(at):
        size = (100).to_bytes(4, "big")
        places = b"".join(n.to_bytes(2, "big") + b"\0\0\0\1" + a.to_bytes(4, "big") + b"\0\0\0\x08"
                          for n, a in ((1, at), (2, at + 8)))
        return box(b"meta", bytes(4) + box(b"hdlr", bytes(8) + b"pict" + bytes(13))
                   + box(b"pitm", bytes(4) + b"\0\1")
                   + box(b"iinf", bytes(4) + b"\0\2" + item(1, b"hvc1") + item(2, b"Exif"))
                   + box(b"iprp", box(b"ipco", box(b"ispe", bytes(4) + size * 2)))
                   + box(b"iloc", bytes(4) + b"\x44\0\0\2" + places))
    brand = box(b"ftyp", b"heic\0\0\0\0mif1heic")
    return brand + meta(len(brand) + len(meta(0)) + 8) + box(b"mdat", b"picture!Exif GPS")


def documents():
    yield "pdf", b"%PDF-1.7\n%%EOF\n"
    word = io.BytesIO()
    with zipfile.ZipFile(word, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml"):
            archive.writestr(zipfile.ZipInfo(name), "<a/>")
    yield "docx", word.getvalue()
    name = "WordDocument".encode("utf-16-le")
    entry = name.ljust(64, b"\0") + (len(name) + 2).to_bytes(2, "little") + b"\2"
    yield "doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + entry.ljust(128, b"\0")


def write(out):
    out.mkdir(parents=True, exist_ok=True)
    for name, data in [("jpeg", jpeg()), ("png", png()), ("heic", heic()), *documents()]:
        (out / name).write_bytes(b"\x0f" + data)
