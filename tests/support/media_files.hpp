// Small files made byte by byte, as cameras and offices write them, with what they should lose: a
// place, a time, a comment. For tests and as first seeds of the fuzzer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kortelijn::support {

using namespace std::string_literals;
using namespace std::string_view_literals;

inline std::string big_endian(std::uint64_t number, int bytes) {
    std::string out;
    for (int i = bytes - 1; i >= 0; --i) out.push_back(char(number >> (8 * i) & 0xff));
    return out;
}
inline std::string little_endian(std::uint64_t number, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i) out.push_back(char(number >> (8 * i) & 0xff));
    return out;
}

// --- JPEG -------------------------------------------------------------------------------------
inline std::string segment(std::uint8_t code, std::string_view body) {
    return std::string("\xff") + char(code) + big_endian(body.size() + 2, 2) + std::string(body);
}
// EXIF as a phone writes it (little endian): orientation, and a GPS directory with a place name.
inline std::string exif_with_place(int orientation) {
    const auto entry = [](int tag, int type, std::uint64_t count, std::uint64_t value) {
        return little_endian(std::uint64_t(tag), 2) + little_endian(std::uint64_t(type), 2) +
               little_endian(count, 4) + little_endian(value, 4);
    };
    std::string tiff("II*\0\x08\0\0\0"sv);
    tiff += little_endian(2, 2) + entry(0x0112, 3, 1, std::uint64_t(orientation));
    tiff += entry(0x8825, 4, 1, 38) + little_endian(0, 4);
    tiff += little_endian(1, 2) + entry(0x001b, 2, 16, 56) + little_endian(0, 4);
    return std::string("Exif\0\0"sv) + tiff + "GPS 52.0907 5.12";
}
struct JpegParts {
    int width = 64, height = 48;
    int orientation = 6;
    std::string scan = std::string("\x12\x34\xff\x00\x56\xff\xd0\x78"sv);
};
inline std::string jpeg_file(const JpegParts& parts = {}) {
    std::string out("\xff\xd8"sv);
    out += segment(0xe0, "JFIF\0\1\1\0\0\1\0\1\1\1RGB"sv);  // with a small copy of one pixel
    out += segment(0xe1, exif_with_place(parts.orientation));
    out += segment(0xe1, "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>GPS secret</x:xmpmeta>"sv);
    out += segment(0xe2, "ICC_PROFILE\0\1\1profile"sv);
    out += segment(0xe2, "MPF\0GPS second picture"sv);
    out += segment(0xed, "Photoshop 3.0\0GPS caption"sv);
    out += segment(0xee, "Adobe\0\x64\0\0\0\0\1"sv);
    out += segment(0xfe, "GPS comment");
    out += segment(0xdb, std::string(65, '\1'));
    out += segment(0xc0, "\x08" + big_endian(std::uint64_t(parts.height), 2) +
                             big_endian(std::uint64_t(parts.width), 2) + "\1\1\x11\0"s);
    out += segment(0xc4, std::string(20, '\2'));
    out += segment(0xda, "\1\1\0\0\x3f\0"sv);
    out += parts.scan + "\xff\xd9";
    return out + "GPS trailer of a moving photo";
}

// --- PNG --------------------------------------------------------------------------------------
inline std::uint32_t crc32_of(std::string_view bytes) {
    std::uint32_t sum = 0xffffffff;
    for (const char c : bytes) {
        sum ^= std::uint8_t(c);
        for (int i = 0; i < 8; ++i) sum = sum & 1 ? 0xedb88320U ^ (sum >> 1) : sum >> 1;
    }
    return ~sum;
}
inline std::string chunk(std::string_view name, std::string_view body) {
    const std::string named = std::string(name) + std::string(body);
    return big_endian(body.size(), 4) + named + big_endian(crc32_of(named), 4);
}
inline std::string png_file(std::uint32_t width = 2, std::uint32_t height = 2,
                            std::string_view packed = "\x78\x9c\x63\x60\0\0\0\2\0\1"sv) {
    std::string out("\x89PNG\r\n\x1a\n");
    out += chunk("IHDR", big_endian(width, 4) + big_endian(height, 4) + "\x08\2\0\0\0"s);
    out += chunk("gAMA", big_endian(45455, 4));
    out += chunk("tEXt", "Comment\0GPS text"sv);
    out += chunk("eXIf", exif_with_place(1));
    out += chunk("iTXt", "XML:com.adobe.xmp\0\0\0\0\0GPS xmp"sv);
    out += chunk("tIME", "\x07\xea\x0b\x16\0\0\0"sv);
    out += chunk("IDAT", packed);
    out += chunk("IEND", "");
    return out + "GPS trailer";
}

// --- HEIC -------------------------------------------------------------------------------------
inline std::string box(std::string_view name, std::string_view body) {
    return big_endian(body.size() + 8, 4) + std::string(name) + std::string(body);
}
inline std::string full_box(std::string_view name, int version, std::string_view body) {
    return box(name, big_endian(std::uint64_t(version) << 24, 4) + std::string(body));
}
struct HeicParts {
    std::uint32_t width = 4032, height = 3024;
    std::string picture = "hevc picture data of the paper";
    std::string exif = "0000Exif GPS 52.0907 5.12";
    std::string xmp = "<x:xmpmeta>GPS secret</x:xmpmeta>";
    bool exif_in_picture = false;  // a file that lies about where its data is
    bool data_first = false;
};
inline std::string heic_file(const HeicParts& parts = {}) {
    const auto item = [](int id, std::string_view type, std::string_view rest = "\0"sv) {
        return full_box("infe", 2,
                        big_endian(std::uint64_t(id), 2) + big_endian(0, 2) + std::string(type) +
                            std::string(rest));
    };
    const auto place = [](int id, std::uint64_t at, std::uint64_t bytes) {
        return big_endian(std::uint64_t(id), 2) + big_endian(0, 2) + big_endian(1, 2) +
               big_endian(at, 4) + big_endian(bytes, 4);
    };
    const auto described = [&](std::uint64_t data_at) {
        const std::uint64_t exif_at = data_at + parts.picture.size() + 4;
        const std::uint64_t xmp_at = exif_at + parts.exif.size();
        const std::uint64_t exif_says = parts.exif_in_picture ? data_at + 2 : exif_at;
        std::string out =
            full_box("hdlr", 0, big_endian(0, 4) + "pict" + std::string(12, '\0') + "GPS handler"s);
        out += full_box("pitm", 0, big_endian(1, 2));
        out += full_box("iinf", 0,
                        big_endian(3, 2) + item(1, "hvc1", "GPS name\0"sv) + item(2, "Exif") +
                            item(3, "mime", "\0application/rdf+xml\0"sv));
        out +=
            box("iprp",
                box("ipco",
                    full_box("ispe", 0, big_endian(parts.width, 4) + big_endian(parts.height, 4)) +
                        box("hvcC", "\1\1\1") + full_box("udes", 0, "nl\0GPS description\0"sv)) +
                    full_box("ipma", 0, big_endian(1, 4) + big_endian(1, 2) + "\2\1\2"s));
        out += full_box("iloc", 0,
                        "\x44\0"s + big_endian(3, 2) + place(1, data_at, parts.picture.size()) +
                            place(2, exif_says, parts.exif.size()) +
                            place(3, xmp_at, parts.xmp.size()));
        out += box("uuid", std::string(16, 'u') + "GPS of the maker");
        return full_box("meta", 0, out);
    };
    const std::string brand = box("ftyp", "heic"s + big_endian(0, 4) + "mif1heic");
    const std::string data =
        box("mdat", parts.picture + "GPS!" + parts.exif + parts.xmp + "GPS behind");
    const std::string foreign = box("uuid", std::string(16, 'u') + "GPS of the phone");
    if (parts.data_first) return brand + data + described(brand.size() + 8);
    const std::size_t before = brand.size() + foreign.size() + described(0).size() + 8;
    return brand + foreign + described(before) + data;
}

// --- documents --------------------------------------------------------------------------------
struct Packed {
    std::string name;
    std::string body;
    std::uint32_t says_unpacked = 0;
};
inline std::string archive_file(const std::vector<Packed>& files) {
    std::string out, table;
    for (const Packed& file : files) {
        const std::uint32_t unpacked =
            file.says_unpacked ? file.says_unpacked : std::uint32_t(file.body.size());
        const std::string common = little_endian(0, 2) + little_endian(0, 2) + little_endian(0, 4) +
                                   little_endian(crc32_of(file.body), 4) +
                                   little_endian(file.body.size(), 4) + little_endian(unpacked, 4) +
                                   little_endian(file.name.size(), 2) + little_endian(0, 2);
        table += "PK\1\2"s + little_endian(20, 2) + little_endian(20, 2) + common +
                 little_endian(0, 2) + little_endian(0, 2) + little_endian(0, 2) +
                 little_endian(0, 4) + little_endian(out.size(), 4) + file.name;
        out += "PK\3\4"s + little_endian(20, 2) + common + file.name + file.body;
    }
    return out + table + "PK\5\6"s + little_endian(0, 4) + little_endian(files.size(), 2) +
           little_endian(files.size(), 2) + little_endian(table.size(), 4) +
           little_endian(out.size(), 4) + little_endian(0, 2);
}
inline std::string word_file() {
    return archive_file({{"[Content_Types].xml", "<Types/>"},
                         {"_rels/.rels", "<Relationships/>"},
                         {"word/document.xml", "<w:document/>"}});
}
inline std::string compound_file(const std::vector<std::string>& names) {
    std::string out("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv);
    out.resize(512);
    for (const std::string& name : names) {
        std::string entry;
        for (const char c : name) entry += std::string(1, c) + '\0';
        const std::size_t bytes = entry.size() + 2;
        entry.resize(64);
        entry += little_endian(bytes, 2) + '\2';
        entry.resize(128);
        out += entry;
    }
    return out + std::string(512, '\0');
}
inline std::string pdf_file() { return "%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"; }

}  // namespace kortelijn::support
