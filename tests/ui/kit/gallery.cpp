#include "tests/ui/kit/gallery.h"

#include "ui/kit/charts/chart.h"
#include "ui/kit/controls/feedback.h"
#include "ui/kit/controls/field.h"
#include "ui/kit/controls/list.h"
#include "ui/kit/controls/table.h"

#include <array>

namespace entente::test {

using namespace entente::ui;

namespace {

struct Entry {
    const char* key;
    const char* label;
    const char* count;
    Icon icon;
};

constexpr std::array<Entry, 10> entries{{
    {"home", "Home", "", Icon::home},
    {"deals", "Deals", "12", Icon::deals},
    {"margins", "Margins", "", Icon::margins},
    {"certifications", "Certifications", "", Icon::certifications},
    {"learning", "Learning", "", Icon::help},
    {"funds", "Funds", "", Icon::search},
    {"resources", "Resources", "", Icon::calendar},
    {"scorecard", "Scorecard", "", Icon::check},
    {"support", "Support", "1", Icon::warning},
    {"event", "Event capture", "", Icon::check},
}};

void draw_side(Ui& ui, GalleryState& state, std::string_view current) {
    dock(ui, {.edge = Edge::left, .key = "side", .label = "Main", .size = 216}, [&] {
        brand(ui, "Entente");
        spacer(ui, space::small);
        for (const Entry& entry : entries) {
            const NavItem item{
                .key = entry.key,
                .label = entry.label,
                .href = "/",
                .count = entry.count,
                .icon = entry.icon,
                .current = current == entry.key};
            if (nav_item(ui, item)) state.pressed = entry.key;
        }
        at_bottom(ui, [&] {
            nav_item(ui, {.key = "settings", .label = "Settings", .icon = Icon::settings});
            nav_item(ui, {.key = "help", .label = "Help", .icon = Icon::help});
        });
    });
}

void draw_bottom(Ui& ui, GalleryState& state, std::string_view current) {
    const Dock style{.edge = Edge::bottom, .key = "bottom", .label = "Main", .padding_y = 2};
    dock(ui, style, [&] {
        const float width = available_width(ui) / 5;
        row(ui, {.gap = 0, .wraps = false}, [&] {
            for (std::size_t i = 0; i < 5; ++i) {
                const Entry& entry = entries[i];
                const NavItem item{
                    .key = entry.key,
                    .label = entry.label,
                    .icon = entry.icon,
                    .current = current == entry.key,
                    .stacked = true,
                    .width = width};
                if (nav_item(ui, item)) state.pressed = entry.key;
            }
        });
    });
}

void draw_frame(Ui& ui, GalleryState& state, std::string_view current) {
    if (is_desktop(ui)) draw_side(ui, state, current);
    const Dock top{
        .edge = Edge::top,
        .role = Role::banner,
        .key = "top",
        .label = "Top",
        .size = 56,
        .padding_x = is_phone(ui) ? space::large : space::huge,
        .padding_y = 6};
    dock(ui, top, [&] {
        const auto find = [&] {
            if (is_phone(ui)) {
                text(ui, "DockCon 2026", {.font = type::section_heading});
                return;
            }
            const SearchBox box{
                .key = "search", .label = "Search deals, customers, people…", .keys = "Ctrl K"};
            if (search_box(ui, box)) state.pressed = "search";
        };
        const auto person = [&] {
            const SyncPill pill{.key = "sync", .label = "Synced 1 min ago"};
            if (sync_pill(ui, pill)) state.pressed = "sync";
            avatar(ui, "MO", "Maya Okafor");
        };
        bar(ui, {.leading_min = 100}, find, person);
    });
    if (is_phone(ui)) draw_bottom(ui, state, current);
}

constexpr std::array<TaskItem, 4> tasks{{
    {.key = "1",
     .tone = Tone::danger,
     .status = "Protection lapses in 6 days",
     .words = "Northgate Rail — fleet automation · $640,000",
     .action = "Ask for extension"},
    {.key = "2",
     .tone = Tone::warning,
     .status = "Information requested",
     .words = "Harbor Mutual — claims triage: add the customer’s decision date",
     .action = "Answer"},
    {.key = "3",
     .tone = Tone::info,
     .status = "Certificate expires 14 Dec",
     .words = "Jonas Weber · Professional level, renewal exam open",
     .action = "Open exam"},
    {.key = "4",
     .tone = Tone::info,
     .status = "Fund claim due 30 Nov",
     .words = "Q4 manufacturing roundtable · $18,000 approved",
     .action = "Send claim"},
}};

void draw_scorecard(Ui& ui) {
    card(ui, {.label = "Scorecard", .gap = space::medium}, [&] {
        card_header(ui, "Scorecard", [&] {
            figure(ui, "78");
            text(ui, "/ 100", {.font = type::secondary_strong, .ink = Ink::muted});
        });
        const Tone good = Tone::accent;
        meter(
            ui, {.label = "Revenue performance", .note = "weight 40%", .value = "82", .part = 0.82F}
        );
        meter(ui, {.label = "Customer satisfaction", .value = "88", .part = 0.88F, .tone = good});
        meter(
            ui,
            {.label = "Technical competency", .value = "61", .part = 0.61F, .tone = Tone::warning}
        );
        card(ui, {.padding = space::medium, .tone = Tone::accent}, [&] {
            const std::array<Run, 2> runs{
                Run{.text = "To reach 82: ", .font = type::secondary_strong},
                Run{.text = "one more Professional certificate lifts Technical competency by 20 "
                            "points.",
                    .font = type::secondary}};
            rich_text(ui, runs);
        });
    });
}

constexpr std::array<ChartPoint, 5> stages{{
    {.label = "Prospect", .value = "$0.9M", .note = "3", .part = 0.38F},
    {.label = "Qualified", .value = "$1.6M", .note = "4", .part = 0.66F},
    {.label = "Technical validation", .value = "$1.1M", .note = "2", .part = 0.46F},
    {.label = "Business validation", .value = "$0.8M", .note = "2", .part = 0.34F},
    {.label = "Committed", .value = "$0.4M", .note = "1", .part = 0.18F},
}};

}  // namespace

void draw_home(Ui& ui, GalleryState& state) {
    draw_frame(ui, state, "home");
    scroll_page(ui, {.key = "home", .label = "Home"}, [&] {
        const auto actions = [&] {
            if (button(ui, {.key = "margin", .label = "Calculate a margin"})) {
                state.pressed = "margin";
            }
            const Button go{.key = "register", .label = "Register a deal", .look = Look::primary};
            if (button(ui, go)) state.pressed = "register";
        };
        page_header(
            ui,
            {.title = "Good morning, Maya",
             .subtitle = "Slalom · Tier 2 regional integrator · North America",
             .actions = actions}
        );
        const std::array<Stat, 4> stats{{
            {"Open pipeline", "$4.82M", "12 deals · 3.2× your quota"},
            {"Protected", "9 of 12", "next lapses in 6 days: Northgate Rail"},
            {"Earned this quarter", "$186,400", "$92,150 paid · $94,250 accrued"},
            {"Forecast margin", "$1.12M", "open deals, weighted by stage"},
        }};
        grid(ui, {}, 4, [&](int i) { stat_card(ui, stats[static_cast<std::size_t>(i)]); });
        const auto needs = [&] {
            card(ui, {.label = "Needs you", .gap = space::medium}, [&] {
                card_header(ui, "Needs you", "4 items");
                list(ui, "Needs you", 4, [&](int i) {
                    const TaskItem& task = tasks[static_cast<std::size_t>(i)];
                    if (task_item(ui, task) == TaskPress::action) state.pressed = task.action;
                });
            });
        };
        split(ui, {.weights = {1.35F, 1}, .beside = WidthClass::desktop}, {needs, [&] {
                                                                               draw_scorecard(ui);
                                                                           }});
        card(ui, {.label = "Pipeline by stage", .gap = space::medium}, [&] {
            card_header(ui, "Pipeline by stage", "value, number of deals");
            stage_bars(ui, "Pipeline by stage", stages);
        });
    });
}

namespace {

struct Deal {
    const char *name, *what, *stage, *review, *left, *value;
    Tone tone;
};

constexpr std::array<Deal, 6> deals{{
    {"Northgate Rail",
     "Fleet automation",
     "Business validation",
     "Approved",
     "6 days",
     "$640,000",
     Tone::good},
    {"Harbor Mutual",
     "Claims triage",
     "Qualified",
     "Info requested",
     "clock paused",
     "$410,000",
     Tone::warning},
    {"Ostara Foods", "Line planning", "Prospect", "Draft", "—", "$285,000", Tone::neutral},
    {"Kestrel Energy",
     "Grid work orders",
     "Technical validation",
     "Approved",
     "61 days",
     "$920,000",
     Tone::good},
    {"Tern Logistics",
     "Dock scheduling",
     "Qualified",
     "Conflict",
     "under decision",
     "$730,000",
     Tone::danger},
    {"Mercy West",
     "Clinical task routing",
     "Qualified",
     "In review",
     "decision due in 9 h",
     "$510,000",
     Tone::info},
}};

const Deal& deal_of(int row) {
    return deals[static_cast<std::size_t>(row) % deals.size()];
}

void draw_cell(Ui& ui, int row, int column) {
    const Deal& deal = deal_of(row);
    const TextStyle words{.font = type::secondary, .wraps = false};
    if (column == 0) {
        text(ui, deal.name, {.font = type::secondary_strong, .wraps = false});
        text(ui, deal.what, {.font = type::secondary, .ink = Ink::muted, .wraps = false});
    }
    if (column == 1) text(ui, deal.stage, words);
    if (column == 2) pill(ui, deal.tone, deal.review);
    if (column == 3) {
        text(ui, deal.left, words);
        if (row % 3 == 0) {
            meter(ui, {.label = "Protection", .part = 0.4F, .tone = Tone::warning, .shown = false});
        }
    }
    if (column == 4) text(ui, deal.value, words);
    if (column == 5) text(ui, "Synced", {.font = type::secondary, .ink = Ink::muted});
}

constexpr std::array<TableColumn, 6> columns{{
    {.title = "Customer", .width_min = 110, .sortable = true},
    {.title = "Stage", .width_min = 120, .sortable = true},
    {.title = "Review", .width_min = 120},
    {.title = "Protection", .width_min = 120, .priority = 1},
    {.title = "Value", .weight = 0.5F, .width_min = 70, .right_aligned = true, .sortable = true},
    {.title = "Saved", .weight = 0.5F, .width_min = 60, .priority = 2},
}};

void draw_detail(Ui& ui, GalleryState& state) {
    card(ui, {.label = "Northgate Rail"}, [&] {
        card_header(ui, "Northgate Rail", [&] { pill(ui, Tone::good, "Approved"); });
        muted_text(ui, "Fleet automation · DR-2026-004117");
        banner(
            ui,
            {.key = "lapse",
             .tone = Tone::danger,
             .title = "Protection lapses in 6 days",
             .words = "29 Nov 2026, 24:00 UTC · one extension of 60 days is left"}
        );
        row(ui, {}, [&] {
            const Button ask{.key = "ask", .label = "Ask for extension", .look = Look::primary};
            if (button(ui, ask)) state.dialog_open = true;
            if (button(ui, {.key = "stage", .label = "Update stage"})) state.pressed = "stage";
        });
        const std::array<KeyValue, 4> facts{{
            {"Customer", "northgaterail.com · US"},
            {"Value", "$640,000 over 3 years"},
            {"Your margin", "$166,400 (26.0%)"},
            {"Channel manager", "Elena Ruiz"},
        }};
        key_values(ui, facts);
        spacer(ui, space::small);
        card_heading(ui, "History");
        const std::array<Moment, 3> moments{{
            {"20 Nov", "You moved the stage to Business validation", ""},
            {"2 Sep", "Approved by Elena Ruiz and a second approver · protected 90 days", ""},
            {"1 Sep", "Registered offline at RailTech Expo by you", ""},
        }};
        history(ui, "History", moments);
    });
}

}  // namespace

void draw_deals(Ui& ui, GalleryState& state) {
    draw_frame(ui, state, "deals");
    scroll_page(ui, {.key = "deals", .label = "Deals"}, [&] {
        page_header(ui, {.title = "Deals", .actions = [&] {
                             button(ui, {.key = "import", .label = "Import CSV"});
                             menu(
                                 ui,
                                 {.key = "more", .label = "More"},
                                 std::array<Choice, 2>{{{"a", "Export"}, {"b", "Print"}}}
                             );
                             const Button go{
                                 .key = "register",
                                 .label = "Register a deal",
                                 .look = Look::primary,
                                 .icon = Icon::check};
                             if (button(ui, go)) state.pressed = "register";
                         }});
        const std::array<Choice, 4> filters{
            {{"all", "All 214"}, {"open", "Open 12"}, {"needs", "Needs you 2"}, {"won", "Won"}}};
        if (const auto chosen = segments(ui, "Filter", filters, state.filter)) {
            state.filter = *chosen;
        }
        const auto rows = [&] {
            card(ui, {.flush = true}, [&] {
                const Table style{
                    .key = "deals",
                    .label = "Deals",
                    .columns = columns,
                    .rows = state.rows,
                    .row_height = 56,
                    .sorted_column = state.sorted,
                    .sorted_down = true,
                    .selected = state.selected,
                    .row_name = [](int row) { return std::string_view(deal_of(row).name); }};
                const TableResult did =
                    table(ui, style, [&](int row, int column) { draw_cell(ui, row, column); });
                if (did.opened) state.selected = *did.opened;
                if (did.sorted) state.sorted = *did.sorted;
            });
        };
        split(ui, {.weights = {2.3F, 1}, .beside = WidthClass::desktop}, {rows, [&] {
                                                                              draw_detail(
                                                                                  ui, state
                                                                              );
                                                                          }});
    });
    if (state.dialog_open) {
        const Dialog style{
            .key = "extend", .title = "Ask for an extension", .close_label = "Close"};
        const auto body = [&] {
            paragraph(ui, "Protection would end 60 days later, on 28 Jan 2027.");
            text_area(
                ui, {.key = "reason", .label = "Reason", .value = "Budget moved to January."}
            );
        };
        const auto actions = [&] {
            if (button(ui, {.key = "cancel", .label = "Cancel"})) state.dialog_open = false;
            const Button go{.key = "send", .label = "Ask", .look = Look::primary};
            if (button(ui, go)) state.pressed = "send";
        };
        if (dialog(ui, style, body, actions)) state.dialog_open = false;
    }
    if (state.toast_open) {
        toast(
            ui,
            {.key = "toast", .words = "Saved on this device", .action = "Undo", .tone = Tone::good}
        );
    }
}

namespace {

constexpr std::array<std::string_view, 12> countries{
    "Canada",
    "United States",
    "Mexico",
    "Brazil",
    "France",
    "Germany",
    "Spain",
    "Portugal",
    "Japan",
    "Kenya",
    "India",
    "Chile"};

void draw_first_fields(Ui& ui, GalleryState& state, int i) {
    if (i == 0) {
        text_field(
            ui,
            {.key = "domain",
             .label = "Customer’s web domain",
             .value = "northgaterail.com",
             .help = "identifies the customer: decides duplicates",
             .mode = InputMode::url,
             .required = true}
        );
    }
    if (i == 1) {
        const auto typed =
            text_field(ui, {.key = "name", .label = "Customer’s legal name", .value = state.name});
        if (typed) state.name = *typed;
    }
    if (i == 2) {
        const auto chosen = combo(
            ui,
            {.key = "country", .label = "Country", .chosen = state.country},
            static_cast<int>(countries.size()),
            [](int index) { return countries[static_cast<std::size_t>(index)]; }
        );
        if (chosen) state.country = *chosen;
    }
    if (i == 3) {
        money_field(
            ui,
            {.key = "value",
             .label = "Expected value",
             .value = "640,000",
             .error = "must be at least 10,000",
             .prefix = "USD"}
        );
    }
    if (i == 4) {
        const auto typed = text_area(
            ui,
            {.key = "aim",
             .label = "What the customer wants to achieve",
             .value = state.aim,
             .help = "86 of at least 50 characters"}
        );
        if (typed) state.aim = *typed;
    }
}

void draw_last_fields(Ui& ui, GalleryState& state, int i) {
    const std::array<Choice, 4> products{
        {{"p1", "Platform licenses"},
         {"p2", "Industry 4.0"},
         {"p3", "Services"},
         {"p4", "Support"}}};
    if (i == 5) {
        multi_choice(
            ui,
            {.key = "products", .label = "Products", .help = "at least one"},
            products,
            [](int index) { return index < 2; }
        );
    }
    if (i == 6) {
        text_field(
            ui, {.key = "closed", .label = "Receipt", .value = "7F3K-22QD", .disabled = true}
        );
    }
    if (i == 8) {
        const DateField close{
            .field = {.key = "close", .label = "Expected close", .value = "18 Jan 2027"},
            .day = 20836,
            .has_day = true,
            .words = state.calendar_words()};
        const DateChange change = date_field(ui, close);
        if (change.day) state.day = *change.day;
    }
    if (i == 7) {
        text_field(ui, {.key = "empty", .label = "Note", .placeholder = "Not yet written"});
    }
}

void draw_fields(Ui& ui, GalleryState& state) {
    const auto cell = [&](int i) {
        draw_first_fields(ui, state, i);
        draw_last_fields(ui, state, i);
    };
    grid(ui, {.columns = 2, .min_width = 260}, 9, cell);
}

}  // namespace

void draw_form(Ui& ui, GalleryState& state) {
    draw_frame(ui, state, "deals");
    scroll_page(ui, {.key = "form", .label = "Register a deal"}, [&] {
        page_header(
            ui,
            {.title = "Register a deal",
             .subtitle = "Nine fields. Kept on this device as you type.",
             .actions =
                 [&] {
                     button(ui, {.key = "draft", .label = "Keep as draft"});
                     button(
                         ui,
                         {.key = "submit", .label = "Submit registration", .look = Look::primary}
                     );
                 }}
        );
        const auto fields = [&] {
            card(ui, {.label = "Registration", .gap = space::large}, [&] {
                draw_fields(ui, state);
                const auto met = checkbox(
                    ui,
                    {.key = "met",
                     .label = "We met at an event",
                     .help = "the claim is dated by the event",
                     .on = state.met}
                );
                if (met) state.met = *met;
                const std::array<Choice, 2> sectors{{{"s1", "Private"}, {"s2", "Public"}}};
                radios(ui, {.key = "sector", .label = "Sector", .chosen = 0}, sectors);
                const auto moved = band_slider(
                    ui,
                    {.key = "rate",
                     .label = "Rate inside your band",
                     .value = "38%",
                     .low = "$252,000",
                     .high = "$324,000",
                     .position = state.rate}
                );
                if (moved) state.rate = *moved;
            });
        };
        const auto earn = [&] {
            card(ui, {.label = "What you would earn"}, [&] {
                card_header(ui, "What you would earn", [&] {
                    pill(ui, Tone::neutral, "estimate");
                });
                figure(ui, "$128,000 – $192,000");
                const std::array<LineItem, 2> lines{{
                    {"Licenses 520,000 × 26%", "band 20–30%", "$135,200"},
                    {"Professional services 60,000 × 52%", "band 40–60%", "$31,200"},
                }};
                line_items(ui, "Steps", lines);
            });
            card(ui, {.label = "Already registered?"}, [&] {
                card_heading(ui, "Already registered?");
                pill(ui, Tone::good, "No overlap among your own deals");
                muted_text(ui, "Checked on this device against 214 deals in 2 ms.");
            });
        };
        split(ui, {.weights = {1.9F, 1}, .beside = WidthClass::desktop}, {fields, earn});
    });
}

namespace {

void draw_charts(Ui& ui) {
    card(ui, {.label = "Eight quarters", .gap = space::medium}, [&] {
        card_heading(ui, "Eight quarters");
        const std::array<ChartPoint, 5> points{{
            {.label = "Q1 25", .value = "54", .part = 0.54F},
            {.label = "Q2 25", .value = "58", .part = 0.58F},
            {.label = "Q3 25", .value = "57", .part = 0.57F},
            {.label = "Q4 25", .value = "63", .part = 0.63F},
            {.label = "Q1 26", .value = "78", .part = 0.78F},
        }};
        const std::array<std::string_view, 5> scale{"0", "25", "50", "75", "100"};
        line_chart(ui, {.label = "Score by quarter", .points = points, .scale = scale});
    });
    card(ui, {.label = "Revenue by region"}, [&] {
        const std::array<ChartPoint, 2> regions{{
            {.label = "North America",
             .value = "$5M invested",
             .note = "$182M · 41%",
             .part = 0.82F},
            {.label = "Europe", .value = "$4M invested", .note = "$147M · 33%", .part = 0.66F},
        }};
        bars(ui, "Revenue by region", regions);
    });
}

}  // namespace

void draw_score(Ui& ui, GalleryState& state) {
    draw_frame(ui, state, "scorecard");
    const Dock preview{
        .edge = Edge::top,
        .role = Role::region,
        .key = "preview",
        .label = "Preview",
        .padding_x = space::huge,
        .padding_y = 7,
        .tone = Tone::preview};
    dock(ui, preview, [&] {
        const Banner words{
            .key = "leave",
            .tone = Tone::preview,
            .title = "Viewing as Slalom · Maya Okafor",
            .words = "read-only, recorded in the audit log",
            .action = "Leave preview"};
        if (strip(ui, words)) state.pressed = "leave";
    });
    scroll_page(ui, {.key = "score", .label = "Scorecard"}, [&] {
        page_header(
            ui,
            {.title = "Scorecard",
             .subtitle = "Slalom · quarter to date · recomputed with every change",
             .actions = [&] { pill(ui, Tone::good, "Tier 2 kept"); }}
        );
        const auto total = [&] {
            card(ui, {.label = "Total", .padding = space::huge}, [&] {
                ring(ui, {.label = "Score", .figure = "78", .note = "of 100", .part = 0.78F});
                text(
                    ui,
                    "+6 since last quarter · rank 7 of 25 in Tier 2",
                    {.font = type::secondary, .ink = Ink::muted, .align = 0.5F}
                );
            });
        };
        const auto goals = [&] {
            const std::array<Goal, 4> all{{
                {"Partner-sourced revenue",
                 "36.2%",
                 "goal 40% of total",
                 "close",
                 Tone::warning,
                 0.9F},
                {"Satisfaction", "4.6 / 5", "goal over 4.5", "on target", Tone::accent, 1},
                {"Onboarding time", "34 days", "goal under 30", "off target", Tone::danger, 0.7F},
                {"Training completion", "91%", "goal over 90%", "on target", Tone::accent, 1},
            }};
            grid(ui, {.columns = 2}, 4, [&](int i) {
                goal_card(ui, all[static_cast<std::size_t>(i)]);
            });
        };
        split(ui, {.weights = {1, 2}}, {total, goals});
        draw_charts(ui);
    });
}

}  // namespace entente::test
