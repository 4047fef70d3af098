// Offers and answers as browsers make them, and as nobody should: what is read, what is gone, and
// that nothing of the text itself comes out again.
#include "session_description.hpp"

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <random>
#include <string>

namespace kortelijn::protocol {
namespace {

std::string browser(const std::string& name) {
    std::ifstream in(std::string(KORTELIJN_SOURCE_DIR) + "/tests/data/sdp/" + name + ".sdp",
                     std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string changed(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST(SessionDescription, what_browsers_really_send_is_read_and_means_the_same_written_anew) {
    for (const char* name :
         {"chromium_offer", "chromium_answer", "chromium_restart", "firefox_offer"}) {
        const SdpSide side =
            std::string(name).ends_with("answer") ? SdpSide::answer : SdpSide::offer;
        const auto first = read_sdp(browser(name), side);
        ASSERT_TRUE(first) << name;
        EXPECT_EQ(first->media.size(), 2U) << name;
        const std::string once = write_sdp(*first, "s1");
        const auto second = read_sdp(once, side);
        ASSERT_TRUE(second) << name << once;
        EXPECT_EQ(write_sdp(*second, "s1"), once) << name;
        EXPECT_EQ(second->fingerprint, first->fingerprint) << name;
    }
}

TEST(SessionDescription, only_opus_and_vp8_with_what_mends_them_are_left) {
    const auto offer = read_sdp(browser("chromium_offer"), SdpSide::offer);
    ASSERT_TRUE(offer);
    const std::string text = write_sdp(*offer, "s1");
    for (const char* gone : {"H264", "VP9", "AV1", "PCMU", "telephone-event", "G722"})
        EXPECT_FALSE(holds(text, gone)) << gone;
    EXPECT_TRUE(holds(text, "a=rtpmap:111 opus/48000/2\r\n"));
    EXPECT_TRUE(holds(text, "m=video 9 UDP/TLS/RTP/SAVPF 96 97 118 119 120\r\n"));
    EXPECT_TRUE(holds(text, "a=fmtp:97 apt=96\r\n"));
    EXPECT_FALSE(holds(text, "apt=102"));
}

TEST(SessionDescription, names_and_addresses_of_the_sender_are_gone) {
    const auto offer = read_sdp(browser("firefox_offer"), SdpSide::offer);
    ASSERT_TRUE(offer);
    const std::string text = write_sdp(*offer, "s77");
    for (const char* gone :
         {"192.0.2.44", "10.1.2.3", "a=candidate", "735484ea", "e9d60b8c", "mozilla", "50861"})
        EXPECT_FALSE(holds(text, gone)) << gone;
    EXPECT_TRUE(holds(text, "a=msid:s77 s77video\r\n"));
    EXPECT_TRUE(holds(text, "a=ssrc:2655508255 cname:s77\r\n"));
    EXPECT_TRUE(holds(text, "a=bundle-only\r\n"));
    // Firefox says things of a codec before it names it.
    for (const char* kept :
         {"a=fmtp:109 maxplaybackrate=48000;stereo=1;useinbandfec=1\r\n", "a=fmtp:124 apt=120\r\n",
          "a=fmtp:120 max-fs=12288;max-fr=60\r\n", "a=rtcp-fb:120 nack pli\r\n"})
        EXPECT_TRUE(holds(text, kept)) << kept;
}

TEST(SessionDescription, a_section_that_is_refused_stays_refused) {
    std::string text = browser("chromium_answer");
    const std::size_t video = text.find("m=video 9");
    ASSERT_NE(video, std::string::npos);
    const auto read = read_sdp(text.substr(0, video) +
                                   "m=video 0 UDP/TLS/RTP/SAVPF 0\r\nc=IN IP4 0.0.0.0\r\n"
                                   "a=inactive\r\na=mid:1\r\n",
                               SdpSide::answer);
    ASSERT_TRUE(read);
    EXPECT_TRUE(read->media[1].rejected);
    EXPECT_TRUE(holds(write_sdp(*read, "s1"), "m=video 0 "));
}

TEST(SessionDescription, what_is_not_whole_is_not_read) {
    const std::string good = browser("chromium_offer");
    ASSERT_TRUE(read_sdp(good, SdpSide::offer));
    const std::pair<const char*, const char*> breaks[] = {
        {"v=0", "v=1"},
        {"a=mid:0", "a=mid:0 x"},
        {"a=mid:1", "a=mid:0"},
        {"m=audio 9", "m=application 9"},
        {"m=audio 9", "m=audio 99999"},
        {"m=video 9 UDP/TLS/RTP/SAVPF", "m=video 9 RTP/AVP"},
        {"m=video", "m=audio"},
        {"a=setup:actpass", "a=setup:active"},
        {"a=rtcp-mux\r\n", ""},
        {"sha-256", "sha-1"},
        {"a=ice-options:trickle", "x"},
        {"a=rtpmap:111 opus", "a=rtpmap:111 opux"},
        {"a=fmtp:111 minptime=10", "a=fmtp:111 minptime=ten"},
        {"a=extmap:1 ", "a=extmap:x "},
        {"s=-", "q=-"},
    };
    for (const auto& [from, to] : breaks)
        EXPECT_FALSE(read_sdp(changed(good, from, to), SdpSide::offer)) << from << " -> " << to;
    EXPECT_FALSE(read_sdp(good, SdpSide::answer));
    EXPECT_FALSE(read_sdp("", SdpSide::offer));
    EXPECT_FALSE(read_sdp("v=0\r\n", SdpSide::offer));
}

TEST(SessionDescription, there_is_one_fingerprint_and_it_is_the_same_everywhere) {
    const std::string good = browser("chromium_offer");
    const std::size_t last = good.rfind("sha-256 ") + 8;
    std::string other = good;
    other.replace(last, 2, good.substr(last, 2) == "00" ? "01" : "00");
    EXPECT_FALSE(read_sdp(other, SdpSide::offer));
    std::string none = good;
    for (std::size_t at; (at = none.find("a=fingerprint")) != std::string::npos;)
        none.erase(at, none.find('\n', at) + 1 - at);
    EXPECT_FALSE(read_sdp(none, SdpSide::offer));
}

TEST(SessionDescription, a_third_section_and_too_much_of_anything_are_refused) {
    const std::string good = browser("chromium_offer");
    EXPECT_FALSE(read_sdp(good + good.substr(good.find("m=video")), SdpSide::offer));
    EXPECT_FALSE(read_sdp(good + std::string(max_sdp_bytes, 'x'), SdpSide::offer));
    std::string lines = good;
    for (std::size_t i = 0; i < max_sdp_lines; ++i) lines += "a=x\r\n";
    EXPECT_FALSE(read_sdp(lines, SdpSide::offer));
    EXPECT_FALSE(read_sdp(good + "a=x:" + std::string(max_sdp_line_bytes, 'y'), SdpSide::offer));
    std::string sources = good;
    for (int i = 1; i <= 20; ++i) sources += "a=ssrc:" + std::to_string(i) + " cname:x\r\n";
    EXPECT_FALSE(read_sdp(sources, SdpSide::offer));
}

TEST(SessionDescription, whatever_bytes_come_nothing_but_what_reads_comes_out) {
    const std::string good = browser("chromium_offer");
    std::mt19937 random(7);
    for (int round = 0; round < 2000; ++round) {
        std::string text = good;
        for (unsigned i = 0; i < 1 + random() % 4; ++i) {
            const std::size_t at = random() % text.size();
            switch (random() % 3) {
                case 0:
                    text[at] = static_cast<char>(random());
                    break;
                case 1:
                    text.erase(at, random() % 40);
                    break;
                default:
                    text.insert(at, "<script>");
            }
        }
        const auto read = read_sdp(text, SdpSide::offer);
        if (!read) continue;
        const std::string written = write_sdp(*read, "s1");
        EXPECT_FALSE(holds(written, "<script>"));
        EXPECT_TRUE(read_sdp(written, SdpSide::offer)) << written;
    }
}

}  // namespace
}  // namespace kortelijn::protocol
