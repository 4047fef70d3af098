// Citizen service numbers in texts. The numbers here pass the eleven-test and belong to nobody:
// they are those of the tax office's own examples.
#include "domain/identifiers.hpp"

#include <gtest/gtest.h>
#include <string>

namespace kortelijn {
namespace {

std::string found(const std::string& text) {
    const auto place = find_bsn(text);
    return place ? text.substr(place->begin, place->end - place->begin) : "-";
}

TEST(Identifiers, a_bsn_is_found_however_it_is_written) {
    for (const char* written :
         {"111222333", "111.222.333", "111 222 333", "1112.22.333", "111-222-333", "1112 22 333",
          "1 1 1 2 2 2 3 3 3", "111. 222. 333", "11 12 22 333",
          "111\xC2\xA0"
          "222\xC2\xA0"
          "333",
          "111\xE2\x80\xAF"
          "222\xE2\x80\x91"
          "333",
          "111\n222\n333", "123456782"}) {
        EXPECT_EQ(found(written), written);
        EXPECT_EQ(found("Het bsn is " + std::string(written) + "."), written);
        EXPECT_EQ(found("BSN:" + std::string(written) + "x"), written);
        EXPECT_EQ(found("Huisnummer 12 " + std::string(written) + " en verder"), written);
    }
}

TEST(Identifiers, a_bsn_is_found_whatever_stands_between_its_digits_or_writes_them) {
    for (const char* written : {"111 - 222 - 333",
                                "111   222   333",
                                "111,222,333",
                                "111:222:333",
                                "111)(222)(333",
                                "111|222|333",
                                "111/222/333",
                                "111\n\n\n222333",
                                "111[222]333",
                                "111&nbsp;222&nbsp;333",
                                "111\u2060222333",
                                "111\uFEFF222333",
                                "1\u00AD11\u200B222\u200D333",
                                "111\u00B7222\u00B7333",
                                "111\u2212222\u2212333",
                                "111\u2010222\u2015333",
                                "111\u3000222\u3000333",
                                "\uFF11\uFF11\uFF11222333",
                                "\u0661\u0661\u0661\u0662\u0662\u0662\u0663\u0663\u0663",
                                "\u06F1\u06F1\u06F1 222 333",
                                "\U0001D7CF\U0001D7CF\U0001D7CF222333",
                                "0111222333",
                                "000111222333",
                                "1\u200B1\u200B1\u200B2\u200B2237"}) {
        EXPECT_EQ(found(written), written);
        EXPECT_EQ(found("Het bsn (" + std::string(written) + ") staat er."), written);
    }
}

TEST(Identifiers, one_written_without_its_zero_is_found_where_nothing_stands_beside_it) {
    EXPECT_EQ(found("bsn 12345671."), "-");
    EXPECT_EQ(found("bsn 11122237."), "11122237");
    EXPECT_EQ(found("11122237"), "11122237");
    for (const char* text :
         {"06 11122237", "06-11122237", "06 - 11122237", "11122237 1", "1112 2237", "01112223"})
        EXPECT_EQ(found(text), "-") << text;
}

TEST(Identifiers, other_numbers_are_let_through) {
    for (const char* text :
         {"", "000000000", "000.000.000", "111222334", "06 12345678", "0612345678", "020-6234567",
          "1112223330", "111222 33", "11122233", "NL91ABNA0417164300", "NL91 ABNA 0417 1643 00",
          "3511 AB 12", "12-10-2026", "111    222333", "1.234,56", "111222a333", "0000111222333",
          "111 x 222 x 333"})
        EXPECT_EQ(found(text), "-") << text;
}

TEST(Identifiers, one_in_eleven_numbers_is_taken_for_one) {
    int taken = 0;
    for (int n = 100'000'000; n < 100'110'000; ++n) taken += find_bsn(std::to_string(n)) ? 1 : 0;
    EXPECT_EQ(taken, 10'000);
}

TEST(Identifiers, every_one_of_several_is_found_by_going_on) {
    const std::string text = "111222333 en 123456782";
    const auto first = find_bsn(text);
    ASSERT_TRUE(first);
    EXPECT_EQ(find_bsn(text, first->end), (TextPlace{13, 22}));
    EXPECT_FALSE(find_bsn(text, 22));
}

}  // namespace
}  // namespace kortelijn
