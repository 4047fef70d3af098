// Which addresses and people are the same however they are written.
#include "domain/address.hpp"

#include <gtest/gtest.h>

namespace kortelijn {
namespace {

TEST(Addresses, postcode_and_number_say_which_house_it_is) {
    const Address plain{"Lindelaan", "12a", "3511AB", "Utrecht"};
    EXPECT_EQ(address_key(plain), "3511AB 12A");
    EXPECT_TRUE(same_address(plain, {"", "12 A", "3511 ab", ""}));
    EXPECT_TRUE(same_address({"", "12-bis", "3511AB", ""}, {"", "12 BIS", "3511 AB", ""}));
    EXPECT_FALSE(same_address(plain, {"Lindelaan", "12", "3511AB", "Utrecht"}));
    EXPECT_FALSE(same_address(plain, {"Lindelaan", "12a", "3511AC", "Utrecht"}));
}

TEST(Addresses, what_is_no_address_is_the_same_as_nothing) {
    for (const Address& none : {Address{}, Address{"", "12", "", ""}, Address{"", "", "3511AB", ""},
                                Address{"", "12", "0511AB", ""}, Address{"", "12", "351AB", ""},
                                Address{"", "huis", "3511AB", ""}}) {
        EXPECT_EQ(address_key(none), "");
        EXPECT_FALSE(same_address(none, none));
    }
}

TEST(People, with_both_birth_dates_the_last_name_decides) {
    const Day born{4000}, other{4001};
    EXPECT_TRUE(same_person("M. van der Vos", born, "Mía VOS", born));
    EXPECT_TRUE(same_person("Mia Jansen-Vos", born, "Mia Vos", born));
    EXPECT_TRUE(same_person("Zoë d'Hondt", born, "Z. Dhondt", born));
    EXPECT_FALSE(same_person("Mia Vos", born, "Mia Vos", other));
    EXPECT_FALSE(same_person("Mia Vos", born, "Mia Groen", born));
    EXPECT_FALSE(same_person("M. V.", born, "M. V.", born));
}

TEST(People, without_one_the_whole_name_must_agree) {
    EXPECT_TRUE(same_person("Mia Vos", {}, "mia de vos", Day{4000}));
    EXPECT_FALSE(same_person("M. Vos", {}, "Mia Vos", Day{4000}));
    EXPECT_FALSE(same_person("", {}, "", {}));
    EXPECT_EQ(name_key("Şükrü Ünal"), "sukru unal");
}

}  // namespace
}  // namespace kortelijn
