// Reads the small JSON values this folder writes, without building a tree. Strict; bounded in
// depth; a reader that met something malformed stays failed and gives empty answers from then on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kortelijn::audit {

class JsonReader {
public:
    explicit JsonReader(std::string_view text) : rest_{text} {}

    bool failed() const { return failed_; }
    // True when all was read and nothing was wrong.
    bool finished();

    std::string string();
    std::int64_t integer();
    // Skips a value of any kind and gives its text.
    std::string_view value();

    // for (r.begin('{'); r.more('}');) { key = r.key(); ... }   and the same with '[' and ']'.
    void begin(char opening);
    bool more(char closing);
    std::string key();

private:
    void space();
    bool take(char c);
    void skip(int depth);
    void skip_number();
    bool escape(std::string& out);
    bool hex4(std::uint32_t& out);
    void fail() { failed_ = true, rest_ = {}; }

    std::string_view rest_;
    bool first_ = false;
    bool failed_ = false;
};

}  // namespace kortelijn::audit
