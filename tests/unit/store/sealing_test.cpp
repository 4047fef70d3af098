// I8: what is on disk tells nothing, and what was changed or moved does not open.
#include <cstdio>
#include <gmock/gmock.h>
#include <set>
#include <sys/stat.h>

#include "store/sqlite/sealer.hpp"
#include "unit/store/sealing_fixture.hpp"

namespace kortelijn::store {
namespace {

TEST_F(I8, no_word_of_a_household_or_a_person_is_in_any_file) {
    const World w = make_world();
    std::vector<std::string> canaries = {"Welzijn Noord", "Wijkteam Oost", "Anna de Wit",
                                         "blauwe deur",   "Oost",          "moeder",
                                         "Mia Vos"};
    const auto canary = [&](const std::string& word) {
        canaries.push_back("KANARIE-" + word);
        return canaries.back();
    };
    write([&] {
        Ground g;
        g.members = {w.mother};
        g.secrecy_ground = canary("geheim");
        g.reason = canary("reden");
        g.text_version = canary("tekst");
        store->add_ground(w.of_case, g);
        store->put_pending(w.of_case, {.asked = g});
        store->add_outsider(w.of_case, {.name = canary("oom"), .relation = canary("relatie")});
        RoomEvent first = message(w, 1, canary("bericht"));
        store->append_event(first);
        RoomEvent edit = message(w, 2, canary("beter"));
        edit.kind = EventKind::edit;
        edit.refers_to = 1;
        store->append_event(edit);
        store->amend_message(w.room, 1, edit);
        store->put_repeat(1, 1, canary("herhaling"));
        store->append_entry(0, "leaf",
                            {{canary("onthulling"), {}}, {canary("zaak"), {KeyKind::of_case, 1}}});
        store->put_account({.professional = w.anna,
                            .email = canary("post@x.example"),
                            .passphrase_hash = canary("hash"),
                            .totp_secret = canary("totp")});
        store->add_session({.token_hash = "t",
                            .professional = w.anna,
                            .device_words = canary("toestel"),
                            .address_hint = canary("adres")});
    });
    const auto expect_silent = [&] {
        std::size_t files = 0;
        for (const auto& file : std::filesystem::directory_iterator(folder.path())) {
            const std::string content = content_of(file.path());
            ++files;
            for (const std::string& word : canaries)
                EXPECT_EQ(content.find(word), std::string::npos) << word << " in " << file.path();
        }
        return files;
    };
    EXPECT_EQ(expect_silent(), 5u);  // database, log, its index, two key files
    EXPECT_NE(content_of(options.path + "-wal").find("leaf"),
              std::string::npos);  // the search can find
    store.reset();
    EXPECT_EQ(expect_silent(), 3u);
}

TEST_F(I8, every_file_is_private) {
    make_world();
    for (const auto& file : std::filesystem::directory_iterator(folder.path())) {
        struct stat found {};
        ASSERT_EQ(::stat(file.path().c_str(), &found), 0);
        EXPECT_EQ(found.st_mode & 0777, 0600u) << file.path();
    }
}

// Covered by no mask, and without a word of what it was.
bool is_nobodys(const std::optional<RoomEvent>& event) {
    return event && event->text.empty() && event->cells.people == 0 &&
           event->cells.life_domains.empty() && event->kind == EventKind::message;
}

TEST_F(I8, a_message_whose_row_was_changed_does_not_open) {
    const World w = make_world();
    write([&] {
        post(w, 1, "een", 5, 1);
        post(w, 2, "twee", 5, 2);
    });
    for (const std::string column : {"people", "life_domains", "law", "author", "organisation",
                                     "team", "at", "kind", "refers_to", "client_id"}) {
        tamper("UPDATE event SET " + column + " = " + column + " + 1 WHERE position = 1");
        EXPECT_TRUE(is_nobodys(store->event(w.room, 1))) << column;
        tamper("UPDATE event SET " + column + " = " + column + " - 1 WHERE position = 1");
        EXPECT_EQ(store->event(w.room, 1)->text, "een");
    }
}

TEST_F(I8, a_message_moved_to_another_row_or_case_does_not_open) {
    const World w = make_world();
    write([&] {
        post(w, 1, "een");
        post(w, 2, "twee");
    });
    const std::string first =
        RawDatabase(options.path).value("SELECT sealed FROM event WHERE position = 1");
    tamper(
        "UPDATE event SET sealed = (SELECT sealed FROM event WHERE position = 2) WHERE position = "
        "1");
    EXPECT_TRUE(is_nobodys(store->event(w.room, 1)));
    EXPECT_EQ(store->event(w.room, 2)->text, "twee");
    CaseStore::NewCase other;
    write([&] { other = store->create_case({.number = "x"}); });
    tamper("UPDATE room SET of_case = " + std::to_string(other.id.value) + " WHERE id = 1");
    EXPECT_TRUE(is_nobodys(store->event(w.room, 2)));
}

TEST_F(I8, a_flipped_bit_of_a_sealed_value_does_not_open) {
    const World w = make_world();
    write([&] { post(w, 1, "een"); });
    const std::string sealed = RawDatabase(options.path).value("SELECT sealed FROM event");
    const auto put = [&](const std::string& bytes) {
        std::string hex;
        for (const char c : bytes) {
            char two[3];
            std::snprintf(two, sizeof two, "%02x", unsigned(std::uint8_t(c)));
            hex += two;
        }
        tamper("UPDATE event SET sealed = x'" + hex + "'");
    };
    for (std::size_t at = 0; at < sealed.size(); at += 3) {  // version, nonce, ciphertext, tag
        std::string flipped = sealed;
        flipped[at] = char(flipped[at] ^ 4);
        put(flipped);
        EXPECT_TRUE(is_nobodys(store->event(w.room, 1))) << at;
    }
    put(sealed.substr(0, sealed.size() - 1));
    EXPECT_TRUE(is_nobodys(store->event(w.room, 1)));
    put(sealed);
    EXPECT_EQ(store->event(w.room, 1)->text, "een");
}

TEST_F(I8, a_message_cannot_be_given_the_text_of_another_ones_edit) {
    const World w = make_world();
    write([&] {
        post(w, 1, "een");
        post(w, 2, "twee");
        RoomEvent edit = message(w, 3, "twee, beter");
        edit.kind = EventKind::edit;
        edit.refers_to = 2;
        store->append_event(edit);
        store->amend_message(w.room, 2, edit);
    });
    tamper("UPDATE event SET amended_by = 3, text_position = 3 WHERE position = 1");
    EXPECT_TRUE(is_nobodys(store->event(w.room, 1)));
    EXPECT_EQ(store->damage_met(), 1U);
    EXPECT_EQ(store->event(w.room, 2)->text, "twee, beter");
    tamper("UPDATE event SET at = at + 1 WHERE position = 3");
    EXPECT_TRUE(is_nobodys(store->event(w.room, 2)));  // its words now are the edit's
}

TEST_F(I8, grounds_members_bars_and_accounts_are_bound_to_their_rows) {
    const World w = make_world();
    write([&] {
        store->add_ground(w.of_case, {.members = {w.mother}, .organisation = w.organisation});
        store->add_bar(w.of_case, {.members = {w.mother}});
        store->put_pending(w.of_case, {.asked = {.members = {w.mother}}});
        store->put_account({.professional = w.anna, .email = "a@x.example"});
        store->put_account({.professional = w.bas, .email = "b@x.example"});
    });
    for (const std::string change :
         {"UPDATE ground SET life_domains = life_domains + @", "UPDATE ground SET deny = deny + @",
          "UPDATE ground SET ends_at = 5 * @ WHERE @ > 0; UPDATE ground SET ends_at = NULL WHERE @ "
          "< 0",
          "UPDATE ground SET id = id + @", "UPDATE bar SET life_domains = life_domains + @",
          "UPDATE member SET outsider = outsider + @", "UPDATE pending_answer SET id = id + @"}) {
        const auto with = [&](const std::string& step) {
            std::string sql = change;
            for (auto at = sql.find('@'); at != std::string::npos; at = sql.find('@'))
                sql.replace(at, 1, step);
            return sql;
        };
        tamper(with("1"));
        EXPECT_THROW((void)store->load_case(w.of_case), StoreFailure) << change;
        tamper(with("-1"));
        EXPECT_TRUE(store->load_case(w.of_case)) << change;
    }
    tamper("UPDATE account SET sealed = (SELECT sealed FROM account WHERE professional = " +
           std::to_string(w.bas.value) + ")");
    EXPECT_THROW((void)store->account(w.anna), StoreFailure);
    EXPECT_TRUE(store->account(w.bas));
}

TEST_F(I8, a_damaged_name_stays_as_it_is_when_its_person_is_changed) {
    const World w = make_world();
    tamper(
        "UPDATE professional SET sealed = CAST(substr(sealed, 1, length(sealed) - 1) || x'00' "
        "AS BLOB) WHERE id = " +
        std::to_string(w.bas.value));
    const std::string sealed =
        "SELECT hex(sealed) FROM professional WHERE id = " + std::to_string(w.bas.value);
    const std::string before = RawDatabase(options.path).value(sealed);
    Professional bas = *store->load_directory().find(w.bas);
    EXPECT_EQ(bas.name, "?");
    bas.blocked = true;
    bas.employment.clear();
    write([&] { store->change_professional(bas); });
    EXPECT_EQ(RawDatabase(options.path).value(sealed), before);
    EXPECT_TRUE(store->load_directory().find(w.bas)->blocked);
    EXPECT_TRUE(store->load_directory().find(w.bas)->employment.empty());
    const auto findings = examine(options, true);
    EXPECT_TRUE(std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
        return !finding.ok && finding.check == "sealed" &&
               finding.words.find("the name of professional") != std::string::npos;
    }));
    // Given anew it is a name again.
    bas.name = "Bas Groen";
    write([&] { store->change_professional(bas); });
    EXPECT_EQ(store->load_directory().find(w.bas)->name, "Bas Groen");
}

TEST_F(I8, a_disclosure_moved_to_another_entry_does_not_open) {
    write([&] {
        store->append_entry(0, "a", {{"dGV4dA", {}}, {"bmV4dA", {}}});
        store->append_entry(1, "b", {{"dGV4dA", {}}, {"bmV4dA", {}}});
    });
    tamper(
        "UPDATE disclosure SET sealed = (SELECT sealed FROM disclosure WHERE n = 1) WHERE n = 0");
    EXPECT_THROW((void)store->entry_disclosures(0), StoreFailure);
    EXPECT_EQ((*store->entry_disclosures(1))[1].text, "bmV4dA");
}

TEST_F(I8, a_destroyed_key_is_told_from_a_missing_row) {
    const World w = make_world();
    write([&] {
        store->append_entry(0, "a",
                            {{"dGV4dA", {}}, {"bmV4dA", {KeyKind::of_member, w.mother.value}}});
        store->append_entry(1, "b", {{"dGV4dA", {}}});
    });
    tamper("DELETE FROM disclosure WHERE n = 1");
    store.reset();
    // Overwrite the member's wrapped key: header 16, then records of 69 bytes (kind 2 is a member).
    const std::string keys = content_of(folder.file("kortelijn.keys"));
    std::string without = keys;
    for (std::size_t at = 16; at + 69 <= keys.size(); at += 69)
        if (keys[at] == 2) without.replace(at, 69, std::string(69, '\0'));
    ASSERT_NE(without, keys);
    std::ofstream(folder.file("kortelijn.keys"), std::ios::binary) << without;
    open();
    const auto got = store->entry_disclosures(0);
    ASSERT_TRUE(got);
    EXPECT_EQ((*got)[0].text, "dGV4dA");
    EXPECT_FALSE((*got)[1].text);
    EXPECT_EQ((*got)[1].key, (KeyName{KeyKind::of_member, w.mother.value}));
    EXPECT_FALSE(store->entry_disclosures(1));
    EXPECT_TRUE(store->entry_leaf(1));
}

TEST_F(I8, no_nonce_serves_twice) {
    sqlite::KeyRing keys(folder.file("kortelijn.key"), folder.file("kortelijn.keys"),
                         sqlite::KeyRing::Mode::read);
    std::set<std::string> seen;
    const sqlite::Bound bound(sqlite::Table::event);
    for (int start = 0; start < 5; ++start) {
        sqlite::Sealer sealer(keys, &random);
        for (int i = 0; i < 2000; ++i)
            EXPECT_TRUE(
                seen.insert(sealer.seal({}, bound, "x").substr(1, sqlite::nonce_bytes)).second);
    }
}

TEST_F(I8, the_same_text_is_sealed_differently_each_time) {
    const World w = make_world();
    write([&] {
        post(w, 1, "zelfde");
        post(w, 2, "zelfde");
    });
    RawDatabase raw(options.path);
    const auto first = raw.value("SELECT substr(sealed, 14) FROM event WHERE position = 1");
    EXPECT_NE(first, raw.value("SELECT substr(sealed, 14) FROM event WHERE position = 2"));
}

}  // namespace
}  // namespace kortelijn::store
