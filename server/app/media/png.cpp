// PNG (ISO 15948) chunk by chunk: kept are the picture, its palette, transparency and what says how
// its colours are meant. Texts, times, EXIF, packed profiles, moving pictures and whatever follows
// the end go. Nothing is unpacked; how much it would be stands in its first chunk.
#include <algorithm>
#include <array>
#include <cstdint>

#include "app/media/cleaner.hpp"

namespace kortelijn::media {
namespace {

constexpr std::array<std::uint32_t, 256> crc_table = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t n = 0; n < 256; ++n) {
        std::uint32_t c = n;
        for (int k = 0; k < 8; ++k) c = c & 1 ? 0xedb88320U ^ (c >> 1) : c >> 1;
        table[n] = c;
    }
    return table;
}();

std::uint32_t crc(std::uint32_t sum, std::string_view bytes) {
    for (const char c : bytes) sum = crc_table[(sum ^ std::uint8_t(c)) & 0xff] ^ (sum >> 8);
    return sum;
}

std::uint32_t big32(std::string_view text, std::size_t at) {
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < 4; ++i) out = out << 8 | std::uint8_t(text[at + i]);
    return out;
}

constexpr std::uint32_t most_small_bytes = 64 * 1024;  // of a chunk that is no picture

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_kept(std::string_view name) {
    static constexpr std::array<std::string_view, 9> kept{"IHDR", "PLTE", "IDAT", "IEND", "tRNS",
                                                          "gAMA", "cHRM", "sRGB", "sBIT"};
    return std::find(kept.begin(), kept.end(), name) != kept.end();
}

class Png final : public Cleaner {
public:
    Type type() const override { return Type::png; }

    No feed(std::string_view in, std::string& out) override {
        while (!in.empty() && state_ != State::ended) {
            const std::string_view now = in.substr(0, left_);
            in.remove_prefix(now.size());
            left_ -= std::uint32_t(now.size());
            if (state_ == State::body)
                take_body(now, out);
            else
                held_.append(now);
            while (left_ == 0 && state_ != State::ended)
                if (No no = next(out); !no.empty()) return no;
        }
        return {};
    }

    No finish(std::string&) override { return state_ == State::ended ? No{} : no_broken; }

private:
    enum class State : std::uint8_t { signature, head, body, check, ended };

    void take_body(std::string_view now, std::string& out) {
        if (name_ == "IHDR") first_.append(now);
        if (!kept_) return;
        sum_ = crc(sum_, now);
        out.append(now);
    }

    // What was awaited is whole.
    No next(std::string& out) {
        switch (state_) {
            case State::signature:
                if (held_ != "\x89PNG\r\n\x1a\n") return no_broken;
                out.append(held_);
                await(State::head, 8);
                return {};
            case State::head:
                return begin(out);
            case State::body:
                if (name_ == "IHDR")
                    if (No no = check_size(big32(first_, 0), big32(first_, 4)); !no.empty())
                        return no;
                await(State::check, 4);
                return {};
            default:  // check
                if (kept_ && big32(held_, 0) != ~sum_) return no_broken;
                if (kept_) out.append(held_);
                if (name_ == "IEND") {
                    state_ = State::ended;
                    return pictured_ ? No{} : no_broken;
                }
                await(State::head, 8);
                return {};
        }
    }

    No begin(std::string& out) {
        const std::uint32_t length = big32(held_, 0);
        name_ = held_.substr(4, 4);
        const bool first = !begun_;
        begun_ = true;
        if (length > 0x7fffffff || !std::all_of(name_.begin(), name_.end(), is_letter))
            return no_broken;
        if (first != (name_ == "IHDR") || (name_ == "IHDR" && length != 13)) return no_broken;
        if (name_ == "IEND" && length != 0) return no_broken;
        kept_ = is_kept(name_);
        const bool critical = name_[0] >= 'A' && name_[0] <= 'Z';
        if (!kept_ && critical) return no_broken;
        if (name_ == "IDAT")
            pictured_ = true;
        else if (kept_ && length > most_small_bytes)
            return no_broken;
        sum_ = crc(0xffffffff, name_);
        if (kept_) out.append(held_);
        await(State::body, length);
        return {};
    }

    void await(State state, std::uint32_t bytes) {
        state_ = state;
        left_ = bytes;
        held_.clear();
    }

    State state_ = State::signature;
    std::uint32_t left_ = 8;
    std::string held_;   // signature, head or check, at most 8 bytes
    std::string first_;  // the 13 bytes of IHDR
    std::string name_;
    std::uint32_t sum_ = 0;
    bool begun_ = false;
    bool kept_ = false;
    bool pictured_ = false;
};

}  // namespace

std::unique_ptr<Cleaner> clean_png() { return std::make_unique<Png>(); }

}  // namespace kortelijn::media
