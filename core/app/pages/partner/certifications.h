// Who holds what, what comes next, and what the certificates open.
#pragma once

#include "core/app/pages/page.h"
#include "core/app/pages/source.h"

namespace entente {

struct LevelCard {
    std::string name;
    Mark mark;
    std::string how;  // "2 days · Online exam (80% pass rate)"
    std::string unlocks_label;
    std::string unlocks;
    std::int32_t permille = 0;
    std::string held;  // "11 hold it · 1 expires 14 Dec"
};

struct PersonRow {
    std::string key;
    std::string name;
    std::vector<Mark> levels;  // One for each level, in order; an empty text: nothing there.
    std::string next_step;
};

struct UnlockItem {
    Mark mark;
    std::string text;
};

struct CertificationsPage {
    std::string title;
    std::string subtitle;
    std::vector<LevelCard> levels;
    std::vector<std::string> columns;
    std::vector<PersonRow> people;
    std::string none;
    std::string unlocks_title;
    std::vector<UnlockItem> unlocks;
};

CertificationsPage build_certifications_page(const PageSource& source);

}  // namespace entente
