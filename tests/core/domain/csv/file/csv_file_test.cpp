#include "core/domain/csv/file/csv_reader.h"
#include "core/domain/csv/file/csv_writer.h"

#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace entente;
using namespace std::string_literals;

static CsvTable table_of(const std::string& text) {
    auto table = read_csv(bytes_from_text(text));
    REQUIRE(table.ok());
    return std::move(table).value();
}

using Cells = std::vector<std::string>;

TEST_CASE("csv: the bytes say how they are to be read") {
    struct Row {
        const char* why;
        std::string bytes;
        Encoding encoding;
        bool marked;
        const char* text;
    };
    const Row rows[] = {
        {"plain", "caf\xC3\xA9", Encoding::utf_8, false, "café"},
        {"marked",
         "\xEF\xBB\xBF"
         "caf\xC3\xA9",
         Encoding::utf_8,
         true,
         "café"},
        {"utf-16 little", "\xFF\xFE\x41\x00\xE9\x00"s, Encoding::utf_16_little, true, "Aé"},
        {"utf-16 big", "\xFE\xFF\x00\x41\x00\xE9"s, Encoding::utf_16_big, true, "Aé"},
        {"a pair", "\xFE\xFF\xD8\x3D\xDE\x00"s, Encoding::utf_16_big, true, "\U0001F600"},
        {"the first", "\xFE\xFF\xD8\x00\xDC\x00"s, Encoding::utf_16_big, true, "\U00010000"},
        {"the last", "\xFE\xFF\xDB\xFF\xDF\xFF"s, Encoding::utf_16_big, true, "\U0010FFFF"},
        {"beyond the pairs",
         "\xFE\xFF\xFB\x01\xE0\x00"s,
         Encoding::utf_16_big,
         true,
         "\uFB01\uE000"},
        {"no mark", "a\0b\0,\0c\0"s, Encoding::utf_16_little, false, "ab,c"},
        {"no mark, big", "\0a\0b\0,\0c"s, Encoding::utf_16_big, false, "ab,c"},
        {"a western desk", "caf\xE9 \x80 \x97", Encoding::windows_1252, false, "café € —"},
        {"empty", "", Encoding::utf_8, false, ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const auto file = text_from_file(bytes_from_text(row.bytes), 100);
        REQUIRE(file.ok());
        CHECK(file.value().text == row.text);
        CHECK(file.value().encoding == row.encoding);
        CHECK(file.value().marked == row.marked);
    }
}

TEST_CASE("csv: zeros alone make no UTF-16") {
    struct Row {
        const char* why;
        std::string bytes;
        Encoding encoding;
    };
    const Row rows[] = {
        {"in either byte", "a\0b\0\0\0c\0"s, Encoding::utf_8},
        {"in either byte, big", "\0a\0b\0\0\0c"s, Encoding::utf_8},
        {"in a few units", "a\0bcdefg"s, Encoding::utf_8},
        {"beside half of a pair", "a\0b\0c\0\x01\xD8"s, Encoding::windows_1252},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const auto file = text_from_file(bytes_from_text(row.bytes), 100);
        REQUIRE(file.ok());
        CHECK(name_of(file.value().encoding) == name_of(row.encoding));
    }
}

TEST_CASE("csv: bytes that break the encoding they name are refused") {
    for (const std::string& bytes :
         {"\xEF\xBB\xBF\xE9"s,
          "\xFF\xFE\x41"s,
          "\xFF\xFE\x00\xD8"s,
          "\xFF\xFE\x00\xD8\x41\x00"s,
          "\xFF\xFE\x00\xD8\x00\xE0"s,
          "\xFF\xFE\x00\xDC\x00\xD8"s}) {
        const auto file = text_from_file(bytes_from_text(bytes), 100);
        REQUIRE_FALSE(file.ok());
        CHECK(file.problem().code == ProblemCode::text_must_be_utf8);
    }
    const auto large = text_from_file(bytes_from_text("12345"), 4);
    REQUIRE_FALSE(large.ok());
    CHECK(large.problem().code == ProblemCode::bytes_must_be_small_enough);
    CHECK(text_from_file(bytes_from_text("1234"), 4).ok());
}

TEST_CASE("csv: cells end where RFC 4180 and spreadsheets end them") {
    struct Row {
        const char* why;
        std::string text;
        Cells cells;  // Of the only row below "a,b".
    };
    const Row rows[] = {
        {"plain", "1,2", {"1", "2"}},
        {"quoted", "\"1\",\"2\"", {"1", "2"}},
        {"the delimiter within", "\"1,1\",2", {"1,1", "2"}},
        {"a quotation mark within", "\"say \"\"yes\"\"\",2", {"say \"yes\"", "2"}},
        {"a line within", "\"1\r\n1\",2", {"1\r\n1", "2"}},
        {"a quotation mark in the middle", "1\"2,3", {"1\"2", "3"}},
        {"more behind the closing one", "\"1\"2,3", {"12", "3"}},
        {"empty cells", ",", {"", ""}},
        {"a short row", "1", {"1", ""}},
        {"blanks stay", " 1 , 2", {" 1 ", " 2"}},
        {"quoted nothing", "\"\",\"\"\"\"", {"", "\""}},
    };
    for (const Row& row : rows) {
        for (const char* end : {"\r\n", "\n", "\r"}) {
            CAPTURE(row.why, std::string(end).size());
            const CsvTable table = table_of("a,b"s + end + row.text + end);
            REQUIRE(table.header == Cells{"a", "b"});
            const bool blank = row.cells == Cells{"", ""};
            REQUIRE(table.rows.size() == (blank ? 0 : 1));
            if (blank) continue;
            CHECK(table.rows[0].cells == row.cells);
            CHECK(table.rows[0].line == 2);
            CHECK_FALSE(table.rows[0].too_many_cells);
        }
    }
}

TEST_CASE("csv: the delimiter is found, or told") {
    struct Row {
        std::string text;
        char delimiter;
        std::size_t columns;
    };
    const Row rows[] = {
        {"a,b,c\n1,2,3\n", ',', 3},
        {"a;b;c\n1,5;2;3\n", ';', 3},
        {"a\tb\n1;1,1\t2\n", '\t', 2},
        {"a|b|c|d\n1|2|3|4\n", '|', 4},
        {"Name;Amount\nNorth, Inc;1,5\n", ';', 2},
        {"\"Name, legal\";Amount\n\"x, y, z\";1,5\n", ';', 2},
        {"only one\nvalue\n", ',', 1},
        {"sep=;\r\na;b\r\n1;2\r\n", ';', 2},
        {"sep=|\na,b|c\n1|2\n", '|', 2},
        {"sep=x\n1\n", ',', 1},
        {"sep=;x\n1;2\n", ';', 2},
        {"sep=\n1\n", ',', 1},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        const CsvTable table = table_of(row.text);
        CHECK(table.delimiter == row.delimiter);
        CHECK(table.header.size() == row.columns);
    }
}

TEST_CASE("csv: lines are counted as an editor counts them") {
    const CsvTable table = table_of("sep=,\r\n\r\na,b\r\n1,\"x\ny\"\r\n\r\n , \r\n2,3\r\n");
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0].line == 4);
    CHECK(table.rows[1].line == 8);
}

TEST_CASE("csv: what makes a file unreadable, and what only a row") {
    struct Row {
        std::string text;
        ProblemCode problem;
        const char* field;
    };
    const Row rows[] = {
        {"", ProblemCode::file_must_have_a_header, ""},
        {"\r\n  \r\n", ProblemCode::file_must_have_a_header, ""},
        {"sep=;", ProblemCode::file_must_have_a_header, ""},
        {"\"a", ProblemCode::quote_must_be_closed, "line 1"},
        {"a,b\n1,2\n3,\"4\n5,6\n", ProblemCode::quote_must_be_closed, "line 3"},
        {std::string(csv_columns_max, ','), ProblemCode::file_must_have_a_header, ""},
        {"a" + std::string(csv_columns_max, ','), ProblemCode::list_must_be_short_enough, "header"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text.substr(0, 40));
        const auto table = read_csv(bytes_from_text(row.text));
        REQUIRE_FALSE(table.ok());
        CHECK(table.problem().code == row.problem);
        CHECK(table.problem().field == row.field);
    }
    const CsvTable table = table_of("a,b\n1,2,3\n1,2\n");
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0].too_many_cells);
    CHECK(table.rows[0].cells == Cells{"1", "2"});
    CHECK_FALSE(table.rows[1].too_many_cells);
}

TEST_CASE("csv: a file of more rows than can be read is refused, blank ones not counted") {
    std::string text = "a\n\n";
    for (std::size_t i = 0; i < csv_rows_max; i++) text += "1\n";
    text += "\n";
    CHECK(table_of(text).rows.size() == csv_rows_max);
    const auto table = read_csv(bytes_from_text(text + "1\n"));
    REQUIRE_FALSE(table.ok());
    CHECK(table.problem() == Problem{ProblemCode::list_must_be_short_enough, "rows", "200000"});
}

TEST_CASE("csv: nothing that is written would be computed, and all of it comes back") {
    for (const char* text :
         {"=1+1", "+41 44 123", "-x", "@cmd", "\tx", "\rx", "\nx", "\uFF1Dx", "'=1", "''@x"}) {
        CAPTURE(text);
        const std::string cell = harmless_text(text);
        CHECK(cell == "'"s + text);
        CHECK(original_text(cell) == text);
    }
    for (const char* text : {"", "x=1", "'quoted'", "'", "1-2", "O'Neill", "'tis"}) {
        CAPTURE(text);
        CHECK(harmless_text(text) == text);
        CHECK(original_text(text) == text);
    }
    CsvWriter writer({.marked = false});
    writer.text("=A1").number(-5).amount({-12'50, usd}).date(Date{Days{20'000}}).date(Date{});
    writer.end_row();
    CHECK(writer.take() == "'=A1,-5,-12.50,2024-10-04,\r\n");
    CsvWriter german({.delimiter = ';', .decimal_comma = true});
    german.amount({1'234'50, usd}).text("a;b").text("1,5");
    german.end_row();
    CHECK(
        german.take() ==
        "\xEF\xBB\xBF"
        "1234,50;\"a;b\";1,5\r\n"
    );
}

TEST_CASE("csv: any texts that are written are read back as they were") {
    const std::uint32_t seed = 99;
    INFO("seed " << seed);
    std::mt19937 chance(seed);
    constexpr std::string_view letters = "ab ,;\t|\"'\r\n=+-@1.";
    for (int round = 0; round < 2'000; round++) {
        const CsvStyle style{.delimiter = ",;\t|"[chance() % 4], .marked = chance() % 2 == 0};
        CsvWriter writer(style);
        std::vector<Cells> written;
        for (int r = 0; r < 4; r++) {
            Cells cells;
            for (int c = 0; c < 3; c++) {
                std::string text = c == 0 ? "x" : "";
                while (chance() % 6 != 0) text += letters[chance() % letters.size()];
                writer.text(r == 0 ? "column" : text);
                cells.push_back(std::move(text));
            }
            writer.end_row();
            if (r > 0) written.push_back(std::move(cells));
        }
        const CsvTable table = table_of(writer.take());
        REQUIRE(table.rows.size() == written.size());
        for (std::size_t r = 0; r < written.size(); r++) {
            for (std::size_t c = 0; c < 3; c++) {
                REQUIRE(original_text(table.rows[r].cells[c]) == written[r][c]);
            }
        }
    }
}
