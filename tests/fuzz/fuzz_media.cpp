// Any bytes as a file that somebody sends: nothing crashes, what is refused has one of the known
// reasons, what is taken is of a kind that is kept, hardly longer than what came, the same whatever
// pieces it came in, and cleaning it again changes nothing. The first byte says how large the
// pieces are.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "app/media/cleaner.hpp"
#include "app/media/name.hpp"

using namespace kortelijn::media;

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

struct Cleaned {
    No no;
    std::string bytes;
    Type type = Type::none;
};

Cleaned clean(std::string_view file, std::size_t piece) {
    Cleaned out;
    FileCleaner cleaner;
    for (std::size_t at = 0; at < file.size() && out.no.empty(); at += piece)
        out.no = cleaner.feed(file.substr(at, piece), out.bytes);
    if (out.no.empty()) out.no = cleaner.finish(out.bytes);
    out.type = cleaner.type();
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view file(reinterpret_cast<const char*>(data) + 1, size - 1);
    const Cleaned whole = clean(file, file.size() + 1);
    const Cleaned pieces = clean(file, std::size_t{data[0]} + 1);
    must(whole.no == pieces.no);
    must(whole.no.empty() || whole.no == no_type || whole.no == no_broken || whole.no == no_pixels);
    (void)clean_name(file, Type::pdf);
    if (!whole.no.empty()) return 0;
    must(whole.type != Type::none && whole.type == pieces.type && whole.bytes == pieces.bytes);
    must(whole.bytes.size() <= file.size() + 64);
    const Cleaned again = clean(whole.bytes, 4096);
    must(again.no.empty() && again.bytes == whole.bytes && again.type == whole.type);
    return 0;
}
