// Everything that was refused or still waits: what was sent, why it stands here, and the ways out.
#pragma once

#include "core/app/pages/page.h"
#include "core/app/pages/source.h"
#include "core/sync/session.h"

namespace entente {

struct AttentionCard {
    std::string key;
    Mark mark;
    std::string title;    // "Registration of Northgate Rail"
    std::string problem;  // Why it was not taken.
    std::vector<Fact> sent;
    std::string bundle;  // Later work that hangs on it; empty when none does.
    std::vector<Press> presses;
};

struct WaitingItem {
    std::string key;
    std::string title;
    std::string when;
    Mark mark;
};

struct AttentionPage {
    std::string title;
    std::string subtitle;
    std::vector<AttentionCard> cards;
    EmptyPage empty;
    std::string waiting_title;
    std::string waiting_note;
    std::vector<WaitingItem> waiting;
    std::vector<Press> presses;  // Sync now, save my unsent work.
    std::string damage;          // Files that were found damaged; empty when none were.
};

AttentionPage build_attention_page(const PageSource& source, const Session& session);

// "Registration of Northgate Rail", "Approval of Harbor Mutual".
std::string command_title(const PageSource& source, const std::optional<Command>& command);

}  // namespace entente
