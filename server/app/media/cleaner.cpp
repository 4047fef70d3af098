// The choice by the first bytes.
#include "app/media/cleaner.hpp"

#include <algorithm>

namespace kortelijn::media {

No check_size(std::uint64_t width, std::uint64_t height) {
    if (width == 0 || height == 0) return no_broken;
    if (width > most_side || height > most_side || width * height > most_pixels) return no_pixels;
    return {};
}

No FileCleaner::feed(std::string_view in, std::string& out) {
    if (!no_.empty()) return no_;
    if (!of_kind_) {
        const std::size_t more = std::min(in.size(), beginning_bytes - head_.size());
        head_.append(in.substr(0, more));
        in.remove_prefix(more);
        if (head_.size() < beginning_bytes) return {};
        if (No no = begin(out); !no.empty()) return no;
    }
    return no_ = of_kind_->feed(in, out);
}

No FileCleaner::finish(std::string& out) {
    if (!no_.empty()) return no_;
    if (!of_kind_)
        if (No no = begin(out); !no.empty()) return no;
    return no_ = of_kind_->finish(out);
}

No FileCleaner::begin(std::string& out) {
    switch (beginning_of(head_)) {
        case Beginning::jpeg:
            of_kind_ = clean_jpeg();
            break;
        case Beginning::png:
            of_kind_ = clean_png();
            break;
        case Beginning::heic:
            of_kind_ = clean_heic();
            break;
        case Beginning::pdf:
            of_kind_ = keep_pdf();
            break;
        case Beginning::archive:
            of_kind_ = keep_archive();
            break;
        case Beginning::compound:
            of_kind_ = keep_compound();
            break;
        case Beginning::unknown:
            return no_ = no_type;
    }
    return no_ = of_kind_->feed(head_, out);
}

}  // namespace kortelijn::media
