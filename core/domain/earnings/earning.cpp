#include "core/domain/earnings/earning.h"

#include "core/domain/commands/money.h"
#include "core/domain/records/kind_rule.h"

namespace entente {

std::span<const std::string_view> names_of(EarningState) {
    static constexpr std::array<std::string_view, 5> names{
        "forecast", "accrued", "payable", "in_statement", "paid"};
    return names;
}

std::span<const std::string_view> names_of(EarningKind) {
    static constexpr std::array<std::string_view, 4> names{
        "margin", "marketplace_cost", "incentive", "correction"};
    return names;
}

std::span<const std::string_view> names_of(CorrectionReason) {
    static constexpr std::array<std::string_view, 3> names{"none", "refund", "volume_fell"};
    return names;
}

void Earning::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "owner", owner);
    field(v, "deal", deal);
    field(v, "deal_number", deal_number);
    field(v, "customer", customer);
    field(v, "kind", kind);
    field(v, "state", state);
    field(v, "category", category);
    field(v, "base", base);
    field(v, "rate", rate);
    field(v, "rate_agreed", rate_agreed);
    field(v, "part", part);
    field(v, "amount", amount);
    field(v, "rule", rule);
    field(v, "rule_version", rule_version);
    field(v, "effective_from", effective_from);
    field(v, "clause", clause);
    field(v, "year", year);
    field(v, "written_on", written_on);
    field(v, "payable_on", payable_on);
    field(v, "statement", statement);
    field(v, "paid_on", paid_on);
    field(v, "corrects", corrects);
    field(v, "reason", reason);
    field(v, "refunded", refunded);
    field(v, "text", text);
    field(v, "statement_due", statement_due);
}

// What a partner earns is its margin: a member sees none of it.
static constexpr FieldAccess earning_fields[] = {
    {"partner", seen_by::seller},       {"owner", seen_by::seller},
    {"deal", seen_by::seller},          {"deal_number", seen_by::seller},
    {"customer", seen_by::seller},      {"kind", seen_by::seller},
    {"state", seen_by::seller},         {"category", seen_by::seller},
    {"base", seen_by::seller},          {"rate", seen_by::seller},
    {"rate_agreed", seen_by::seller},   {"part", seen_by::seller},
    {"amount", seen_by::seller},        {"rule", seen_by::seller},
    {"rule_version", seen_by::seller},  {"effective_from", seen_by::seller},
    {"clause", seen_by::seller},        {"year", seen_by::seller},
    {"written_on", seen_by::seller},    {"payable_on", seen_by::seller},
    {"statement", seen_by::seller},     {"paid_on", seen_by::seller},
    {"corrects", seen_by::seller},      {"reason", seen_by::seller},
    {"refunded", seen_by::seller},      {"text", seen_by::seller},
    {"statement_due", seen_by::seller},
};

// Nobody's own, although a deal has an owner: that may be a member, who learns of no margin, not
// from the lines of its history either.
static Place place_of_earning(const Record& record) {
    return {.partner = body_of<Earning>(record).partner, .owner = {}};
}

static std::vector<std::string> keys_of_earning(const Record& record) {
    const auto& earning = body_of<Earning>(record);
    std::vector<std::string> keys{index_key("earnings_of", earning.partner.bytes)};
    if (earning.deal.given()) keys.push_back(index_key("earnings_of_deal", earning.deal.bytes));
    return keys;
}

// What is held becomes payable on its day; what is payable goes into the statement of its quarter.
static void dues_of_earning(const Record& record, const Program&, std::vector<Due>& dues) {
    const auto& earning = body_of<Earning>(record);
    if (earning.state == EarningState::accrued) {
        dues.push_back({start_of(earning.payable_on), MakeEarningPayable{{record.id}}});
    }
    if (earning.state != EarningState::payable) return;
    const auto named = quarter_from_text(earning.statement_due);
    const Quarter quarter = named.ok() ? named.value() : quarter_of(earning.payable_on);
    dues.push_back(
        {start_of(days_of(quarter).until),
         IssueStatement{
             statement_id(earning.partner, quarter), earning.partner, text_from_quarter(quarter)}}
    );
}

constinit const KindRule Earning::registered = {
    .kind = Kind::earning,
    .type = body_type<Earning>,
    .place = place_of_earning,
    .index_keys = keys_of_earning,
    .fields = earning_fields,
    .dues = dues_of_earning,
    .state_field = "state"};

}  // namespace entente
