// Documents are kept as they are, for saving and never for showing. An archive has to be an office
// document by its table of contents and a compound file by its directory; neither with macros or
// packed programs. Nothing is unpacked.
#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "app/media/cleaner.hpp"

namespace kortelijn::media {
namespace {

using namespace std::string_view_literals;

std::uint32_t little(std::string_view text, std::size_t at, std::size_t bytes) {
    std::uint32_t out = 0;
    for (std::size_t i = bytes; i-- > 0;) out = out << 8 | std::uint8_t(text[at + i]);
    return out;
}

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = char(c + 32);
    return out;
}

class Pdf final : public Cleaner {
public:
    Type type() const override { return Type::pdf; }
    No feed(std::string_view in, std::string& out) override {
        out.append(in);
        tail_.append(in.size() > tail_bytes ? in.substr(in.size() - tail_bytes) : in);
        if (tail_.size() > tail_bytes) tail_.erase(0, tail_.size() - tail_bytes);
        return {};
    }
    No finish(std::string&) override {
        return tail_.find("%%EOF") == tail_.npos ? no_broken : No{};
    }

private:
    static constexpr std::size_t tail_bytes = 2048;
    std::string tail_;
};

// APPNOTE 4.3: the table of contents stands at the end.
class Archive final : public Cleaner {
public:
    Type type() const override { return type_; }
    No feed(std::string_view in, std::string& out) override {
        out.append(in);
        total_ += in.size();
        if (head_.size() < head_bytes) head_.append(in.substr(0, head_bytes - head_.size()));
        if (in.size() > tail_bytes) in.remove_prefix(in.size() - tail_bytes);
        tail_.append(in);
        if (tail_.size() > 2 * tail_bytes) tail_.erase(0, tail_.size() - tail_bytes);
        return {};
    }

    No finish(std::string&) override {
        const std::string_view tail = tail_;
        const std::size_t end = tail.rfind("PK\x05\x06"sv);
        if (end == tail.npos || tail.size() - end < 22) return no_broken;
        if (end + 22 + little(tail, end + 20, 2) != tail.size()) return no_broken;
        const std::size_t count = little(tail, end + 10, 2), bytes = little(tail, end + 12, 4);
        const std::size_t place = little(tail, end + 16, 4);
        if (bytes > end || place + bytes + (tail.size() - end) != total_) return no_broken;
        return read_contents(tail.substr(end - bytes, bytes), count);
    }

private:
    static constexpr std::size_t head_bytes = 128;
    static constexpr std::size_t tail_bytes = 512 * 1024;
    static constexpr std::uint64_t most_unpacked = std::uint64_t{1} << 30;

    No read_contents(std::string_view table, std::size_t count) {
        bool listed = false;
        std::uint64_t unpacked = 0;
        Type found = open_document();
        for (; count > 0; --count) {
            if (table.size() < 46 || !table.starts_with("PK\x01\x02"sv)) return no_broken;
            const std::size_t name_bytes = little(table, 28, 2);
            const std::size_t whole = 46 + name_bytes + little(table, 30, 2) + little(table, 32, 2);
            if (whole > table.size()) return no_broken;
            const std::string name = lowered(table.substr(46, name_bytes));
            unpacked += little(table, 24, 4);
            const bool locked = little(table, 8, 2) & 1;
            if (locked || is_program(name)) return no_type;
            listed = listed || name == "[content_types].xml";
            if (name == "word/document.xml") found = Type::docx;
            if (name == "xl/workbook.xml") found = Type::xlsx;
            if (name == "ppt/presentation.xml") found = Type::pptx;
            table.remove_prefix(whole);
        }
        if (!table.empty() || unpacked > most_unpacked) return no_broken;
        const bool open = found == Type::odt || found == Type::ods || found == Type::odp;
        if (found == Type::none || (!open && !listed)) return no_type;
        type_ = found;
        return {};
    }

    static bool is_program(std::string_view name) {
        const bool packed = name.find("/embeddings/") != name.npos && name.ends_with(".bin");
        return packed || name.find("vbaproject") != name.npos ||
               name.find("activex") != name.npos || name.starts_with("basic/") ||
               name.starts_with("scripts/") || name.starts_with("meta-inf/manifest.mf");
    }

    // ODF 1.3 part 2, 3.3: the first file says the kind, unpacked and without extra fields.
    Type open_document() const {
        constexpr auto where = "mimetypeapplication/vnd.oasis.opendocument."sv;
        const std::string_view head = head_;
        if (head.size() < 30 + where.size() + 12 || head.substr(30, where.size()) != where)
            return Type::none;
        const std::size_t bytes = little(head, 18, 4);  // packed, which it is not
        if (bytes > head.size() - 38) return Type::none;
        const std::string mime(head.substr(38, bytes));
        const Type type = type_of_mime(mime);
        return type == Type::odt || type == Type::ods || type == Type::odp ? type : Type::none;
    }

    Type type_ = Type::none;
    std::string head_;
    std::string tail_;
    std::uint64_t total_ = 0;
};

// MS-CFB 2.6: entries of the directory are 128 bytes each, and lie at a multiple of that.
class Compound final : public Cleaner {
public:
    Type type() const override { return type_; }
    No feed(std::string_view in, std::string& out) override {
        out.append(in);
        while (!in.empty()) {
            const std::string_view now = in.substr(0, entry_bytes - entry_.size());
            entry_.append(now);
            in.remove_prefix(now.size());
            if (entry_.size() < entry_bytes) break;
            look();
            entry_.clear();
        }
        return programs_ ? no_type : No{};
    }
    No finish(std::string&) override { return type_ == Type::none ? no_type : No{}; }

private:
    static constexpr std::size_t entry_bytes = 128;

    void look() {
        const std::size_t bytes = little(entry_, 64, 2);
        const auto kind = std::uint8_t(entry_[66]);
        if ((kind != 1 && kind != 2) || bytes < 4 || bytes > 64 || bytes % 2 != 0) return;
        std::string name;
        for (std::size_t at = 0; at + 2 < bytes; at += 2) {
            if (entry_[at + 1] != '\0') return;
            name.push_back(entry_[at]);
        }
        static constexpr std::array<std::string_view, 5> programs{
            "Macros"sv, "_VBA_PROJECT_CUR"sv, "_VBA_PROJECT"sv, "VBA"sv, "\x01Ole10Native"sv};
        if (std::find(programs.begin(), programs.end(), name) != programs.end()) programs_ = true;
        if (name == "WordDocument") type_ = Type::doc;
        if (name == "Workbook" || name == "Book") type_ = Type::xls;
        if (name == "PowerPoint Document") type_ = Type::ppt;
    }

    Type type_ = Type::none;
    bool programs_ = false;
    std::string entry_;
};

}  // namespace

std::unique_ptr<Cleaner> keep_pdf() { return std::make_unique<Pdf>(); }
std::unique_ptr<Cleaner> keep_archive() { return std::make_unique<Archive>(); }
std::unique_ptr<Cleaner> keep_compound() { return std::make_unique<Compound>(); }

}  // namespace kortelijn::media
