#include "core/app/pages/staff/approvals.h"

#include "core/app/format.h"
#include "core/base/sort.h"

#include <cstring>

namespace entente {

namespace {

bool waits_for_staff(Review review) {
    return review == Review::submitted || review == Review::in_review ||
           review == Review::info_requested || review == Review::conflict;
}

// A paused clock has no limit: it waits for the partner and stands last.
std::int64_t urgency(const Deal& deal) {
    if (deal.review == Review::info_requested) return INT64_MAX;
    return deal.sla.limit_at.given() ? deal.sla.limit_at.ms : INT64_MAX - 1;
}

std::string partner_name(const PageSource& source, PartnerId id) {
    const Partner* partner = partner_of(source, id);
    return partner != nullptr ? partner->name : source.words.text("common.somebody");
}

ApprovalRow row_of(const PageSource& source, const Record& record) {
    const auto& deal = body_of<Deal>(record);
    ApprovalRow row;
    std::memcpy(&row.key, record.id.data(), sizeof row.key);
    row.url = url_of(Screen::approval, record.id);
    row.customer = deal.customer.legal_name;
    row.title = deal.title;
    row.partner = partner_name(source, deal.partner);
    row.value = text_from_amount(source.words, value_or_none(deal));
    row.review = review_mark(source, deal);
    row.clock = queue_clock_mark(source, deal);
    row.holder = deal.reviewer.given() ? person_name(source, deal.reviewer)
                                       : source.words.text("common.nobody");
    return row;
}

std::vector<Fact> facts_of(const PageSource& source, const Deal& deal) {
    const Catalog& words = source.words;
    std::vector<Fact> facts;
    const auto add = [&](std::string_view key, const std::string& value) {
        if (!value.empty()) facts.push_back({words.text(key), value});
    };
    add("deal.partner", partner_name(source, deal.partner));
    if (const Partner* partner = partner_of(source, deal.partner)) {
        add("deal.tier", tier_name(source, partner->tier));
    }
    add("deal.owner", person_name(source, deal.owner));
    add("deal.customer", customer_line(deal.customer));
    add("deal.products", products_line(source, deal.products));
    add("deal.value", text_from_amount(words, value_or_none(deal)));
    add("deal.stage", stage_name(source, deal.stage));
    add("deal.close", text_from_day(words, deal.expected_close));
    add("deal.contact", deal.contact.name);
    add("deal.type", words.of("deal_type", name_of(deal.type)));
    add("deal.source", words.of("deal_source", name_of(deal.source)));
    add("deal.competitor", deal.competitor);
    add("deal.rfx", deal.rfx_number);
    add("deal.receipt", deal.receipt);
    add("deal.priority_time", text_from_time(words, deal.priority_until));
    if (deal.priority_from.given() && deal.priority_from != deal.priority_until) {
        add("deal.priority_from", text_from_time(words, deal.priority_from));
    }
    add("deal.reviewer",
        deal.reviewer.given() ? person_name(source, deal.reviewer) : std::string());
    add("deal.first_approver",
        deal.first_approver.given() ? person_name(source, deal.first_approver) : std::string());
    return facts;
}

std::vector<Press> presses_of(const PageSource& source, const Record& record) {
    const Catalog& words = source.words;
    const DealId id{record.id};
    std::vector<Press> presses;
    const auto add = [&](std::string_view key, const Command& tried, Action action, bool primary) {
        if (!may_try(source, tried)) return;
        const std::string name(key);
        presses.push_back({name, words.text("case." + name), {}, std::move(action), primary});
    };
    add("claim", ClaimDeal{id}, act::TakeCase{record.id}, true);
    add("approve", ApproveDeal{id, {}, {}}, act::OpenDialog{Dialog::approve, record.id}, true);
    add("ask", AskAboutDeal{id, {}, {}}, act::OpenDialog{Dialog::ask, record.id}, false);
    add("reject", RejectDeal{id, {}, {}, {}}, act::OpenDialog{Dialog::reject, record.id}, false);
    return presses;
}

std::string note_of(const PageSource& source, const Deal& deal) {
    const Catalog& words = source.words;
    if (deal.review == Review::conflict) return words.text("case.note.conflict");
    if (deal.review == Review::info_requested) {
        return words.text(
            "case.note.asked",
            {{"text", deal.question.text}, {"day", text_from_day(words, deal.question.due_on)}}
        );
    }
    const Money limit = source.program.review.second_approver_over;
    const Result<Money> value =
        converted(source.program, value_or_none(deal), limit.currency, date_of(source.now));
    if (!value.ok() || value.value().minor <= limit.minor) return {};
    const std::string amount = text_from_amount(words, limit);
    return words.text(
        deal.first_approver.given() ? "case.note.second" : "case.note.two",
        {{"amount", amount}, {"person", person_name(source, deal.first_approver)}}
    );
}

CasePage case_page(const PageSource& source, const Record& record) {
    const Catalog& words = source.words;
    const auto& deal = body_of<Deal>(record);
    CasePage page;
    page.deal = record.id;
    page.customer = deal.customer.legal_name;
    page.subtitle = partner_name(source, deal.partner);
    if (!deal.title.empty()) page.subtitle += " · " + deal.title;
    if (!deal.number.empty()) page.subtitle += " · " + deal.number;
    page.review = review_mark(source, deal);
    page.clock = clock_mark(source, deal);
    page.presses = presses_of(source, record);
    page.note = note_of(source, deal);
    page.facts_title = words.text("case.facts");
    page.facts = facts_of(source, deal);
    page.objective_label = words.text("deal.objective");
    page.objective = deal.objective;
    page.quote_title = words.text("case.quote");
    if (may(source, Permission::read_margins)) {
        const std::optional<Quote> made = quote_of(source, deal);
        if (made) {
            page.quote = quote_lines(source, *made);
            page.quote_sum = quote_sum(source, *made);
        }
    }
    page.history_title = words.text("deal.history");
    page.history = timeline_of(source, DealId{record.id});
    page.back = {"back", words.text("case.back"), {}, act::Navigate{url_of(Screen::approvals)}};
    return page;
}

}  // namespace

std::vector<const Record*> approval_queue(const std::vector<DealEntry>& deals) {
    std::vector<const Record*> queue;
    for (const DealEntry& deal : deals) {
        if (waits_for_staff(deal.review)) queue.push_back(deal.record);
    }
    sort_values(queue, [](const Record* a, const Record* b) {
        const std::int64_t left = urgency(body_of<Deal>(*a));
        const std::int64_t right = urgency(body_of<Deal>(*b));
        return left != right ? left < right : a->id < b->id;
    });
    return queue;
}

ApprovalsPage build_approvals_page(
    const PageSource& source, const std::vector<const Record*>& queue, const Route& route
) {
    const Catalog& words = source.words;
    ApprovalsPage page;
    page.title = words.text("approvals.title");
    page.subtitle = words.count("approvals.subtitle", static_cast<std::int64_t>(queue.size()));
    for (const char* key :
         {"approvals.customer",
          "approvals.partner",
          "approvals.value",
          "approvals.review",
          "approvals.clock",
          "approvals.holder"}) {
        page.columns.push_back(words.text(key));
    }
    page.rows = queue.size();
    page.row = [&source, &queue](std::size_t i) { return row_of(source, *queue[i]); };
    page.empty = {words.text("approvals.empty"), words.text("approvals.empty.text"), {}};
    if (route.screen != Screen::approval) return page;
    const Record* record = source.records.find({Kind::deal, route.id});
    if (record != nullptr) {
        page.open = case_page(source, *record);
    } else {
        page.missing = words.text("approvals.missing");
    }
    return page;
}

}  // namespace entente
