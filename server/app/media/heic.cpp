// HEIC box by box: the brand, the description (heic_items), then the picture data. Every byte keeps
// its place, because the description names places: what goes becomes zero, and a box that is
// unknown becomes a free one. The description has to come before the data, as cameras write it.
#include <algorithm>
#include <array>
#include <cstdint>

#include "app/media/cleaner.hpp"
#include "app/media/heic_items.hpp"

namespace kortelijn::media {
namespace {

constexpr std::uint64_t most_brand_bytes = 1024;
constexpr std::uint64_t most_meta_bytes = 2 * 1024 * 1024;

std::uint64_t big(std::string_view text) {
    std::uint64_t out = 0;
    for (const char c : text) out = out << 8 | std::uint8_t(c);
    return out;
}

// HEVC pictures; a mere "mif1" may hold any coding.
bool is_heic(std::string_view brands) {
    static constexpr std::array<std::string_view, 4> ours{"heic", "heix", "heim", "heis"};
    for (std::size_t at = 0; at + 4 <= brands.size(); at += 4)
        if (at != 4 && std::find(ours.begin(), ours.end(), brands.substr(at, 4)) != ours.end())
            return true;
    return false;
}

class Heic final : public Cleaner {
public:
    Type type() const override { return Type::heic; }

    No feed(std::string_view in, std::string& out) override {
        while (!in.empty()) {
            const std::string_view now =
                in.substr(0, std::size_t(std::min<std::uint64_t>(left_, std::uint64_t(in.size()))));
            in.remove_prefix(now.size());
            if (left_ != endless) left_ -= now.size();
            if (state_ == State::data)
                put_pictures(now, out);
            else if (state_ == State::blank)
                out.append(now.size(), '\0');
            else
                held_.append(now);
            at_ += now.size();
            while (left_ == 0)
                if (No no = next(out); !no.empty()) return no;
        }
        return {};
    }

    No finish(std::string&) override {
        const bool between = (state_ == State::head && held_.empty()) || left_ == endless;
        const bool whole = described_ && (pictures_.empty() || pictures_.back().end <= at_);
        return between && whole && filled_ ? No{} : no_broken;
    }

private:
    enum class State : std::uint8_t { head, long_head, brand, meta, data, blank };
    static constexpr std::uint64_t endless = ~std::uint64_t{0};

    No next(std::string& out) {
        if (state_ == State::head || state_ == State::long_head) return begin(out);
        if (state_ == State::brand) {
            if (held_.size() < 16 || !is_heic(std::string_view(held_).substr(8))) return no_type;
            out.append(held_);
        } else if (state_ == State::meta) {
            if (No no = clean_meta(held_, pictures_); !no.empty()) return no;
            described_ = true;
            out.append(held_);
        }
        await(State::head, 8);
        return {};
    }

    No begin(std::string& out) {
        const std::string_view name = std::string_view(held_).substr(4, 4);
        const std::size_t head = held_.size();
        std::uint64_t size = head == 8 ? big(std::string_view(held_).substr(0, 4))
                                       : big(std::string_view(held_).substr(8, 8));
        const bool data = name == "mdat";
        if (head == 8 && size == 1) {
            state_ = State::long_head;
            left_ = 8;
            return {};
        }
        if (head == 8 && size == 0 && data)
            size = endless;
        else if (size < head)
            return no_broken;
        if ((name == "ftyp") != first_) return no_broken;
        first_ = false;
        if (name == "ftyp" || name == "meta") {
            const bool brand = name == "ftyp";
            if (head != 8 || size > (brand ? most_brand_bytes : most_meta_bytes)) return no_broken;
            if (!brand && (described_ || size < 12)) return no_broken;
            state_ = brand ? State::brand : State::meta;
            left_ = size - head;
            return {};
        }
        if (data && !described_) return no_broken;
        filled_ = filled_ || data;
        if (!data) held_.replace(4, 4, "free");
        out.append(held_);
        await(data ? State::data : State::blank, size == endless ? endless : size - head);
        return {};
    }

    void put_pictures(std::string_view now, std::string& out) {
        const std::size_t from = out.size();
        out.append(now.size(), '\0');
        const std::uint64_t end = at_ + now.size();
        while (picture_ < pictures_.size() && pictures_[picture_].end <= at_) ++picture_;
        for (std::size_t i = picture_; i < pictures_.size() && pictures_[i].begin < end; ++i) {
            const std::uint64_t begin = std::max(pictures_[i].begin, at_);
            const std::uint64_t stop = std::min(pictures_[i].end, end);
            now.substr(std::size_t(begin - at_), std::size_t(stop - begin))
                .copy(out.data() + from + std::size_t(begin - at_), std::size_t(stop - begin));
        }
    }

    void await(State state, std::uint64_t bytes) {
        state_ = state;
        left_ = bytes;
        held_.clear();
    }

    State state_ = State::head;
    std::uint64_t left_ = 8;
    std::uint64_t at_ = 0;  // in the file
    std::string held_;      // of a head, the brand or the description
    std::vector<FileRange> pictures_;
    std::size_t picture_ = 0;  // the first that is not behind
    bool first_ = true;
    bool described_ = false;
    bool filled_ = false;
};

}  // namespace

std::unique_ptr<Cleaner> clean_heic() { return std::make_unique<Heic>(); }

}  // namespace kortelijn::media
