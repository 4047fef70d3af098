// RFC 6455 as the reader must see it, however the bytes are cut.
#include "transport/frame_reader.hpp"

#include <gtest/gtest.h>
#include <random>
#include <vector>

namespace kortelijn::transport {
namespace {

using Event = FrameReader::Event;

std::string frame(unsigned first, std::string_view payload, unsigned wide = 0) {
    std::string out(1, static_cast<char>(first));
    if (wide == 0 && payload.size() < 126) {
        out += static_cast<char>(0x80 | payload.size());
    } else {
        if (wide == 0) wide = payload.size() < 65536 ? 2 : 8;
        out += static_cast<char>(0x80 | (wide == 2 ? 126 : 127));
        for (unsigned i = wide; i-- > 0;)
            out += static_cast<char>(payload.size() >> (8 * i) & 0xff);
    }
    const char key[] = {'\x37', '\xfa', '\x21', '\x3d'};
    out.append(key, 4);
    for (std::size_t i = 0; i < payload.size(); ++i)
        out += static_cast<char>(payload[i] ^ key[i & 3]);
    return out;
}

struct Seen {
    Event event;
    std::string payload;
    std::uint16_t code;
    bool operator==(const Seen&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Seen& seen) {
    return out << static_cast<int>(seen.event) << ' ' << seen.code << ' '
               << seen.payload.substr(0, 40);
}

// Feeds pieces as a connection does: what is unused comes again.
std::vector<Seen> read(const std::vector<std::string>& pieces, bool binary = true,
                       std::size_t max = 65536) {
    FrameReader reader(max, binary);
    std::vector<Seen> seen;
    std::string kept;
    for (const std::string& piece : pieces) {
        kept += piece;
        for (;;) {
            const auto step = reader.next(kept);
            if (step.event != Event::need_more)
                seen.push_back({step.event, std::string(step.payload), step.code});
            kept.erase(0, step.used);
            if (step.event == Event::failed) return seen;
            if (step.event == Event::need_more || kept.empty()) break;
        }
        EXPECT_LE(kept.size(), 130u);
    }
    return seen;
}

std::vector<Seen> read(const std::string& whole) { return read(std::vector<std::string>{whole}); }

TEST(FrameReader, events_do_not_depend_on_where_the_bytes_are_cut) {
    const std::string stream = frame(0x81, "Grüße") + frame(0x89, "p") + frame(0x01, "a\xc3") +
                               frame(0x8a, "") + frame(0x00, "") + frame(0x80, "\xbc z") +
                               frame(0x82, std::string(300, 'b')) +
                               frame(0x81, std::string(65536, 't')) + frame(0x88, "\x03\xe8 bye");
    const std::vector<Seen> expected = {{Event::text, "Grüße", 0},
                                        {Event::ping, "p", 0},
                                        {Event::pong, "", 0},
                                        {Event::text, "aü z", 0},
                                        {Event::binary, std::string(300, 'b'), 0},
                                        {Event::text, std::string(65536, 't'), 0},
                                        {Event::close, " bye", 1000}};
    EXPECT_EQ(read(stream), expected);
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        std::vector<std::string> pieces;
        for (std::size_t at = 0; at < stream.size();) {
            const std::size_t size = at < 400 ? 1 + random() % 5 : 1 + random() % 20'000;
            pieces.push_back(stream.substr(at, size));
            at += size;
        }
        ASSERT_EQ(read(pieces), expected) << "round " << round;
    }
}

TEST(FrameReader, what_the_rfc_forbids_fails_with_its_code) {
    const auto code = [](const std::string& bytes) {
        const auto seen = read(bytes);
        return !seen.empty() && seen.back().event == Event::failed ? seen.back().code : 0;
    };
    EXPECT_EQ(code(std::string("\x81\x01x", 3)), 1002) << "not masked";
    EXPECT_EQ(code(frame(0xc1, "x")), 1002) << "an extension bit";
    EXPECT_EQ(code(frame(0x83, "x")), 1002) << "a reserved opcode";
    EXPECT_EQ(code(frame(0x8b, "x")), 1002) << "a reserved control opcode";
    EXPECT_EQ(code(frame(0x09, "x")), 1002) << "a fragmented ping";
    EXPECT_EQ(code(frame(0x89, std::string(126, 'x'))), 1002) << "a long ping";
    EXPECT_EQ(code(frame(0x80, "x")), 1002) << "a continuation of nothing";
    EXPECT_EQ(code(frame(0x01, "a") + frame(0x81, "b")), 1002) << "a message inside a message";
    EXPECT_EQ(code(frame(0x81, "short", 2)), 1002) << "a length wider than needed";
    EXPECT_EQ(code(frame(0x81, std::string(126, 'x'), 8)), 1002) << "a length wider than needed";
    EXPECT_EQ(code(frame(0x88, "\x03")), 1002) << "half a close code";
    EXPECT_EQ(code(frame(0x88, "\x03\xed")), 1002) << "1005 is not for the wire";
    EXPECT_EQ(code(frame(0x88, "\x03\xe8\xff")), 1007) << "a reason that is no text";
    EXPECT_EQ(code(frame(0x81, "\xc0\xaf")), 1007) << "no text";
    EXPECT_EQ(code(frame(0x81, "\xce")), 1007) << "half a character at the end";
    EXPECT_EQ(code(frame(0x01, "\xed") + frame(0x80, "\xa0\x80")), 1007)
        << "a surrogate over two fragments";
    EXPECT_EQ(code(frame(0x88, "\x0b\xb8")), 0) << "3000 may be sent";
}

TEST(FrameReader, bad_text_fails_before_the_message_is_whole) {
    const std::string begun =
        frame(0x81, std::string("ok\xff") + std::string(1000, 'x')).substr(0, 40);
    EXPECT_EQ(read(begun), (std::vector<Seen>{{Event::failed, "", 1007}}));
}

TEST(I7, the_limit_counts_all_fragments_and_judges_the_header_alone) {
    EXPECT_EQ(
        read({frame(0x01, std::string(60, 'x')) + frame(0x80, std::string(40, 'x'))}, true, 100)
            .size(),
        1u);
    const std::string over =
        frame(0x01, std::string(60, 'x')) + frame(0x80, std::string(41, 'x')).substr(0, 6);
    EXPECT_EQ(read({over}, true, 100), (std::vector<Seen>{{Event::failed, "", 1009}}));
    EXPECT_EQ(read({frame(0x82, "x")}, false), (std::vector<Seen>{{Event::failed, "", 1003}}));
}

TEST(FrameReader, thousands_of_empty_fragments_in_one_read_are_no_depth) {
    std::string stream = frame(0x01, "");
    for (int i = 0; i < 100'000; ++i) stream += frame(0x00, "");
    EXPECT_EQ(read(stream + frame(0x80, "end")), (std::vector<Seen>{{Event::text, "end", 0}}));
}

TEST(FrameHeader, takes_the_shortest_form) {
    char out[10];
    EXPECT_EQ(put_frame_header(out, Opcode::text, 125), 2u);
    EXPECT_EQ(put_frame_header(out, Opcode::text, 126), 4u);
    EXPECT_EQ(put_frame_header(out, Opcode::text, 65535), 4u);
    EXPECT_EQ(put_frame_header(out, Opcode::close, 65536), 10u);
    EXPECT_EQ(static_cast<unsigned char>(out[0]), 0x88);
    EXPECT_EQ(out[7], 1);
}

TEST(Utf8, accepts_exactly_what_a_strict_decoder_does_in_any_pieces) {
    const std::vector<std::pair<std::string, bool>> texts = {
        {"", true},
        {"plain text of more than eight bytes", true},
        {"\xc2\x80", true},
        {"\xdf\xbf", true},
        {"\xe0\xa0\x80", true},
        {"\xed\x9f\xbf", true},
        {"\xee\x80\x80", true},
        {"\xef\xbf\xbf", true},
        {"\xf0\x90\x80\x80", true},
        {"\xf4\x8f\xbf\xbf", true},
        {std::string("a\0b", 3), true},
        {"\x80", false},
        {"\xc0\x80", false},
        {"\xc1\xbf", false},
        {"\xe0\x9f\xbf", false},
        {"\xed\xa0\x80", false},
        {"\xed\xbf\xbf", false},
        {"\xf0\x8f\xbf\xbf", false},
        {"\xf4\x90\x80\x80", false},
        {"\xf5\x80\x80\x80", false},
        {"\xff", false},
        {"\xc2", false},
        {"\xe2\x82", false},
        {"12345678\xe2\x82"
         "12345678",
         false},
        {"\xc2\x80\x80", false},
    };
    for (const auto& [text, valid] : texts) {
        EXPECT_EQ(is_utf8(text), valid) << testing::PrintToString(text);
        Utf8Check check;
        bool fed = true;
        for (const char c : text) fed = fed && check.feed({&c, 1});
        EXPECT_EQ(fed && check.whole(), valid) << testing::PrintToString(text);
    }
}

}  // namespace
}  // namespace kortelijn::transport
