// The table of kinds. Signatures: ITU T.81 B.2.1, PNG (ISO 15948) 5.2, ISO 14496-12 4.3, ISO 32000
// 7.5.2, APPNOTE 4.3.7, MS-CFB 2.2.
#include "app/media/type.hpp"

#include <array>

namespace kortelijn::media {
namespace {

struct Kind {
    Type type;
    std::string_view mime;
    std::string_view extension;
    bool shown;
};

constexpr std::array kinds{
    Kind{Type::jpeg, "image/jpeg", "jpg", true},
    Kind{Type::png, "image/png", "png", true},
    Kind{Type::heic, "image/heic", "heic", false},
    Kind{Type::pdf, "application/pdf", "pdf", false},
    Kind{Type::docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
         "docx", false},
    Kind{Type::xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx",
         false},
    Kind{Type::pptx, "application/vnd.openxmlformats-officedocument.presentationml.presentation",
         "pptx", false},
    Kind{Type::odt, "application/vnd.oasis.opendocument.text", "odt", false},
    Kind{Type::ods, "application/vnd.oasis.opendocument.spreadsheet", "ods", false},
    Kind{Type::odp, "application/vnd.oasis.opendocument.presentation", "odp", false},
    Kind{Type::doc, "application/msword", "doc", false},
    Kind{Type::xls, "application/vnd.ms-excel", "xls", false},
    Kind{Type::ppt, "application/vnd.ms-powerpoint", "ppt", false},
};

const Kind* find(Type type) {
    for (const Kind& kind : kinds)
        if (kind.type == type) return &kind;
    return nullptr;
}

}  // namespace

std::string_view mime_of(Type type) {
    const Kind* kind = find(type);
    return kind ? kind->mime : "application/octet-stream";
}

std::string_view extension_of(Type type) {
    const Kind* kind = find(type);
    return kind ? kind->extension : "bin";
}

bool shown_inline(Type type) {
    const Kind* kind = find(type);
    return kind && kind->shown;
}

Type type_of_mime(std::string_view mime) {
    for (const Kind& kind : kinds)
        if (kind.mime == mime) return kind.type;
    return Type::none;
}

Beginning beginning_of(std::string_view head) {
    using namespace std::string_view_literals;
    if (head.starts_with("\xff\xd8\xff"sv)) return Beginning::jpeg;
    if (head.starts_with("\x89PNG\r\n\x1a\n"sv)) return Beginning::png;
    if (head.size() >= 12 && head.substr(4, 4) == "ftyp"sv) return Beginning::heic;
    if (head.starts_with("%PDF-"sv)) return Beginning::pdf;
    if (head.starts_with("PK\x03\x04"sv)) return Beginning::archive;
    if (head.starts_with("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv)) return Beginning::compound;
    return Beginning::unknown;
}

}  // namespace kortelijn::media
