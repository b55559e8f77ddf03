#include "core/app/pages/deal_words.h"

#include "core/app/format.h"
#include "core/base/sort.h"

#include <algorithm>

namespace entente {

namespace {

constexpr std::int32_t danger_days = 14;

std::int32_t longest_reminder(const Program& program) {
    std::int32_t days = 0;
    for (const std::int32_t reminder : program.review.protection_reminders) {
        days = std::max(days, reminder);
    }
    return days;
}

Tone tone_of(Review review) {
    switch (review) {
        case Review::draft:
            return Tone::neutral;
        case Review::submitted:
        case Review::in_review:
            return Tone::info;
        case Review::info_requested:
            return Tone::warning;
        case Review::conflict:
            return Tone::danger;
        case Review::approved:
        case Review::won_reported:
            return Tone::good;
        case Review::expired:
            return Tone::warning;
        case Review::closed:
            return Tone::neutral;
    }
    return Tone::neutral;
}

std::int32_t term_days(const PageSource& source, const Deal& deal) {
    const Partner* partner = partner_of(source, deal.partner);
    const Tier tier = partner != nullptr ? partner->tier : Tier::emerging;
    return std::max(1, rule_of(source.program, tier).protection_days);
}

Mark clock_mark_in(
    const PageSource& source, const Deal& deal, const char* due, const char* overdue
) {
    const Catalog& words = source.words;
    if (deal.review == Review::info_requested) return {Tone::warning, words.text("clock.paused")};
    if (deal.review == Review::conflict) return {Tone::danger, words.text("clock.conflict")};
    const bool waits = deal.review == Review::submitted || deal.review == Review::in_review;
    if (!waits || !deal.sla.limit_at.given()) return {};
    const std::int64_t left = deal.sla.limit_at - source.now;
    const std::string age = text_from_duration(words, left < 0 ? -left : left);
    if (left < 0) return {Tone::danger, words.text(overdue, {{"age", age}})};
    const bool past_target = deal.sla.target_at.given() && deal.sla.target_at < source.now;
    return {past_target ? Tone::warning : Tone::info, words.text(due, {{"age", age}})};
}

}  // namespace

bool in_pipeline(const Deal& deal) {
    return deal.review != Review::closed && deal.review != Review::expired;
}

std::optional<std::int64_t> protection_left_ms(const Deal& deal, Moment now) {
    const bool holds =
        deal.protection == Protection::active || deal.protection == Protection::extension_pending;
    if (!holds || !in_pipeline(deal)) return std::nullopt;
    const std::int64_t left = start_of(deal.protected_until + Days{1}) - now;
    return std::max<std::int64_t>(left, 0);
}

bool ends_soon(const PageSource& source, const Deal& deal) {
    const std::optional<std::int64_t> left = protection_left_ms(deal, source.now);
    return left && *left <= longest_reminder(source.program) * ms_per_day;
}

DealAsks asks_of(const PageSource& source, const Deal& deal) {
    if (deal.review == Review::info_requested) return DealAsks::answer;
    const std::optional<std::int64_t> left = protection_left_ms(deal, source.now);
    if (left && *left <= danger_days * ms_per_day) return DealAsks::protection_ends;
    return DealAsks::none;
}

DealAsks asks_of(const PageSource& source, const Record& record) {
    if (mark_of(source, record.key()) == SyncMark::needs_attention) return DealAsks::attention;
    return asks_of(source, body_of<Deal>(record));
}

Mark review_mark(const PageSource& source, const Deal& deal) {
    if (deal.review != Review::closed) {
        return {tone_of(deal.review), source.words.of("review", name_of(deal.review))};
    }
    Tone tone = Tone::neutral;
    if (deal.outcome == DealOutcome::won) tone = Tone::good;
    if (deal.outcome == DealOutcome::rejected || deal.outcome == DealOutcome::revoked) {
        tone = Tone::danger;
    }
    return {tone, source.words.of("outcome", name_of(deal.outcome))};
}

Mark saved_mark(const PageSource& source, const RecordKey& key) {
    switch (mark_of(source, key)) {
        case SyncMark::confirmed:
            return {Tone::neutral, source.words.text("sync.confirmed")};
        case SyncMark::draft_here:
            return {Tone::neutral, source.words.text("sync.draft_here")};
        case SyncMark::waiting:
            return {Tone::warning, source.words.text("sync.waiting")};
        case SyncMark::sent:
            return {Tone::info, source.words.text("sync.sent")};
        case SyncMark::needs_attention:
            return {Tone::danger, source.words.text("sync.needs_attention")};
    }
    return {};
}

Mark clock_mark(const PageSource& source, const Deal& deal) {
    return clock_mark_in(source, deal, "clock.due", "clock.overdue");
}

Mark queue_clock_mark(const PageSource& source, const Deal& deal) {
    return clock_mark_in(source, deal, "approvals.due", "approvals.overdue");
}

ProtectionWords protection_words(const PageSource& source, const Deal& deal) {
    const std::optional<std::int64_t> left = protection_left_ms(deal, source.now);
    if (left) {
        const std::int64_t term = term_days(source, deal) * ms_per_day;
        Tone tone = Tone::accent;
        if (*left * 2 <= term) tone = Tone::warning;
        if (*left <= danger_days * ms_per_day) tone = Tone::danger;
        const auto permille =
            static_cast<std::int32_t>(std::min<std::int64_t>(1000, *left * 1000 / term));
        return {text_from_duration(source.words, *left), tone, permille};
    }
    if (deal.protection == Protection::lapsed) {
        return {source.words.text("protection.lapsed"), Tone::warning, -1};
    }
    const Mark clock = clock_mark(source, deal);
    if (!clock.text.empty()) return {clock.text, clock.tone, -1};
    return {source.words.text("common.none"), Tone::neutral, -1};
}

Money value_or_none(const Deal& deal) {
    const Result<Money> value = value_of(deal);
    return value.ok() ? value.value() : Money{};
}

std::optional<Quote> quote_of(const PageSource& source, const Deal& deal) {
    const Agreement* agreement = agreement_of(source, deal.agreement);
    if (agreement == nullptr) agreement = agreement_in_force(source, deal.partner);
    if (agreement == nullptr || deal.lines.empty()) return std::nullopt;
    Result<Quote> result = quote_of_deal(deal, *agreement, source.program, date_of(source.now));
    if (!result.ok()) return std::nullopt;
    return std::move(result).value();
}

DealMargin margin_of(const PageSource& source, const Deal& deal) {
    const std::optional<Quote> made = quote_of(source, deal);
    if (!made) return {};
    return {true, made->low, made->high, made->agreed};
}

std::string margin_text(const PageSource& source, const DealMargin& margin) {
    if (!margin.known) return source.words.text("common.none");
    if (margin.agreed) return text_from_amount(source.words, *margin.agreed);
    return text_from_range(source.words, margin.low, margin.high);
}

std::vector<TimelineLine> timeline_of(const PageSource& source, DealId id) {
    std::vector<const Record*> records = records_under(source, "history_of", id.bytes);
    sort_values(records, [](const Record* a, const Record* b) {
        const Moment left = body_of<HistoryLine>(*a).at;
        const Moment right = body_of<HistoryLine>(*b).at;
        return left != right ? right < left : b->id < a->id;
    });
    std::vector<TimelineLine> lines;
    for (const Record* record : records) {
        const auto& line = body_of<HistoryLine>(*record);
        const bool own = line.person.given() && line.person == source.actor.person;
        std::string who = own ? source.words.text("history.you") : line.person_name;
        if (!line.person.given()) who = source.words.text("history.program");
        const std::string what = source.words.text(
            "history." + line.event,
            {{"who", who},
             {"from", source.words.of("history_value", line.from)},
             {"to", source.words.of("history_value", line.to)},
             {"rule", line.rule}}
        );
        lines.push_back({text_from_day_of_year(source.words, date_of(line.at)), what, line.text});
    }
    return lines;
}

std::string customer_line(const Customer& customer) {
    if (customer.domain.empty()) return customer.country;
    if (customer.country.empty()) return customer.domain;
    return customer.domain + " · " + customer.country;
}

std::string products_line(const PageSource& source, const std::vector<std::string>& products) {
    std::string line;
    for (const std::string& product : products) {
        if (!line.empty()) line += " · ";
        line += product_name(source, product);
    }
    return line;
}

std::string person_name(const PageSource& source, PersonId id) {
    if (!id.given()) return source.words.text("common.nobody");
    const Person* person = person_of(source, id);
    return person != nullptr ? person->name : source.words.text("history.program");
}

}  // namespace entente
