// A program from anywhere: it is refused, or the rules can be relied on with it.
//
// Bytes that begin with '{' are the file. Others change numbers, texts and lengths of lists in the
// shipped program, one after the other: so a fuzzer meets the checks, and what slips past them.
#include "core/base/format/json.h"
#include "core/domain/program/calendars.h"
#include "core/domain/quote.h"
#include "core/domain/records/kind_rule.h"
#include "tests/fuzz/from_bytes.h"
#include "tests/fuzz/shipped.h"

using namespace entente;
using namespace entente::fuzz;

namespace {

// Counts the values of a program, or changes one of them.
class Poke final : public FieldVisitor {
public:
    Poke(std::size_t place, FieldVisitor* change) : place_(place), change_(change) {}
    std::size_t seen() const { return seen_; }

    void boolean(std::string_view name, bool& value) override {
        if (is_here()) change_->boolean(name, value);
    }
    void integer(std::string_view name, std::int64_t& value) override {
        if (is_here()) change_->integer(name, value);
    }
    void text(std::string_view name, std::string& value) override {
        if (is_here()) change_->text(name, value);
    }
    void bytes(std::string_view, Bytes&) override {}
    void id(std::string_view, IdBytes&) override {}
    void date(std::string_view name, Date& value) override {
        if (is_here()) change_->date(name, value);
    }
    void moment(std::string_view, Moment&) override {}
    void currency(std::string_view name, Currency& value) override {
        if (is_here()) change_->currency(name, value);
    }
    void choice(std::string_view name, std::size_t& index, std::span<const std::string_view> names)
        override {
        if (is_here()) change_->choice(name, index, names);
    }
    bool begin_group(std::string_view) override { return true; }
    void end_group() override {}
    std::size_t begin_list(std::string_view, std::size_t size) override {
        return is_here() && size > 0 ? size - 1 : size;
    }
    void end_list() override {}
    bool present(std::string_view, bool is_present) override {
        return is_here() ? !is_present : is_present;
    }

private:
    bool is_here() { return seen_++ == place_ && change_ != nullptr; }

    std::size_t place_;
    FieldVisitor* change_;
    std::size_t seen_ = 0;
};

Program poked(ByteSource bytes) {
    Program program = shipped_program().program;
    Poke count(SIZE_MAX, nullptr);
    program.describe(count);
    static const Pool pool{
        .ids = {}, .all_ids = {}, .texts = {"", "foundation"}, .now = {1'800'000'000'000}};
    constexpr int changes_max = 12;
    for (int i = 0; i < changes_max && !bytes.empty(); i++) {
        const std::size_t place = bytes.below(count.seen());
        FromBytes change(bytes, pool, Kind::program);
        Poke poke(place, &change);
        program.describe(poke);
    }
    return program;
}

class NoNumbers final : public NumberSource {
public:
    std::int64_t next(std::string_view) override { return 0; }
};

DealForm form_under(const Program& program, Date today) {
    DealForm form;
    form.customer.legal_name = "Northgate Rail Inc.";
    form.customer.domain = "northgaterail.com";
    form.customer.country = "US";
    if (!program.sectors.empty()) form.customer.sector = program.sectors[0].key;
    form.title = "Fleet automation";
    form.objective.assign(static_cast<std::size_t>(program.review.objective_characters_min), 'x');
    for (const Product& product : program.products) form.products.push_back(product.key);
    for (const CategoryRule& category : program.models[0].categories) {
        form.lines.push_back({.category = category.key, .amount = {7'777'77, usd}, .term_months = 5}
        );
    }
    form.currency = usd;
    form.expected_close = today + Days{20};
    form.contact = {.name = "Priya Nair", .email = "p.nair@northgaterail.com"};
    return form;
}

// A partner with its agreement registers a deal, and asks what it would earn.
void register_under(const Program& program, Moment now) {
    const Date today = date_of(now);
    const PartnerId partner{derived_id({}, "partner", 0)};
    RecordMap records;
    Partner body;
    body.lifecycle = Lifecycle::active;
    if (!program.regions.empty()) body.region = program.regions[0].key;
    records.put({.id = partner.bytes, .version = 1, .body = body});
    Agreement agreement;
    agreement.partner = partner;
    agreement.model = program.models[0].key;
    agreement.valid_from = today - Days{1};
    agreement.valid_until = today + Days{1};
    records.put({.id = derived_id({}, "agreement", 0), .version = 1, .body = agreement});
    Actor actor;
    actor.person = {derived_id({}, "person", 0)};
    actor.partner = partner;
    actor.permissions.grant(Permission::register_deal);
    NoNumbers numbers;
    const Context context{
        .actor = actor, .now = now, .program = program, .numbers = numbers, .authority = true};
    const DealForm form = form_under(program, today);
    const SubmitDeal submit{{derived_id({}, "deal", 0)}, form};
    const Result<Changes> changes = decide(submit, records, context);
    if (!changes.ok()) return;
    for (const Record& record : changes.value().puts) dues_of(record, program);
}

void rely_on(const Program& program) {
    const Moment now{1'800'000'000'000};
    for (const Region& region : program.regions) {
        const BusinessCalendar calendar = calendar_of_region(program, region.key);
        const std::int64_t target = program.review.sla_target_hours * ms_per_hour;
        check(after_business_ms(calendar, now, target) >= now);
        const std::int32_t days = program.review.answer_business_days;
        check(after_business_days(calendar, now, days) >= date_of(now));
    }
    if (program.models.empty()) return;
    register_under(program, now);
    Agreement agreement;
    agreement.model = program.models[0].key;
    const auto earned =
        quote(form_under(program, date_of(now)).lines, agreement, program, date_of(now));
    if (earned.ok()) check(earned.value().low.minor <= earned.value().high.minor);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) return 0;
    if (bytes[0] != '{') {
        const Program program = poked(ByteSource({bytes, size}));
        if (!problem_of(program)) rely_on(program);
        return 0;
    }
    const auto loaded = load_program(text_from_bytes({bytes, size}));
    if (!loaded.ok()) return 0;
    const auto again = load_program(json_from(loaded.value()));
    check(again.ok());
    check(again.value() == loaded.value());
    rely_on(loaded.value().program);
    return 0;
}
