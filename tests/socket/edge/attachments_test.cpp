// Files over real HTTPS with the real core and store: what is kept, what is refused, what is left
// of a body that was cut, and a reading that ends when its right does.
#include <gtest/gtest.h>
#include <thread>

#include "socket/edge/file_server.hpp"

namespace kortelijn::app {
namespace {

using namespace support;

// A picture of about that many bytes.
std::string large_jpeg(std::size_t bytes) {
    JpegParts parts;
    parts.scan.clear();
    for (std::size_t i = 0; i < bytes; ++i) parts.scan.push_back(char(i * 7 % 251));
    return jpeg_file(parts);
}

TEST(I1, a_file_is_kept_without_its_place_and_each_adding_and_reading_is_in_the_log) {
    FileServer server;
    const Writer at = server.find();
    const std::string cookie = server.sign_in(at.who);
    const std::int64_t before = server.c.entries();
    const HttpAnswer kept = server.put(at, cookie, jpeg_file(), "brief%20van%20Zo%C3%AB.HTML");
    ASSERT_EQ(kept.status, 201u) << kept.body;
    EXPECT_NE(kept.body.find("\"name\":\"brief van Zoë.jpg\""), std::string::npos) << kept.body;
    EXPECT_NE(kept.body.find("\"state\":\"ready\""), std::string::npos);
    const HttpAnswer read = server.get(FileServer::id_of(kept), cookie);
    ASSERT_EQ(read.status, 200u) << read.body;
    EXPECT_EQ(read.body.find("GPS"), std::string::npos);
    EXPECT_NE(read.body.find(JpegParts{}.scan), std::string::npos);
    EXPECT_EQ(read.header("content-type"), "image/jpeg");
    EXPECT_TRUE(read.header("content-disposition").starts_with("inline;"));
    EXPECT_EQ(read.header("x-content-type-options"), "nosniff");
    EXPECT_EQ(read.header("cross-origin-resource-policy"), "same-origin");
    EXPECT_EQ(read.header("cache-control"), "no-store");
    EXPECT_NE(read.head.find("Content-Security-Policy: sandbox; default-src 'none'"),
              std::string::npos);
    const auto leaves = server.c.leaves_from(before);
    EXPECT_TRUE(tells_of(leaves, "attachment.add"));
    EXPECT_TRUE(tells_of(leaves, "attachment.read"));
    EXPECT_TRUE(server.get(FileServer::id_of(server.put(at, cookie, pdf_file())), cookie)
                    .header("content-disposition")
                    .starts_with("attachment;"));
}

TEST(I2, a_file_that_is_not_for_the_asker_answers_byte_for_byte_as_one_that_is_not_there) {
    FileServer server;
    const Writer at = server.find();
    const HttpAnswer kept = server.put(at, server.sign_in(at.who), jpeg_file());
    ASSERT_EQ(kept.status, 201u) << kept.body;
    const std::string stranger = server.sign_in(server.stranger_to(at.of_case));
    const std::int64_t before = server.c.entries();
    const auto without_date = [](HttpAnswer answer) {
        const auto from = answer.head.find("Date: ");
        answer.head.erase(from, answer.head.find('\n', from) - from);
        return answer.head + answer.body;
    };
    const HttpAnswer forbidden = server.get(FileServer::id_of(kept), stranger);
    const HttpAnswer absent = server.get("8999999999999", stranger);
    EXPECT_EQ(forbidden.status, 404u);
    EXPECT_EQ(without_date(forbidden), without_date(absent));
    EXPECT_EQ(server.c.leaves_from(before).size(), 2u) << "each refusal is recorded";
    EXPECT_EQ(server.put(at, stranger, jpeg_file()).status, 404u);
    EXPECT_EQ(server.get(FileServer::id_of(kept), "").status, 401u);
}

TEST(Files, a_page_named_jpg_and_a_picture_that_unpacks_to_gigabytes_are_refused_and_recorded) {
    FileServer server;
    const Writer at = server.find();
    const std::string cookie = server.sign_in(at.who);
    const std::int64_t before = server.c.entries();
    const HttpAnswer page =
        server.put(at, cookie, "<!doctype html><script>alert(document.cookie)</script>", "a.jpg");
    EXPECT_EQ(page.status, 415u);
    EXPECT_NE(page.body.find("attachment.type"), std::string::npos);
    EXPECT_EQ(server.put(at, cookie, png_file(60'000, 60'000)).status, 422u);
    EXPECT_TRUE(tells_of(server.c.leaves_from(before), "attachment.add"));
    EXPECT_TRUE(server.until([&] { return server.in_state(AttachmentState::uploading).empty(); }));
    for (const auto& gone : server.in_state(AttachmentState::erased))
        EXPECT_FALSE(server.has_chunk(gone.id, true));
    EXPECT_TRUE(server.in_state(AttachmentState::ready).empty());
}

TEST(Files, one_byte_over_25_mib_is_refused_and_25_mib_come_back_as_they_were) {
    FileServer server;
    const Writer at = server.find();
    const std::string cookie = server.sign_in(at.who);
    constexpr std::size_t most = 25 * 1024 * 1024;
    EXPECT_EQ(server.client().request(FileServer::put_head(at, cookie, most + 1, "a.pdf")).status,
              413u);
    std::string pdf = "%PDF-1.7\n" + std::string(most - 16, 'x') + "\n%%EOF\n";
    ASSERT_EQ(pdf.size(), most);
    for (std::size_t i = 16; i + 16 < pdf.size(); i += 4096) pdf[i] = char('a' + i / 4096 % 26);
    const HttpAnswer kept = server.put(at, cookie, pdf, "groot.pdf");
    ASSERT_EQ(kept.status, 201u) << kept.body;
    const HttpAnswer read = server.get(FileServer::id_of(kept), cookie);
    EXPECT_EQ(read.status, 200u);
    EXPECT_TRUE(read.body == pdf);
}

TEST(I7, while_the_core_is_busy_a_body_does_not_pile_up_in_memory) {
    FileServer server;
    const Writer at = server.find();
    const std::string cookie = server.sign_in(at.who);
    const std::string file = large_jpeg(20 * 1024 * 1024);
    TlsClient client = server.client();
    std::atomic<std::size_t> sent{0};
    Held held(*server.c.engine);
    std::thread sender([&] {
        client.send(FileServer::put_head(at, cookie, file.size(), "a.jpg"));
        for (std::size_t n = 0; n < file.size(); n += 64 * 1024) {
            client.send(std::string_view(file).substr(n, 64 * 1024));
            sent = n;
        }
    });
    std::size_t before = ~std::size_t{0};
    for (int still = 0; still < 20; ++still) {  // until nothing moves any more
        if (std::exchange(before, sent.load()) != sent) still = 0;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    // The system's own buffers of loopback, and ours; they are far from a file.
    EXPECT_LT(sent, 8u * 1024 * 1024);
    held.let_go();
    sender.join();
    EXPECT_EQ(client.answer(std::chrono::milliseconds(60'000)).status, 201u);
}

TEST(Files, a_body_that_is_cut_in_the_middle_leaves_nothing) {
    FileServer server;
    const Writer at = server.find();
    const std::string cookie = server.sign_in(at.who);
    const std::string file = large_jpeg(1024 * 1024);
    {
        TlsClient client = server.client();
        client.send(FileServer::put_head(at, cookie, file.size(), "a.jpg") +
                    file.substr(0, file.size() / 2));
        ASSERT_TRUE(server.until([&] {
            const auto coming = server.in_state(AttachmentState::uploading);
            return coming.size() == 1 && server.has_chunk(coming.front().id, false);
        }));
    }
    EXPECT_TRUE(server.until([&] { return server.in_state(AttachmentState::uploading).empty(); }));
    const auto gone = server.in_state(AttachmentState::erased);
    ASSERT_EQ(gone.size(), 1u);
    EXPECT_FALSE(server.has_chunk(gone.front().id, false));
    EXPECT_TRUE(server.in_state(AttachmentState::ready).empty());
}

TEST(I7, nobody_sends_more_than_four_files_at_once) {
    FileServer server;
    const Writer at = server.find();
    const std::string cookie = server.sign_in(at.who);
    const std::string file = large_jpeg(200'000);
    std::vector<TlsClient> clients;
    for (int i = 0; i < most_uploads_at_once; ++i) {
        clients.push_back(server.client());
        clients.back().send(FileServer::put_head(at, cookie, file.size(), "a.jpg") +
                            file.substr(0, 1000));
    }
    ASSERT_TRUE(server.until(
        [&] { return server.in_state(AttachmentState::uploading).size() == clients.size(); }));
    EXPECT_EQ(server.put(at, cookie, file).status, 429u);
    for (TlsClient& client : clients) {
        client.send(std::string_view(file).substr(1000));
        EXPECT_EQ(client.answer(std::chrono::milliseconds(20'000)).status, 201u);
    }
    EXPECT_EQ(server.put(at, cookie, file).status, 201u);
}

TEST(I3, withdrawing_the_ground_ends_a_reading_in_the_middle) {
    FileServer server;
    const Writer reader = server.find(true);
    const ProfessionalId carrier = server.carrier_of(reader);
    const std::string sender = server.sign_in(carrier ? carrier : reader.who);
    const HttpAnswer kept = server.put(reader, sender, large_jpeg(20 * 1024 * 1024));
    ASSERT_EQ(kept.status, 201u) << kept.body;

    TlsClient client = server.client(16 * 1024);
    client.send(FileServer::get_head(FileServer::id_of(kept), server.sign_in(reader.who)));
    std::string got = client.read_some(std::chrono::milliseconds(20'000));
    ASSERT_TRUE(got.starts_with("HTTP/1.1 200")) << got.substr(0, 200);
    server.c.look([&](store::Store& s, commands::World& w) {
        const Instant now = server.c.clock.now();
        for (int i = 0; i < 20; ++i) {
            commands::CaseEntry& entry = w.entry(reader.of_case, now);
            const Decision still =
                server.may(w, entry, reader.who, reader, Action::attachment_read);
            if (!still.permit) break;
            for (const GroundId ground : still.grounds)
                s.end_ground(reader.of_case, ground, now, reader.about);
            w.touch(reader.of_case);
        }
    });
    while (!client.ended() && got.size() < 30u * 1024 * 1024) {
        const std::string more = client.read_some(std::chrono::milliseconds(20'000));
        if (more.empty()) break;
        got += more;
    }
    EXPECT_TRUE(client.ended());
    EXPECT_LT(got.size(), 20u * 1024 * 1024);
    EXPECT_NE(server.transport->open_metrics().find("cut_by_purge_total 1"), std::string::npos);
    // Who still finds the case hears that it is not for them; others that it is not there.
    const unsigned again = server.get(FileServer::id_of(kept), server.sign_in(reader.who)).status;
    EXPECT_TRUE(again == 403 || again == 404) << again;
}

TEST(I3, signing_out_ends_a_reading_in_the_middle) {
    FileServer server;
    const Writer at = server.find();
    const std::string cookie = server.sign_in(at.who);
    const HttpAnswer kept = server.put(at, cookie, large_jpeg(20 * 1024 * 1024));
    ASSERT_EQ(kept.status, 201u) << kept.body;
    TlsClient client = server.client(16 * 1024);
    client.send(FileServer::get_head(FileServer::id_of(kept), cookie));
    ASSERT_FALSE(client.read_some(std::chrono::milliseconds(20'000)).empty());
    EXPECT_EQ(server.c.http("POST", "/api/logout", {}, cookie).status, 204u);
    EXPECT_TRUE(client.wait_for_end(std::chrono::milliseconds(20'000)));
    EXPECT_NE(server.transport->open_metrics().find("cut_by_purge_total 1"), std::string::npos);
}

TEST(Files, what_a_crash_left_half_is_erased_at_the_next_start) {
    FileServer server;
    const Writer at = server.find();
    server.c.look([&](store::Store& s, commands::World&) {
        store::AttachmentRecord half;
        half.id = {77'000'000'000};
        half.of_case = at.of_case;
        half.room = at.room;
        half.by = at.who;
        half.at = server.c.clock.now();
        s.add_attachment(half);
        s.put_chunk(half.id, 0, false, "half of it");
    });
    server.c.look([&](store::Store& s, commands::World&) {
        Attachments::erase_what_was_cut(s, server.c.clock.now());
        EXPECT_EQ(s.attachment({77'000'000'000})->state, AttachmentState::erased);
        EXPECT_FALSE(s.chunk({77'000'000'000}, 0, false));
    });
}

}  // namespace
}  // namespace kortelijn::app
