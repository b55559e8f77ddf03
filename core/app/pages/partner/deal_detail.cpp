#include "core/app/pages/partner/deal_detail.h"

#include "core/app/format.h"
#include "core/app/pages/partner/quote_words.h"

#include <array>

namespace entente {

namespace {

void add_fact(std::vector<Fact>& facts, const std::string& name, const std::string& value) {
    if (!value.empty()) facts.push_back({name, value});
}

std::string margin_line(const PageSource& source, const Deal& deal) {
    const DealMargin margin = margin_of(source, deal);
    const Money value = value_or_none(deal);
    std::string text = margin_text(source, margin);
    if (!margin.agreed || value.minor <= 0) return text;
    // Shown to a tenth of a percent; the amount beside it is exact.
    const Money share{margin.agreed->minor, value.currency};
    const Result<Money> permille = scaled(share, 1000, value.minor);
    if (!permille.ok()) return text;
    const Percent rounded{static_cast<std::int32_t>(permille.value().minor * 10)};
    return text + " (" + text_from_percent(source.words, rounded) + ")";
}

std::string value_line(const PageSource& source, const Deal& deal) {
    std::int32_t months = 0;
    for (const DealLine& line : deal.lines) months = std::max(months, line.term_months);
    std::string value = text_from_amount(source.words, value_or_none(deal));
    if (months <= 12 || value.empty()) return value;
    return source.words.text(
        "deal.value_over",
        {{"value", value}, {"term", source.words.count("duration.months", months)}}
    );
}

// Partners hold no records of staff: their own manager goes with their partner's record.
std::string reviewer_name(const PageSource& source, const Deal& deal) {
    const Partner* partner = partner_of(source, deal.partner);
    const bool manager = partner != nullptr && partner->channel_manager == deal.reviewer;
    if (person_of(source, deal.reviewer) == nullptr && manager &&
        !partner->channel_manager_name.empty()) {
        return partner->channel_manager_name;
    }
    return person_name(source, deal.reviewer);
}

std::vector<Fact> facts_of(const PageSource& source, const Deal& deal) {
    const Catalog& words = source.words;
    std::vector<Fact> facts;
    add_fact(facts, words.text("deal.customer"), customer_line(deal.customer));
    add_fact(facts, words.text("deal.products"), products_line(source, deal.products));
    add_fact(facts, words.text("deal.value"), value_line(source, deal));
    if (may(source, Permission::read_margins)) {
        const std::string name = words.text("deal.margin");
        add_fact(facts, name, margin_line(source, deal));
        const std::optional<Quote> made = quote_of(source, deal);
        if (made && !facts.empty()) {
            facts.back().about = words.text("common.about", {{"what", name}});
            facts.back().rule = quote_rules(source, *made);
        }
    }
    add_fact(facts, words.text("deal.close"), text_from_day(words, deal.expected_close));
    add_fact(facts, words.text("deal.contact"), deal.contact.name);
    if (deal.protection == Protection::active) {
        const std::string until = text_from_day(words, deal.protected_until);
        add_fact(facts, words.text("deal.protected_until"), until);
    }
    add_fact(facts, words.text("deal.priority_time"), text_from_time(words, deal.priority_until));
    add_fact(facts, words.text("deal.receipt"), deal.receipt);
    add_fact(facts, words.text("deal.rfx"), deal.rfx_number);
    if (deal.owner.given()) {
        add_fact(facts, words.text("deal.owner"), person_name(source, deal.owner));
    }
    if (deal.reviewer.given()) {
        add_fact(facts, words.text("deal.reviewer"), reviewer_name(source, deal));
    }
    return facts;
}

void fill_callout(DealDetail& detail, const PageSource& source, const Record& record) {
    const Catalog& words = source.words;
    const auto& deal = body_of<Deal>(record);
    switch (asks_of(source, record)) {
        case DealAsks::attention:
            detail.callout = {Tone::danger, words.text("deal.callout.attention")};
            detail.callout_text = words.text("deal.callout.attention.text");
            return;
        case DealAsks::answer:
            detail.callout = {Tone::warning, words.text("deal.callout.question")};
            detail.callout_text = words.text(
                "deal.callout.question.text",
                {{"text", deal.question.text}, {"day", text_from_day(words, deal.question.due_on)}}
            );
            return;
        case DealAsks::protection_ends: {
            const std::string left =
                text_from_duration(words, *protection_left_ms(deal, source.now));
            const std::string day = text_from_day(words, deal.protected_until);
            detail.callout = {Tone::danger, words.text("deal.callout.lapses", {{"left", left}})};
            detail.callout_text = words.text("deal.callout.lapses.text", {{"day", day}});
            return;
        }
        case DealAsks::none:
            break;
    }
    if (deal.review == Review::conflict) {
        detail.callout = {Tone::warning, words.text("deal.callout.conflict")};
        detail.callout_text = words.text("deal.callout.conflict.text");
    }
    if (deal.outcome == DealOutcome::rejected) {
        detail.callout = {Tone::danger, words.text("deal.callout.rejected")};
        detail.callout_text = deal.decision_text;
    }
}

void add_presses(DealDetail& detail, const PageSource& source, const Record& record) {
    const Catalog& words = source.words;
    const auto& deal = body_of<Deal>(record);
    const DealId id{record.id};
    const Action edit = act::Navigate{url_of(Screen::edit_deal, record.id)};
    std::vector<Press>& presses = detail.presses;

    if (mark_of(source, record.key()) == SyncMark::needs_attention && !source.read_only) {
        presses.push_back(
            {"attention",
             words.text("deal.open_attention"),
             {},
             act::Navigate{url_of(Screen::attention)},
             true}
        );
    }
    if (deal.review == Review::draft && may_try(source, KeepDraft{id, {}})) {
        presses.push_back({"edit", words.text("deal.edit"), {}, edit, true});
    }
    if (deal.review == Review::info_requested && may_try(source, AnswerQuestion{id, {}, {}})) {
        presses.push_back({"answer", words.text("deal.answer"), {}, edit, true});
    }
    if (!source.actor.partner.given() && may_try(source, ClaimDeal{id})) {
        presses.push_back(
            {"case",
             words.text("deal.open_case"),
             {},
             act::Navigate{url_of(Screen::approval, record.id)},
             true}
        );
    }
    if (may_try(source, DiscardDraft{id})) {
        presses.push_back(
            {"discard", words.text("deal.discard"), {}, act::OpenDialog{Dialog::discard, record.id}}
        );
    }
    if (deal.review != Review::draft && may_try(source, WithdrawDeal{id, {}})) {
        presses.push_back(
            {"withdraw",
             words.text("deal.withdraw"),
             {},
             act::OpenDialog{Dialog::withdraw, record.id}}
        );
    }
}

std::optional<StagePicker> stage_picker(const PageSource& source, const Record& record) {
    const auto& deal = body_of<Deal>(record);
    StagePicker picker;
    picker.deal = record.id;
    picker.label = source.words.text("deal.stage");
    bool movable = false;
    for (const StageRule& rule : source.program.stages) {
        picker.stages.push_back({std::string(name_of(rule.stage)), rule.name});
        if (rule.stage == deal.stage) {
            picker.chosen = static_cast<int>(picker.stages.size()) - 1;
        } else if (!movable) {
            movable = may_try(source, MoveStage{DealId{record.id}, deal.stage, rule.stage});
        }
    }
    if (!movable) return std::nullopt;
    return picker;
}

std::string decision_of(const PageSource& source, const Deal& deal) {
    if (!deal.decided_at.given()) return {};
    std::string text = deal.decision_text;
    if (!deal.decision_rule.empty()) {
        const std::string rule =
            source.words.text("deal.decided_by_rule", {{"rule", deal.decision_rule}});
        text = text.empty() ? rule : text + " · " + rule;
    }
    const std::string at = text_from_time(source.words, deal.decided_at);
    return text.empty() ? at : text + " · " + at;
}

}  // namespace

DealDetail build_deal_detail(const PageSource& source, const Record& record) {
    const Catalog& words = source.words;
    const auto& deal = body_of<Deal>(record);
    DealDetail detail;
    detail.deal = record.id;
    detail.customer =
        deal.customer.legal_name.empty() ? words.text("deals.unnamed") : deal.customer.legal_name;
    // Before the program has given a number, how far the deal has come says more.
    const bool synced = mark_of(source, record.key()) == SyncMark::confirmed;
    std::string number = deal.number;
    if (number.empty() && !synced) number = saved_mark(source, record.key()).text;
    detail.subtitle = deal.title;
    if (!deal.title.empty() && !number.empty()) detail.subtitle += " · ";
    detail.subtitle += number;
    detail.review = review_mark(source, deal);
    fill_callout(detail, source, record);
    add_presses(detail, source, record);
    detail.stage = stage_picker(source, record);
    detail.facts = facts_of(source, deal);
    detail.objective_label = words.text("deal.objective");
    detail.objective = deal.objective;
    detail.decision_label = words.text("deal.decision");
    detail.decision = decision_of(source, deal);
    detail.history_label = words.text("deal.history");
    detail.history = timeline_of(source, DealId{record.id});
    detail.close_label = words.text("deal.back_to_list");
    return detail;
}

}  // namespace entente
