// What a file may be, what it loses, and that nothing but its own bytes decides.
#include "app/media/cleaner.hpp"

#include <gtest/gtest.h>

#include "support/media_files.hpp"

namespace kortelijn::media {
namespace {

using namespace support;

struct Cleaned {
    No no;
    std::string bytes;
    Type type = Type::none;
};

// In pieces of that many bytes.
Cleaned clean(std::string_view file, std::size_t piece = 4096) {
    Cleaned out;
    FileCleaner cleaner;
    for (std::size_t at = 0; at < file.size() && out.no.empty(); at += piece)
        out.no = cleaner.feed(file.substr(at, piece), out.bytes);
    if (out.no.empty()) out.no = cleaner.finish(out.bytes);
    out.type = cleaner.type();
    return out;
}

bool tells(const std::string& bytes, std::string_view what) {
    return bytes.find(what) != bytes.npos;
}

TEST(Cleaning, a_photo_loses_its_place_and_everything_else_it_tells_beside_its_picture) {
    const std::string file = jpeg_file();
    ASSERT_TRUE(tells(file, "GPS"));
    const Cleaned out = clean(file);
    EXPECT_EQ(out.no, "");
    EXPECT_EQ(out.type, Type::jpeg);
    EXPECT_FALSE(tells(out.bytes, "GPS"));
    EXPECT_FALSE(tells(out.bytes, "xmpmeta"));
    EXPECT_FALSE(tells(out.bytes, "RGB")) << "the small copy";
    EXPECT_TRUE(tells(out.bytes, "ICC_PROFILE"));
    EXPECT_TRUE(tells(out.bytes, "Adobe"));
    EXPECT_TRUE(tells(out.bytes, JpegParts{}.scan + "\xff\xd9"));
    EXPECT_TRUE(out.bytes.ends_with("\xff\xd9"));
}

TEST(Cleaning, a_photo_keeps_which_way_is_up_and_nothing_more_of_its_exif) {
    const std::string turned("Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06"sv);
    EXPECT_TRUE(tells(clean(jpeg_file()).bytes, turned));
    JpegParts upright;
    upright.orientation = 1;
    EXPECT_FALSE(tells(clean(jpeg_file(upright)).bytes, "Exif"));
    JpegParts strange;
    strange.orientation = 77;
    EXPECT_FALSE(tells(clean(jpeg_file(strange)).bytes, "Exif"));
}

TEST(Cleaning, cleaning_twice_changes_nothing_and_pieces_make_no_difference) {
    for (const std::string& file : {jpeg_file(), png_file(), heic_file(), word_file(), pdf_file(),
                                    compound_file({"Root Entry", "WordDocument"})}) {
        const Cleaned once = clean(file);
        ASSERT_EQ(once.no, "");
        EXPECT_EQ(clean(once.bytes).bytes, once.bytes);
        for (const std::size_t piece : {1, 2, 3, 7, 64}) {
            const Cleaned again = clean(file, piece);
            EXPECT_EQ(again.no, "");
            EXPECT_EQ(again.bytes, once.bytes) << piece;
        }
    }
}

TEST(Cleaning, a_drawing_keeps_its_picture_and_loses_texts_times_and_what_follows) {
    const Cleaned out = clean(png_file());
    EXPECT_EQ(out.no, "");
    EXPECT_EQ(out.type, Type::png);
    for (const char* gone : {"GPS", "tEXt", "eXIf", "iTXt", "tIME"})
        EXPECT_FALSE(tells(out.bytes, gone)) << gone;
    for (const char* kept : {"IHDR", "gAMA", "IDAT", "IEND"})
        EXPECT_TRUE(tells(out.bytes, kept)) << kept;
}

TEST(Cleaning, a_phone_picture_keeps_its_length_and_loses_exif_xmp_and_the_makers_boxes) {
    const std::string file = heic_file();
    const Cleaned out = clean(file);
    EXPECT_EQ(out.no, "");
    EXPECT_EQ(out.type, Type::heic);
    EXPECT_EQ(out.bytes.size(), file.size());
    EXPECT_FALSE(tells(out.bytes, "GPS"));
    EXPECT_FALSE(tells(out.bytes, "xmpmeta"));
    EXPECT_EQ(out.bytes.find(HeicParts{}.picture), file.find(HeicParts{}.picture));
}

TEST(Cleaning, a_phone_picture_that_hides_its_exif_in_the_picture_is_refused) {
    HeicParts parts;
    parts.exif_in_picture = true;
    EXPECT_EQ(clean(heic_file(parts)).no, no_broken);
    parts = {};
    parts.data_first = true;
    EXPECT_EQ(clean(heic_file(parts)).no, no_broken);
}

TEST(Cleaning, a_page_a_drawing_in_xml_a_program_or_an_archive_is_no_type_that_is_kept) {
    for (const std::string& file :
         {"<!DOCTYPE html><script>alert(1)</script>"s, "  <html></html>"s, ""s, "x"s,
          "<svg xmlns='http://www.w3.org/2000/svg'/>"s, "MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0"s,
          "\x7f"
          "ELF\2\1\1\0\0\0\0\0\0\0\0\0"s,
          "#!/bin/sh\nrm -rf / # nothing"s, "GIF89a\1\0\1\0\0\0\0;.............."s,
          "RIFF\0\0\0\0WEBPVP8 ........"s, archive_file({{"a.txt", "text"}}),
          archive_file({{"META-INF/MANIFEST.MF", "jar"}}),
          archive_file({{"[Content_Types].xml", ""}, {"a.exe", "MZ"}}),
          box("ftyp", "isom\0\0\0\0isommp42"sv) + box("mdat", "film of something"),
          compound_file({"Root Entry", "SummaryInformation"})})
        EXPECT_EQ(clean(file).no, no_type) << file.substr(0, 20);
}

TEST(Cleaning, documents_are_kept_as_they_are) {
    const auto as = [](const std::string& file) {
        const Cleaned out = clean(file);
        EXPECT_EQ(out.no, "");
        EXPECT_EQ(out.bytes, file);
        return out.type;
    };
    EXPECT_EQ(as(pdf_file()), Type::pdf);
    EXPECT_EQ(as(word_file()), Type::docx);
    EXPECT_EQ(as(archive_file({{"xl/workbook.xml", ""}, {"[Content_Types].xml", ""}})), Type::xlsx);
    EXPECT_EQ(as(archive_file({{"mimetype", "application/vnd.oasis.opendocument.text"},
                               {"content.xml", "<office:document-content/>"}})),
              Type::odt);
    EXPECT_EQ(as(compound_file({"Root Entry", "WordDocument"})), Type::doc);
    EXPECT_EQ(as(compound_file({"Root Entry", "Workbook"})), Type::xls);
}

TEST(Cleaning, documents_with_macros_or_packed_programs_are_refused) {
    EXPECT_EQ(clean(archive_file({{"[Content_Types].xml", ""},
                                  {"word/document.xml", ""},
                                  {"word/vbaProject.bin", "macro"}}))
                  .no,
              no_type);
    EXPECT_EQ(clean(archive_file({{"mimetype", "application/vnd.oasis.opendocument.text"},
                                  {"Basic/Standard/Module1.xml", "sub"}}))
                  .no,
              no_type);
    EXPECT_EQ(clean(compound_file({"Root Entry", "WordDocument", "Macros"})).no, no_type);
    EXPECT_EQ(clean(compound_file({"WordDocument", "\x01Ole10Native"})).no, no_type);
}

TEST(Cleaning, a_picture_that_would_unpack_to_gigabytes_is_refused_by_its_header) {
    EXPECT_EQ(clean(png_file(60'000, 60'000)).no, no_pixels);
    EXPECT_EQ(clean(png_file(19'999, 19'999)).no, no_pixels);
    EXPECT_EQ(clean(png_file(0, 5)).no, no_broken);
    JpegParts wide;
    wide.width = 65'500, wide.height = 65'500;
    EXPECT_EQ(clean(jpeg_file(wide)).no, no_pixels);
    HeicParts heic;
    heic.width = heic.height = 1U << 30;
    EXPECT_EQ(clean(heic_file(heic)).no, no_pixels);
    EXPECT_EQ(clean(archive_file(
                        {{"[Content_Types].xml", "", 0}, {"word/document.xml", "x", 0xffffffff}}))
                  .no,
              no_broken);
}

TEST(Cleaning, a_file_that_ends_before_its_end_is_refused_wherever_it_was_cut) {
    const auto whole = [](std::string file) {  // without what follows the end
        return clean(file).bytes;
    };
    for (const std::string& file : {whole(jpeg_file()), whole(png_file()), whole(heic_file()),
                                    word_file(), pdf_file().substr(0, pdf_file().size() - 1)})
        for (std::size_t at = 0; at + 1 < file.size(); ++at)
            EXPECT_NE(clean(file.substr(0, at)).no, "") << at << " of " << file.size();
}

TEST(Cleaning, a_changed_byte_in_a_drawing_is_noticed) {
    std::string file = clean(png_file()).bytes;
    const std::size_t at = file.find("IDAT") + 6;
    file[at] = char(file[at] ^ 1);
    EXPECT_EQ(clean(file).no, no_broken);
}

}  // namespace
}  // namespace kortelijn::media
