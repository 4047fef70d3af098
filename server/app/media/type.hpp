// What kinds of files a case takes, and which one a body is: by its bytes alone, never by its name
// or by what the sender's browser says of it. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kortelijn::media {

enum class Type : std::uint8_t {
    none,
    jpeg,
    png,
    heic,
    pdf,
    docx,
    xlsx,
    pptx,
    odt,
    ods,
    odp,
    doc,
    xls,
    ppt
};

// "image/jpeg".
std::string_view mime_of(Type);
// "jpg", the one a kept name ends in.
std::string_view extension_of(Type);
// A browser may show it in its own page; the others are saved.
bool shown_inline(Type);
// None when the text is no kind we keep.
Type type_of_mime(std::string_view mime);

// What a file may be that begins so. An archive or a compound file is only known to be a document
// when all of it was seen.
enum class Beginning : std::uint8_t { unknown, jpeg, png, heic, pdf, archive, compound };
constexpr std::size_t beginning_bytes = 16;
// `head`: the first bytes, fewer than beginning_bytes only when there are no more.
Beginning beginning_of(std::string_view head);

}  // namespace kortelijn::media
