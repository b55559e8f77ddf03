// Who sees what and who may do what, as a table that stands in the repository: SIGHT.md is printed
// from what project() does with records in which every field has a value, so that a change of sight
// is read as a change of that file, whatever made it.
#include "core/base/format/field_hash.h"
#include "core/domain/commands/areas.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/project.h"
#include "core/domain/records/kind_rule.h"
#include "tests/support/commands/filling.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

using namespace entente;
using namespace entente::test;

namespace {

constexpr const char* sight_file = ENTENTE_SOURCE_DIR "/core/domain/view/SIGHT.md";

constexpr std::string_view sight_head = R"(# Who sees what, who may do what

Printed from the code; a test holds it to the code. After a change of sight or rights that is meant:

    ENTENTE_SIGHT=core/domain/view/SIGHT.md build/dev/tests/core_domain_tests "sight: the printed*"

`own` is a member of the partner whose own the record is, `member` another one; `keeper`, `seller`,
`admin` and `staff` are the other audiences (`audience_of` in `bucket.cpp` says who is one);
`others` are people of other partners. `(row)` stands for the record's being there at all, with
its id, version and moments. Whom no line names sees nothing.

## Records

)";

struct Eyes {
    std::string_view name;
    Viewer viewer;
};

// In every record all ids are id_of("a").
std::vector<Eyes> all_eyes() {
    const PersonId own{id_of("a")};
    const PersonId other{id_of("b")};
    const PartnerId partner{id_of("a")};
    return {
        {"own", {Audience::member, own, partner}},
        {"member", {Audience::member, other, partner}},
        {"keeper", {Audience::keeper, other, partner}},
        {"seller", {Audience::seller, other, partner}},
        {"admin", {Audience::admin, other, partner}},
        {"staff", {Audience::staff, other, {}}},
        {"others", {Audience::admin, other, {id_of("another partner")}}},
    };
}

std::vector<Kind> all_kinds() {
    std::vector<Kind> kinds;
    for (std::size_t i = 0; i < names_of(Kind{}).size(); i++) kinds.push_back(static_cast<Kind>(i));
    return kinds;
}

// A flag may hide the row (an internal line of a history), so each kind is filled both ways.
std::vector<Record> filled(Kind kind) {
    std::vector<Record> records;
    for (const bool flags : {true, false}) {
        Record record;
        record.body = empty_body(kind);
        Filling filling(flags);
        record.describe(filling);
        records.push_back(std::move(record));
    }
    return records;
}

bool shows(const Record& whole, const std::optional<Record>& seen, std::string_view field) {
    if (!seen) return false;
    if (field == "(row)") return true;
    if (field == "(changed_by)") return seen->changed_by.given();
    const std::uint64_t there = field_hash(whole.body, field);
    return there != 0 && field_hash(seen->body, field) == there;
}

// What is left of a field when somebody sees it, but not all of it.
bool shows_in_part(const Record& whole, const std::optional<Record>& seen, std::string_view field) {
    if (!seen || field.starts_with('(')) return false;
    const std::uint64_t left = field_hash(seen->body, field);
    return left != 0 && left != field_hash(whole.body, field);
}

std::string line_of(Kind kind, std::string_view field) {
    std::string line;
    for (const Eyes& eyes : all_eyes()) {
        bool all = false;
        bool part = false;
        for (const Record& record : filled(kind)) {
            const std::optional<Record> seen = project(record, eyes.viewer);
            all = all || shows(record, seen, field);
            part = part || shows_in_part(record, seen, field);
        }
        if (all) line += " " + std::string(eyes.name);
        if (part && !all) line += " " + std::string(eyes.name) + "-in-part";
    }
    return line;
}

std::string printed_records() {
    std::string text;
    for (const Kind kind : all_kinds()) {
        std::vector<std::string_view> fields{"(row)", "(changed_by)"};
        for (const FieldAccess& row : rule_of(kind).fields) fields.push_back(row.field);
        for (const std::string_view field : fields) {
            const std::string line = line_of(kind, field);
            text += "    " + std::string(name_of(kind)) + "." + std::string(field) + ":" +
                    (line.empty() ? " nobody" : line) + "\n";
        }
    }
    return text;
}

std::string printed_commands() {
    std::string text =
        "\n## Commands\n\nWhat the command is about; whose right it is: one that applies is "
        "enough.\n\n";
    for (const CommandArea area : command_areas()) {
        for (const CommandRule* rule : area()) {
            text += "    " + std::string(rule->name) + " (" + std::string(name_of(rule->subject)) +
                    "):";
            for (std::size_t i = 0; i < rule->rights.size(); i++) {
                const Right& right = rule->rights[i];
                text += std::string(i == 0 ? " " : ", ") + std::string(name_of(right.side));
                if (right.permission) text += " " + std::string(name_of(*right.permission));
            }
            text += "\n";
        }
    }
    return text;
}

}  // namespace

// The lines of both tables; in which order they stand is no matter, so that two changes merge.
static std::set<std::string> table_lines(const std::string& text) {
    std::set<std::string> lines;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        std::string line = text.substr(from, end - from);
        const bool of_a_table = line.starts_with("    ") && !line.starts_with("    ENTENTE");
        if (of_a_table) lines.insert(std::move(line));
        from = end + 1;
    }
    return lines;
}

static std::string missing_lines(
    const std::set<std::string>& lines, const std::set<std::string>& from
) {
    std::string missing;
    for (const std::string& line : lines) {
        if (!from.contains(line)) missing += "\n" + line;
    }
    return missing;
}

TEST_CASE("sight: the printed table is what the code does") {
    const std::string now = std::string(sight_head) + printed_records() + printed_commands();
    if (const char* path = std::getenv("ENTENTE_SIGHT")) {
        std::ofstream(path, std::ios::binary) << now;
    }
    std::ifstream file(sight_file, std::ios::binary);
    const std::string stands{std::istreambuf_iterator<char>(file), {}};
    const std::set<std::string> code = table_lines(now);
    const std::set<std::string> printed = table_lines(stands);
    CHECK(code.size() > 500);
    INFO("to be printed anew, as SIGHT.md says at its head");
    CHECK(missing_lines(code, printed) == "");
    CHECK(missing_lines(printed, code) == "");
}

TEST_CASE("sight: filling leaves no field of any kind without a value") {
    for (const Kind kind : all_kinds()) {
        const Record record = filled(kind).front();
        for (const FieldAccess& row : rule_of(kind).fields) {
            CAPTURE(name_of(kind), row.field);
            CHECK(field_hash(record.body, row.field) != 0);
        }
    }
}

TEST_CASE("sight: nothing that an audience's column leaves out is in what it gets") {
    for (const Kind kind : all_kinds()) {
        for (const Eyes& eyes : all_eyes()) {
            for (const Record& record : filled(kind)) {
                const std::optional<Record> seen = project(record, eyes.viewer);
                CHECK(seen.has_value() == is_visible(record, eyes.viewer));
                if (!seen) continue;
                CHECK(seen->key() == record.key());
                CHECK(seen->version == record.version);
                for (const FieldAccess& row : rule_of(kind).fields) {
                    if (may_see_field(kind, row.field, eyes.viewer.audience)) continue;
                    CAPTURE(name_of(kind), row.field, eyes.name);
                    CHECK(field_hash(seen->body, row.field) == 0);
                }
                // Seen once is seen: a second look takes nothing more away.
                CHECK(*project(*seen, eyes.viewer) == *seen);
            }
        }
    }
}

// One bucket of the program serves all of a partner, whatever their role.
TEST_CASE("sight: what everybody may have looks alike to everybody at a partner") {
    std::set<Kind> asked;
    for (const Kind kind : all_kinds()) {
        for (const Record& record : filled(kind)) {
            const Place place = place_of(record);
            if (place.home != Place::Home::program && place.home != Place::Home::university)
                continue;
            asked.insert(kind);
            CAPTURE(name_of(kind));
            const Viewer member{Audience::member, {id_of("b")}, {id_of("a")}};
            const std::optional<Record> first = project(record, member);
            for (const Audience audience :
                 {Audience::member, Audience::keeper, Audience::seller, Audience::admin}) {
                const Viewer viewer{audience, {id_of(name_of(audience))}, {id_of("c")}};
                CHECK(project(record, viewer) == first);
            }
        }
    }
    CHECK(asked.size() >= 4);
}

TEST_CASE("sight: of a colleague's certificate a member's device holds their id nowhere") {
    const PersonId learner{id_of("learner")};
    Certificate certificate;
    certificate.partner = {id_of("a")};
    certificate.person = learner;
    certificate.level = "foundation";
    const Record record{
        .id = id_of("certificate"), .version = 1, .changed_by = learner, .body = certificate};
    const auto holds_learner = [&](const Viewer& viewer) {
        const Bytes row = cbor_from_record(*project(record, viewer));
        return std::search(row.begin(), row.end(), learner.bytes.begin(), learner.bytes.end()) !=
               row.end();
    };
    CHECK_FALSE(holds_learner({Audience::member, {id_of("b")}, {id_of("a")}}));
    CHECK(holds_learner({Audience::member, learner, {id_of("a")}}));
    CHECK(holds_learner({Audience::staff, {id_of("c")}, {}}));
    // A seller reads certificates: whose it is stands in the body, who changed it last does not.
    const Viewer seller{Audience::seller, {id_of("b")}, {id_of("a")}};
    CHECK(holds_learner(seller));
    CHECK_FALSE(project(record, seller)->changed_by.given());
}
