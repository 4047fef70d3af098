// The `meta` box of a HEIC file (ISO 14496-12 8.11, ISO 23008-12): which bytes of the file are its
// pictures. Pure; works on the box in memory, in place.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/media/cleaner.hpp"

namespace kortelijn::media {

struct FileRange {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

// `meta` is the whole box, header included. Blanks in it whatever is no picture and no property of
// one: names, descriptions, foreign boxes, bytes beside the pictures. `pictures` gets the ranges of
// the file that are picture data, in order and apart; all other media data is to be blanked.
No clean_meta(std::string& meta, std::vector<FileRange>& pictures);

}  // namespace kortelijn::media
