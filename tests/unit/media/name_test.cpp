// Names as a person reads them and a computer saves them.
#include "app/media/name.hpp"

#include <gtest/gtest.h>

namespace kortelijn::media {
namespace {

TEST(Names, a_name_keeps_its_letters_and_gets_the_ending_of_its_kind) {
    EXPECT_EQ(clean_name("Huurcontract Zoë.PDF", Type::pdf), "Huurcontract Zoë.pdf");
    EXPECT_EQ(clean_name("foto.jpeg", Type::jpeg), "foto.jpg");
    EXPECT_EQ(clean_name("صورة.jpg", Type::jpeg), "صورة.jpg");
    EXPECT_EQ(clean_name("verslag v1.2", Type::docx), "verslag v1.2.docx");
}

TEST(Names, a_name_never_ends_in_what_the_file_is_not) {
    EXPECT_EQ(clean_name("brief.html", Type::pdf), "brief.pdf");
    EXPECT_EQ(clean_name("brief.exe", Type::jpeg), "brief.jpg");
    EXPECT_EQ(clean_name("brief\u202Efdp.exe", Type::png), "brieffdp.png");
    EXPECT_EQ(clean_name("a\u200B\u2066b\uFEFF.png", Type::png), "ab.png");
}

TEST(Names, a_path_a_device_and_control_characters_do_not_get_through) {
    EXPECT_EQ(clean_name("../../etc/passwd", Type::pdf), "passwd.pdf");
    EXPECT_EQ(clean_name("C:\\Users\\mij\\brief.pdf", Type::pdf), "brief.pdf");
    EXPECT_EQ(clean_name("CON.pdf", Type::pdf), "_CON.pdf");
    EXPECT_EQ(clean_name("com1", Type::pdf), "_com1.pdf");
    EXPECT_EQ(clean_name("a\r\nSet-Cookie: x=1", Type::pdf), "aSet-Cookie- x=1.pdf");
    EXPECT_EQ(clean_name("a<b>\"c\"|?*%", Type::pdf), "a-b--c-----.pdf");
}

TEST(Names, nothing_readable_becomes_a_plain_word) {
    for (const char* empty : {"", "...", " . ", "\x01\x02", "\xff\xfe", "/", "\u202E"})
        EXPECT_EQ(clean_name(empty, Type::heic), "bijlage.heic");
}

TEST(Names, a_name_is_at_most_120_characters_with_its_ending) {
    std::string many;
    for (int i = 0; i < 500; ++i) many += "é";
    const std::string out = clean_name(many, Type::docx);
    EXPECT_EQ(out.size(), 2 * 115 + 5);
    EXPECT_TRUE(out.ends_with("é.docx"));
}

TEST(Names, a_header_carries_the_name_in_both_forms_and_no_quote_of_it) {
    EXPECT_EQ(disposition("Zoë.pdf", Type::pdf),
              "attachment; filename=\"Zo_.pdf\"; filename*=UTF-8''Zo%C3%AB.pdf");
    EXPECT_EQ(disposition("a.jpg", Type::jpeg),
              "inline; filename=\"a.jpg\"; filename*=UTF-8''a.jpg");
    EXPECT_EQ(disposition("a\".pdf", Type::pdf),
              "attachment; filename=\"a_.pdf\"; filename*=UTF-8''a%22.pdf");
}

TEST(Names, what_is_no_percent_encoding_is_no_name) {
    EXPECT_EQ(percent_decoded("Zo%C3%AB%20x.pdf"), "Zoë x.pdf");
    EXPECT_EQ(percent_decoded("a%4"), "");
    EXPECT_EQ(percent_decoded("a%zz"), "");
}

}  // namespace
}  // namespace kortelijn::media
