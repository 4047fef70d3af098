// Items by their type: coded pictures and how they are put together stay, everything else (Exif,
// XMP, other text) is no picture. A file that cannot be taken apart with certainty is refused.
#include "app/media/heic_items.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <string_view>

namespace kortelijn::media {
namespace {

constexpr std::size_t most_pieces = 65'536;  // items, and extents of them

// Reads numbers; past the end it gives zeros and remembers.
class Cursor {
public:
    Cursor(std::string_view text, std::size_t at, std::size_t end)
        : text_(text), at_(at), end_(std::min(end, text.size())) {}

    std::uint64_t number(int bytes) {
        if (bytes < 0 || std::size_t(bytes) > left()) {
            fine_ = false;
            at_ = end_;
            return 0;
        }
        std::uint64_t out = 0;
        for (int i = 0; i < bytes; ++i) out = out << 8 | std::uint8_t(text_[at_++]);
        return out;
    }
    std::string_view word() {
        if (left() < 4) {
            fine_ = false;
            return "    ";
        }
        at_ += 4;
        return text_.substr(at_ - 4, 4);
    }
    std::size_t at() const { return at_; }
    std::size_t left() const { return at_ > end_ ? 0 : end_ - at_; }
    bool fine() const { return fine_; }

private:
    std::string_view text_;
    std::size_t at_;
    std::size_t end_;
    bool fine_ = true;
};

struct Box {
    std::string name;
    std::size_t at = 0;    // of its header
    std::size_t body = 0;  // behind the header
    std::size_t end = 0;
};

// The boxes that lie in [from, to), which they must fill.
bool boxes_in(std::string_view text, std::size_t from, std::size_t to, std::vector<Box>& out) {
    while (from < to) {
        if (to - from < 8 || out.size() >= most_pieces) return false;
        Cursor head(text, from, to);
        const std::uint64_t size = head.number(4);
        Box box{std::string(head.word()), from, from + 8, 0};
        if (size < 8 || size > to - from) return false;
        box.end = from + std::size_t(size);
        from = box.end;
        out.push_back(std::move(box));
    }
    return true;
}

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& list) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

constexpr std::array<std::string_view, 8> kept_boxes{"hdlr", "pitm", "iinf", "iref",
                                                     "iprp", "idat", "iloc", "grpl"};
constexpr std::array<std::string_view, 14> kept_properties{"hvcC", "ispe", "irot", "imir", "clap",
                                                           "colr", "pixi", "pasp", "auxC", "clli",
                                                           "mdcv", "lhvC", "oinf", "tols"};
constexpr std::array<std::string_view, 7> picture_items{"hvc1", "hev1", "lhv1", "grid",
                                                        "iden", "iovl", "tmap"};

void blank(std::string& text, std::size_t from, std::size_t to) {
    std::fill(text.begin() + std::ptrdiff_t(from), text.begin() + std::ptrdiff_t(to), '\0');
}
// The box stays as long as it is and says nothing.
void free_box(std::string& text, const Box& box) {
    std::memcpy(text.data() + box.at + 4, "free", 4);
    blank(text, box.body, box.end);
}

No read_properties(std::string& meta, const Box& of) {
    std::vector<Box> parts, properties;
    if (!boxes_in(meta, of.body, of.end, parts)) return no_broken;
    for (const Box& part : parts) {
        if (part.name == "ipma") continue;
        if (part.name != "ipco") {
            free_box(meta, part);
            continue;
        }
        if (!boxes_in(meta, part.body, part.end, properties)) return no_broken;
    }
    for (const Box& property : properties) {
        if (!is_one_of(property.name, kept_properties)) {
            free_box(meta, property);
        } else if (property.name == "ispe") {
            Cursor at(meta, property.body + 4, property.end);
            const auto width = at.number(4), height = at.number(4);
            if (!at.fine()) return no_broken;
            if (No no = check_size(width, height); !no.empty()) return no;
        }
    }
    return {};
}

// Item by number: whether it is part of a picture.
using Items = std::map<std::uint64_t, bool>;

No read_items(std::string& meta, const Box& of, Items& items) {
    Cursor head(meta, of.body, of.end);
    const auto version = head.number(1);
    (void)head.number(3);
    (void)head.number(version == 0 ? 2 : 4);
    std::vector<Box> entries;
    if (!head.fine() || !boxes_in(meta, head.at(), of.end, entries)) return no_broken;
    for (const Box& entry : entries) {
        Cursor at(meta, entry.body, entry.end);
        const auto form = at.number(1);
        (void)at.number(3);
        if (entry.name != "infe" || (form != 2 && form != 3)) return no_broken;
        const auto item = at.number(form == 2 ? 2 : 4);
        const auto locked = at.number(2);
        const bool picture = is_one_of(at.word(), picture_items);
        if (!at.fine() || locked != 0 || !items.emplace(item, picture).second) return no_broken;
        blank(meta, at.at(), entry.end);  // its name, and what kind of text it is
    }
    return {};
}

struct Places {
    std::vector<FileRange> pictures, pictures_here;  // in the file, in `idat`
    std::vector<FileRange> others, others_here;
};

No read_places(std::string_view meta, const Box& of, const Items& items, Places& places) {
    Cursor at(meta, of.body, of.end);
    const auto version = at.number(1);
    (void)at.number(3);
    const auto sizes = at.number(2);
    const int offset_size = int(sizes >> 12 & 15), length_size = int(sizes >> 8 & 15),
              base_size = int(sizes >> 4 & 15), index_size = version == 0 ? 0 : int(sizes & 15);
    for (const int size : {offset_size, length_size, base_size, index_size})
        if (size != 0 && size != 4 && size != 8) return no_broken;
    if (version > 2) return no_broken;
    const auto count = at.number(version < 2 ? 2 : 4);
    std::size_t pieces = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto item = at.number(version < 2 ? 2 : 4);
        const auto method = version == 0 ? 0 : at.number(2) & 15;
        const auto elsewhere = at.number(2);
        const auto base = at.number(base_size);
        const auto extents = at.number(2);
        const auto known = items.find(item);
        if (!at.fine() || known == items.end() || elsewhere != 0 || method > 1) return no_broken;
        for (std::uint64_t k = 0; k < extents; ++k) {
            (void)at.number(index_size);
            const auto offset = at.number(offset_size), length = at.number(length_size);
            const std::uint64_t begin = base + offset;
            if (!at.fine() || length == 0 || begin < base || begin + length < begin ||
                ++pieces > most_pieces)
                return no_broken;
            auto& list = known->second ? (method == 0 ? places.pictures : places.pictures_here)
                                       : (method == 0 ? places.others : places.others_here);
            list.push_back({begin, begin + length});
        }
    }
    return {};
}

// In order, joined where they touch or overlap. Two pictures may share bytes; what is no picture
// may not lie in one.
bool settle(std::vector<FileRange>& pictures, const std::vector<FileRange>& others) {
    std::sort(pictures.begin(), pictures.end(),
              [](const FileRange& a, const FileRange& b) { return a.begin < b.begin; });
    std::vector<FileRange> out;
    for (const FileRange& one : pictures)
        if (!out.empty() && one.begin <= out.back().end)
            out.back().end = std::max(out.back().end, one.end);
        else
            out.push_back(one);
    pictures = std::move(out);
    return std::none_of(others.begin(), others.end(), [&](const FileRange& other) {
        const auto next =
            std::upper_bound(pictures.begin(), pictures.end(), other.begin,
                             [](std::uint64_t at, const FileRange& one) { return at < one.end; });
        return next != pictures.end() && next->begin < other.end;
    });
}

No clean_data_here(std::string& meta, const Box& idat, const std::vector<FileRange>& pictures) {
    std::size_t at = idat.body;
    for (const FileRange& one : pictures) {
        if (one.end > idat.end - idat.body) return no_broken;
        blank(meta, at, idat.body + std::size_t(one.begin));
        at = idat.body + std::size_t(one.end);
    }
    blank(meta, at, idat.end);
    return {};
}

}  // namespace

No clean_meta(std::string& meta, std::vector<FileRange>& pictures) {
    std::vector<Box> boxes;
    if (meta.size() < 12 || !boxes_in(meta, 12, meta.size(), boxes)) return no_broken;
    std::map<std::string, const Box*> by_name;
    for (const Box& box : boxes) {
        if (!is_one_of(box.name, kept_boxes))
            free_box(meta, box);
        else if (!by_name.emplace(box.name, &box).second)
            return no_broken;
    }
    for (const char* needed : {"hdlr", "iinf", "iprp", "iloc"})
        if (!by_name.contains(needed)) return no_broken;
    const Box& handler = *by_name["hdlr"];
    if (handler.end - handler.body < 20 || meta.compare(handler.body + 8, 4, "pict") != 0)
        return no_broken;
    blank(meta, handler.body + 12, handler.end);

    Items items;
    Places places;
    if (No no = read_properties(meta, *by_name["iprp"]); !no.empty()) return no;
    if (No no = read_items(meta, *by_name["iinf"], items); !no.empty()) return no;
    if (No no = read_places(meta, *by_name["iloc"], items, places); !no.empty()) return no;
    if (!settle(places.pictures, places.others) ||
        !settle(places.pictures_here, places.others_here) || places.pictures.empty())
        return no_broken;
    if (by_name.contains("idat")) {
        if (No no = clean_data_here(meta, *by_name["idat"], places.pictures_here); !no.empty())
            return no;
    } else if (!places.pictures_here.empty()) {
        return no_broken;
    }
    pictures = std::move(places.pictures);
    return {};
}

}  // namespace kortelijn::media
