// The pages of this moment, and what they are kept for: rebuilt only when what they show changed.
#pragma once

#include "core/app/app.h"
#include "core/app/pages/attention.h"
#include "core/app/pages/partner/certifications.h"
#include "core/app/pages/partner/deals.h"
#include "core/app/pages/partner/home.h"
#include "core/app/pages/partner/margins.h"
#include "core/app/pages/partner/register.h"
#include "core/app/pages/settings.h"
#include "core/app/pages/shell.h"
#include "core/app/pages/staff/approvals.h"
#include "core/app/pages/staff/partners.h"

namespace entente {

// The rules or the records are not there yet, or an address leads nowhere.
struct MessagePage {
    std::string title;
    std::string text;
    std::vector<Press> presses;
    bool loading = false;
};

using PageBody = std::variant<
    MessagePage,
    HomePage,
    DealsPage,
    RegisterPage,
    MarginsPage,
    CertificationsPage,
    AttentionPage,
    SettingsPage,
    ApprovalsPage,
    PartnersPage>;

struct Pages {
    ShellPage shell;
    PageBody body;
    DialogPage dialog;
    std::string key;  // Names the page: each keeps its place when scrolled.
    Theme theme = Theme::system;
    std::int32_t text_percent = 100;
};

// What the pages of this moment were made from.
struct PageKey {
    std::uint64_t records = 0;
    std::uint64_t screen = 0;
    std::int64_t minute = -1;
    const Session* session = nullptr;

    friend bool operator==(const PageKey&, const PageKey&) = default;
};

struct PageCache {
    PageKey key;
    std::optional<PageSource> source;
    Pages pages;

    // Read once a version of the records, and once an hour for what depends on the time.
    SyncMarks marks;
    std::vector<const Record*> all_deals;
    DealIndex deals;
    std::int64_t open_deals = 0;
    PageKey records_key;
    std::int64_t records_hour = -1;

    Route chosen;  // What `deals.shown` was chosen by.
    bool chosen_once = false;
    std::vector<const Record*> queue;
    std::vector<const Record*> partners;
};

// The session whose records are seen: that of the preview while there is one.
const Session& seen_session(const App& app);

// What pages are made from, now. `marks` must outlive it.
PageSource source_of(const App& app, const SyncMarks& marks);

// The rules that hold for whom is seen; without tiers nothing can be shown yet.
bool ready(const App& app);

}  // namespace entente
