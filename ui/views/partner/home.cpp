#include "ui/views/partner/home.h"

#include "ui/kit/charts/chart.h"
#include "ui/kit/controls/feedback.h"
#include "ui/views/words.h"

namespace entente::ui {

namespace {

void draw_tasks(Ui& ui, const HomePage& page, Actions& actions) {
    card(ui, {.label = page.tasks_title}, [&] {
        card_header(ui, page.tasks_title, page.tasks_note);
        if (page.tasks.empty()) {
            draw_empty(ui, "tasks_empty", page.tasks_empty, actions);
            return;
        }
        const auto item = [&](int i) {
            const Task& task = page.tasks[static_cast<std::size_t>(i)];
            const TaskItem style{
                .key = task.key,
                .tone = tone_of(task.status.tone),
                .status = task.status.text,
                .words = task.text,
                .action = task.press.label,
                .href = task.url};
            switch (task_item(ui, style)) {
                case TaskPress::none:
                    break;
                case TaskPress::words:
                    actions.push_back(act::Navigate{task.url});
                    break;
                case TaskPress::action:
                    actions.push_back(task.press.action);
                    break;
            }
        };
        list(ui, page.tasks_title, static_cast<int>(page.tasks.size()), item);
    });
}

void draw_pipeline(Ui& ui, const HomePage& page) {
    card(ui, {.label = page.pipeline_title, .gap = space::medium}, [&] {
        card_header(ui, page.pipeline_title, page.pipeline_note);
        std::vector<ChartPoint> points;
        for (const StageBar& bar : page.pipeline) {
            points.push_back(
                {.label = bar.name,
                 .value = bar.value,
                 .note = bar.count,
                 .part = part_of(bar.permille)}
            );
        }
        stage_bars(ui, page.pipeline_title, points);
    });
}

}  // namespace

void draw_home(Ui& ui, const HomePage& page, Actions& actions) {
    const PageHeader header{.title = page.greeting, .subtitle = page.subtitle, .actions = [&] {
                                draw_presses(ui, page.presses, actions);
                            }};
    page_header(ui, header);
    const Grid figures{.columns = 4, .min_width = extent::figure_card};
    grid(ui, figures, static_cast<int>(page.figures.size()), [&](int i) {
        const Figure& shown = page.figures[static_cast<std::size_t>(i)];
        stat_card(
            ui,
            {.label = shown.label,
             .figure = shown.value,
             .note = shown.note,
             .about = shown.about,
             .rule = shown.rule}
        );
    });
    draw_tasks(ui, page, actions);
    draw_pipeline(ui, page);
}

}  // namespace entente::ui
