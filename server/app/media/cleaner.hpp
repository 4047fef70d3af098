// A file on its way in: its kind found, and what it tells beside its picture (place, time, camera,
// comments, small copies) left out, without looking into the picture itself. Nothing is ever
// unpacked here, so no file can grow. Memory stays bounded whatever comes. Pure; must never give
// out a byte of a kind that is not in type.hpp's table.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "app/media/type.hpp"

namespace kortelijn::media {

// Why a file is not taken; empty means it goes on.
using No = std::string_view;
inline constexpr No no_type = "attachment.type";      // not of a kind that is kept, or with macros
inline constexpr No no_broken = "attachment.broken";  // not whole, or not as its kind prescribes
inline constexpr No no_pixels = "attachment.pixels";  // larger than a screen or printer can use

// Of a picture: more cannot come from a camera, and would cost its reader gigabytes.
constexpr std::uint32_t most_side = 20'000;
constexpr std::uint64_t most_pixels = 120'000'000;
No check_size(std::uint64_t width, std::uint64_t height);

class Cleaner {
public:
    virtual ~Cleaner() = default;
    // Appends to `out` what may be kept so far. After a no nothing of the file may be used.
    virtual No feed(std::string_view in, std::string& out) = 0;
    // The file is whole: the last bytes. type() holds from here on.
    virtual No finish(std::string& out) = 0;
    virtual Type type() const = 0;
};

std::unique_ptr<Cleaner> clean_jpeg();     // jpeg.cpp
std::unique_ptr<Cleaner> clean_png();      // png.cpp
std::unique_ptr<Cleaner> clean_heic();     // heic.cpp
std::unique_ptr<Cleaner> keep_pdf();       // documents.cpp: as it is
std::unique_ptr<Cleaner> keep_archive();   // documents.cpp: as it is, once it proves a document
std::unique_ptr<Cleaner> keep_compound();  // documents.cpp: the same

// Any file: looks at its beginning and goes on as what it is.
class FileCleaner final : public Cleaner {
public:
    No feed(std::string_view in, std::string& out) override;
    No finish(std::string& out) override;
    Type type() const override { return of_kind_ ? of_kind_->type() : Type::none; }

private:
    No begin(std::string& out);

    std::string head_;
    std::unique_ptr<Cleaner> of_kind_;
    No no_;
};

}  // namespace kortelijn::media
