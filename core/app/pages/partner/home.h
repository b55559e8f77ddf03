// What a partner sees first: what needs them, and how their business stands.
//
// Every figure is computed from records that are held and names its rule; what cannot be computed
// is not shown.
#pragma once

#include "core/app/pages/deal_words.h"

namespace entente {

// One thing that waits for the person, and its one button.
struct Task {
    std::string key;
    Mark status;
    std::string text;
    std::string url;
    Press press;
    std::int64_t due_ms = 0;  // Sooner ones stand above.
};

struct StageBar {
    std::string name;
    std::string count;
    std::string value;
    std::int32_t permille = 0;  // Of the largest.
};

struct HomePage {
    std::string greeting;
    std::string subtitle;
    std::vector<Press> presses;
    std::vector<Figure> figures;
    std::string tasks_title;
    std::string tasks_note;
    std::vector<Task> tasks;
    EmptyPage tasks_empty;
    std::string pipeline_title;
    std::string pipeline_note;
    std::vector<StageBar> pipeline;
};

// `utc_offset_minutes` only chooses between morning, afternoon and evening.
HomePage build_home_page(const PageSource& source, std::int32_t utc_offset_minutes);

}  // namespace entente
