#include "ui/views/attention.h"

#include "ui/kit/controls/feedback.h"
#include "ui/views/words.h"

namespace entente::ui {

namespace {

void draw_card(Ui& ui, const AttentionCard& item, Actions& actions) {
    const KeyScope scope(item.key);
    card(ui, {.label = item.title, .gap = space::medium}, [&] {
        card_header(ui, item.title, [&] { draw_mark(ui, item.mark); });
        banner(ui, {.key = "why", .tone = Tone::danger, .title = item.problem});
        draw_facts(ui, item.sent);
        if (!item.bundle.empty()) muted_text(ui, item.bundle);
        draw_presses(ui, item.presses, actions);
    });
}

void draw_waiting(Ui& ui, const AttentionPage& page) {
    card(ui, {.label = page.waiting_title}, [&] {
        card_header(ui, page.waiting_title, page.waiting_note);
        const auto item = [&](int i) {
            const WaitingItem& waiting = page.waiting[static_cast<std::size_t>(i)];
            const KeyScope scope(waiting.key);
            const auto words = [&] {
                column(ui, space::hair, [&] {
                    text(ui, waiting.title);
                    muted_text(ui, waiting.when);
                });
            };
            bar(ui, {}, words, [&] { draw_mark(ui, waiting.mark); });
        };
        list(ui, page.waiting_title, static_cast<int>(page.waiting.size()), item);
    });
}

}  // namespace

void draw_attention(Ui& ui, const AttentionPage& page, Actions& actions) {
    const PageHeader header{
        .title = page.title,
        .subtitle = page.cards.empty() ? std::string_view() : std::string_view(page.subtitle),
        .actions = [&] { draw_presses(ui, page.presses, actions); }};
    page_header(ui, header);
    if (!page.damage.empty()) {
        banner(ui, {.key = "damage", .tone = Tone::danger, .title = page.damage});
    }
    for (const AttentionCard& item : page.cards) draw_card(ui, item, actions);
    if (page.cards.empty() && page.waiting.empty()) draw_empty(ui, "none", page.empty, actions);
    if (!page.waiting.empty()) draw_waiting(ui, page);
}

}  // namespace entente::ui
