// JPEG (ITU T.81) segment by segment: kept are the tables, the frame, the scans, JFIF without its
// small copy, the colour profile and Adobe's colour mark. Of EXIF only which way is up. All other
// application segments and comments go, and whatever follows the end.
#include <cstdint>
#include <cstring>

#include "app/media/cleaner.hpp"

namespace kortelijn::media {
namespace {

using namespace std::string_view_literals;

constexpr std::uint8_t soi = 0xd8, eoi = 0xd9, sos = 0xda;
constexpr std::size_t most_profile_bytes = 1024 * 1024;
constexpr int most_scans = 100;  // a progressive picture has about ten

std::uint8_t byte(std::string_view text, std::size_t at) { return std::uint8_t(text[at]); }
std::uint32_t big16(std::string_view text, std::size_t at) {
    return std::uint32_t(byte(text, at) << 8 | byte(text, at + 1));
}

bool is_frame(std::uint8_t code) {
    return code >= 0xc0 && code <= 0xcf && code != 0xc4 && code != 0xc8 && code != 0xcc;
}
bool is_table(std::uint8_t code) {
    return code == 0xc4 || code == 0xcc || code == 0xdb || code == 0xdc || code == 0xdd;
}
bool is_application(std::uint8_t code) { return (code >= 0xe0 && code <= 0xef) || code == 0xfe; }

// TIFF 6.0 section 2, the tag of EXIF 4.6.4.A; 1 (as it lies) when it says nothing readable.
int orientation_of(std::string_view exif) {
    if (!exif.starts_with("Exif\0\0"sv) || exif.size() < 14) return 1;
    const std::string_view tiff = exif.substr(6);
    const bool little = tiff.starts_with("II"sv);
    if (!little && !tiff.starts_with("MM"sv)) return 1;
    const auto two = [&](std::size_t at) {
        return little ? std::uint32_t(byte(tiff, at + 1) << 8 | byte(tiff, at)) : big16(tiff, at);
    };
    const auto four = [&](std::size_t at) {
        return little ? two(at + 2) << 16 | two(at) : two(at) << 16 | two(at + 2);
    };
    if (two(2) != 42) return 1;
    const std::size_t directory = four(4);
    if (directory > tiff.size() || tiff.size() - directory < 2) return 1;
    const std::size_t count = two(directory);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t at = directory + 2 + 12 * i;
        if (at + 12 > tiff.size()) return 1;
        if (two(at) != 0x0112) continue;
        const std::uint32_t way = two(at + 8);
        return two(at + 2) == 3 && four(at + 4) == 1 && way >= 1 && way <= 8 ? int(way) : 1;
    }
    return 1;
}

class Jpeg final : public Cleaner {
public:
    Type type() const override { return Type::jpeg; }

    No feed(std::string_view in, std::string& out) override {
        while (!in.empty()) {
            No no;
            if (state_ == State::scan)
                take_scan(in, out);
            else if (state_ == State::segment)
                no = take_segment(in, out);
            else if (state_ == State::ended)
                in = {};  // what follows the picture is none of it
            else {
                no = step(std::uint8_t(in.front()), out);
                in.remove_prefix(1);
            }
            if (!no.empty()) return no;
        }
        return {};
    }

    No finish(std::string&) override { return state_ == State::ended ? No{} : no_broken; }

private:
    enum class State : std::uint8_t {
        start,
        begun,
        before_marker,
        marker,
        length_high,
        length_low,
        segment,
        scan,
        scan_marker,
        ended
    };

    No step(std::uint8_t now, std::string& out) {
        switch (state_) {
            case State::start:
                state_ = State::begun;
                return now == 0xff ? No{} : no_broken;
            case State::begun:
                state_ = State::before_marker;
                out.append("\xff\xd8");
                return now == soi ? No{} : no_broken;
            case State::before_marker:
                state_ = State::marker;
                return now == 0xff ? No{} : no_broken;
            case State::marker:
                return now == 0xff ? No{} : begin(now, out);
            case State::scan_marker:
                if (now == 0xff) return {};
                if (now != 0 && (now < 0xd0 || now > 0xd7)) return begin(now, out);
                out.push_back('\xff');
                out.push_back(char(now));
                state_ = State::scan;
                return {};
            case State::length_high:
                length_ = std::size_t{now} << 8;
                state_ = State::length_low;
                return {};
            default:  // length_low
                length_ += now;
                if (length_ < 2) return no_broken;
                left_ = length_ - 2;
                segment_.clear();
                state_ = State::segment;
                return left_ == 0 ? end_segment(out) : No{};
        }
    }

    No begin(std::uint8_t code, std::string& out) {
        if (code == eoi) {
            if (scans_ == 0) return no_broken;
            out.append("\xff\xd9");
            state_ = State::ended;
            return {};
        }
        if (code != sos && !is_frame(code) && !is_table(code) && !is_application(code))
            return no_broken;
        code_ = code;
        state_ = State::length_high;
        return {};
    }

    No take_segment(std::string_view& in, std::string& out) {
        const std::string_view now = in.substr(0, left_);
        const bool kept = code_ != 0xfe;
        if (kept) segment_.append(now);  // at most 64 KiB
        in.remove_prefix(now.size());
        left_ -= now.size();
        return left_ == 0 ? end_segment(out) : No{};
    }

    No end_segment(std::string& out) {
        state_ = State::before_marker;
        if (is_application(code_)) return end_application(out);
        if (is_frame(code_)) {
            if (framed_ || segment_.size() < 6) return no_broken;
            framed_ = true;
            if (No no = check_size(big16(segment_, 3), big16(segment_, 1)); !no.empty()) return no;
        }
        if (code_ == sos) {
            if (!framed_ || ++scans_ > most_scans) return no_broken;
            state_ = State::scan;
        }
        put(code_, segment_, out);
        return {};
    }

    No end_application(std::string& out) {
        const std::string_view told = segment_;
        if (code_ == 0xe0 && told.starts_with("JFIF\0"sv) && told.size() >= 14) {
            put(code_, std::string(told.substr(0, 12)) + std::string(2, '\0'), out);
        } else if (code_ == 0xe1 && !turned_) {
            const int way = orientation_of(told);
            turned_ = way != 1;
            if (!turned_) return {};
            std::string exif("Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"sv);
            exif.push_back(char(way));
            put(code_, exif + std::string(6, '\0'), out);
        } else if (code_ == 0xe2 && told.starts_with("ICC_PROFILE\0"sv)) {
            profile_ += told.size();
            if (profile_ > most_profile_bytes) return no_broken;
            put(code_, told, out);
        } else if (code_ == 0xee && told.starts_with("Adobe"sv) && told.size() >= 12) {
            put(code_, told.substr(0, 12), out);
        }
        return {};
    }

    void take_scan(std::string_view& in, std::string& out) {
        const void* found = std::memchr(in.data(), 0xff, in.size());
        const std::size_t size =
            found ? std::size_t(static_cast<const char*>(found) - in.data()) : in.size();
        out.append(in.substr(0, size));
        in.remove_prefix(found ? size + 1 : size);
        if (found) state_ = State::scan_marker;
    }

    static void put(std::uint8_t code, std::string_view segment, std::string& out) {
        const std::size_t length = segment.size() + 2;
        out.push_back('\xff');
        out.push_back(char(code));
        out.push_back(char(length >> 8));
        out.push_back(char(length & 0xff));
        out.append(segment);
    }

    State state_ = State::start;
    std::uint8_t code_ = 0;
    std::size_t length_ = 0;
    std::size_t left_ = 0;
    std::string segment_;
    std::size_t profile_ = 0;
    int scans_ = 0;
    bool framed_ = false;
    bool turned_ = false;
};

}  // namespace

std::unique_ptr<Cleaner> clean_jpeg() { return std::make_unique<Jpeg>(); }

}  // namespace kortelijn::media
