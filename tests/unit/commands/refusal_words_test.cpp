// What a person hears with a no: for every code, in both languages, a sentence of its own.
#include "commands/refusal_words.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>

#include "codes.hpp"
#include "policy/explain.hpp"
#include "reply.hpp"
#include "story.hpp"

namespace kortelijn::commands_test {
namespace {

std::string heard(std::string_view code, Language language) {
    const Refusal no{code, code};
    const Json frame = Json::parse(
        protocol::error_frame("1", no, language, commands::words_of_refusal(no, language)));
    return frame["error"]["message"];
}

TEST(RefusalWords, every_code_is_heard_in_a_sentence_of_its_own_in_both_languages) {
    for (const Language language : {Language::nl, Language::en}) {
        std::map<std::string, std::string_view> said;
        for (const std::string_view general : {policy::explain_code("no.such", language),
                                               protocol::code_sentence("no.such", language)})
            said.emplace(general, "the general no");
        for (const protocol::Code& code : protocol::codes()) {
            const std::string words = heard(code.reason, language);
            const auto [at, own] = said.emplace(words, code.reason);
            EXPECT_TRUE(own) << code.reason << " and " << at->second << ": " << words;
        }
    }
    EXPECT_NE(heard("json.invalid", Language::nl), heard("json.invalid", Language::en));
}

// The closed list is complete: every code that these folders refuse with is in it.
TEST(RefusalWords, every_code_the_socket_can_say_is_on_the_closed_list) {
    const std::regex refusal("refuse\\(\"([a-z_.]+)\"");
    int found = 0;
    namespace fs = std::filesystem;
    const fs::path root(KORTELIJN_SOURCE_DIR);
    for (const char* folder :
         {"server/commands", "server/core", "server/transport", "protocol/cpp"})
        for (const auto& file : fs::recursive_directory_iterator(root / folder)) {
            if (!file.is_regular_file()) continue;
            std::ifstream in(file.path());
            const std::string text((std::istreambuf_iterator<char>(in)), {});
            for (std::sregex_iterator at(text.begin(), text.end(), refusal), end; at != end; ++at) {
                ++found;
                EXPECT_NE(protocol::find_code((*at)[1].str()), nullptr)
                    << (*at)[1] << " in " << file.path().filename();
            }
        }
    EXPECT_GT(found, 30);
}

struct Heard : Story {
    std::string words(const std::string& method, const Json& params) {
        return desk.call(sanne, method, params)["error"]["message"];
    }
};

TEST_F(Heard, the_socket_says_them) {
    EXPECT_EQ(words("message.gossip", Json::object()),
              "Dit kan de server niet. Laad de pagina opnieuw.");
    EXPECT_EQ(words("message.post", message(" ")), "Er staat nog niets in de tekst.");
    EXPECT_EQ(words("message.post", message("a\u2028b")),
              "In de tekst staat een onzichtbaar teken dat niet mag.");
    EXPECT_EQ(words("message.post", message(std::string(20'001, 'a'))),
              "De tekst is te lang. Maak hem korter.");
    EXPECT_EQ(words("message.post", message("Op wat?", {{"reply_to", 9}})),
              "Er klopt iets niet in 'reply_to'. Laad de pagina opnieuw.");
}

}  // namespace
}  // namespace kortelijn::commands_test
