#include "core/app/pages/attention.h"

#include "core/app/format.h"
#include "core/app/pages/deal_words.h"

namespace entente {

namespace {

// The form a command carries; null for those that carry none.
const DealForm* form_in(const Command& command) {
    if (const auto* keep = command.as<KeepDraft>()) return &keep->form;
    if (const auto* submit = command.as<SubmitDeal>()) return &submit->form;
    if (const auto* answer = command.as<AnswerQuestion>()) return &answer->form;
    return nullptr;
}

std::string text_in(const Command& command) {
    if (const auto* withdraw = command.as<WithdrawDeal>()) return withdraw->reason;
    if (const auto* ask = command.as<AskAboutDeal>()) return ask->text;
    if (const auto* answer = command.as<AnswerQuestion>()) return answer->text;
    if (const auto* approve = command.as<ApproveDeal>()) return approve->text;
    if (const auto* reject = command.as<RejectDeal>()) return reject->text;
    return {};
}

void add_fact(std::vector<Fact>& facts, const std::string& name, const std::string& value) {
    if (!value.empty()) facts.push_back({name, value});
}

std::vector<Fact> sent_facts(const PageSource& source, const Command& command) {
    const Catalog& words = source.words;
    std::vector<Fact> facts;
    if (const DealForm* form = form_in(command)) {
        Deal deal;
        deal.lines = form->lines;
        add_fact(facts, words.text("deal.customer"), form->customer.legal_name);
        add_fact(facts, words.text("deal.domain"), form->customer.domain);
        add_fact(facts, words.text("deal.products"), products_line(source, form->products));
        add_fact(facts, words.text("deal.value"), text_from_amount(words, value_or_none(deal)));
        add_fact(facts, words.text("deal.close"), text_from_day(words, form->expected_close));
        add_fact(facts, words.text("deal.objective"), form->objective);
    }
    if (const auto* move = command.as<MoveStage>()) {
        add_fact(facts, words.text("attention.from"), stage_name(source, move->from));
        add_fact(facts, words.text("attention.to"), stage_name(source, move->to));
    }
    add_fact(facts, words.text("attention.text"), text_in(command));
    return facts;
}

AttentionCard card_of(const PageSource& source, const AttentionItem& item) {
    const Catalog& words = source.words;
    AttentionCard card;
    card.key = std::to_string(item.id);
    card.mark = {Tone::danger, words.of("verdict", name_of(item.verdict))};
    card.title = command_title(source, item.command);
    card.problem = problem_words(source, item.problem);
    card.sent.push_back({words.text("attention.when"), text_from_time(words, item.at)});
    if (item.command) {
        for (Fact& fact : sent_facts(source, *item.command)) card.sent.push_back(std::move(fact));
    }
    if (!item.bundle.empty()) {
        card.bundle =
            words.count("attention.bundle", static_cast<std::int64_t>(item.bundle.size()));
    }
    if (source.read_only) return card;
    if (item.command) {
        const bool edits = form_in(*item.command) != nullptr;
        card.presses.push_back(
            {"resend",
             words.text(edits ? "attention.edit" : "attention.again"),
             {},
             act::EditAndResend{item.id},
             true}
        );
    }
    card.presses.push_back(
        {"theirs",
         words.text("attention.theirs"),
         words.text("attention.theirs.help"),
         act::TakeTheirs{item.id}}
    );
    card.presses.push_back(
        {"withdraw",
         words.text("attention.withdraw"),
         words.text("attention.withdraw.help"),
         act::WithdrawWork{item.id}}
    );
    return card;
}

WaitingItem waiting_item(const PageSource& source, const OutboxEntry& entry) {
    const Catalog& words = source.words;
    WaitingItem item;
    item.key = std::to_string(entry.id());
    item.title = command_title(source, entry.command);
    item.when = text_from_age(words, entry.pushed.at, source.now);
    item.mark = {Tone::warning, words.text("sync.not_saved")};
    if (entry.saved) item.mark = {Tone::neutral, words.text("sync.waiting")};
    if (entry.sent) item.mark = {Tone::info, words.text("sync.sent")};
    if (entry.replay_problem) {
        item.mark = {Tone::danger, words.text("sync.would_be_refused")};
        item.when += " · " + problem_words(source, *entry.replay_problem);
    }
    return item;
}

}  // namespace

std::string command_title(const PageSource& source, const std::optional<Command>& command) {
    const Catalog& words = source.words;
    if (!command) return words.text("command.unknown");
    std::string customer;
    if (const DealForm* form = form_in(*command)) customer = form->customer.legal_name;
    if (customer.empty()) {
        const Deal* deal = deal_of(source, deal_of(*command));
        if (deal != nullptr) customer = deal->customer.legal_name;
    }
    if (customer.empty()) customer = words.text("deals.unnamed");
    return words.text("command." + std::string(command_name(*command)), {{"customer", customer}});
}

AttentionPage build_attention_page(const PageSource& source, const Session& session) {
    const Catalog& words = source.words;
    AttentionPage page;
    page.title = words.text("attention.title");
    for (const AttentionItem& item : session.attention()) {
        page.cards.push_back(card_of(source, item));
    }
    page.subtitle = words.count("attention.subtitle", static_cast<std::int64_t>(page.cards.size()));
    page.empty = {words.text("attention.empty"), words.text("attention.empty.text"), {}};
    for (const OutboxEntry* entry : session.pending()) {
        page.waiting.push_back(waiting_item(source, *entry));
    }
    page.waiting_title = words.text("attention.waiting");
    page.waiting_note =
        words.count("attention.waiting.count", static_cast<std::int64_t>(page.waiting.size()));
    page.presses.push_back({"sync", words.text("attention.sync_now"), {}, act::SyncNow{}});
    if (!page.cards.empty() || !page.waiting.empty()) {
        page.presses.push_back(
            {"export",
             words.text("attention.export"),
             words.text("attention.export.help"),
             act::ExportUnsent{}}
        );
    }
    if (!session.damage().empty()) {
        page.damage =
            words.count("attention.damage", static_cast<std::int64_t>(session.damage().size()));
    }
    return page;
}

}  // namespace entente
