// A quote in words: every step beside the rule that made it.
#pragma once

#include "core/app/pages/page.h"
#include "core/app/pages/source.h"
#include "core/domain/quote.h"

namespace entente {

struct QuoteLine {
    std::string title;   // "Software Licenses"
    std::string base;    // "$520,000"
    std::string rate;    // "26%", or the band where none is agreed.
    std::string rule;    // "System Integrator Model · band 20–30%"
    std::string amount;  // "$135,200", "yours to bill", "+$36,000 later"
    std::string about;   // The name of what shows the source.
    std::string source;  // Rule id, version, effective date, clause: for who asks.
};

std::vector<QuoteLine> quote_lines(const PageSource& source, const Quote& quote);

// "Rule set 2026-10 · in force since 1 Oct 2026 · your agreement PA-0117".
std::string quote_source_line(const PageSource& source, const Agreement* agreement);

// "An Expert certificate would raise this by $20,800".
std::vector<std::string> unlock_lines(const PageSource& source, const Quote& quote);

// Every step with its rule in one text, for where there is no room for the lines.
std::string quote_rules(const PageSource& source, const Quote& quote);

// What the person gets or would get: the agreed sum, else the range.
std::string quote_sum(const PageSource& source, const Quote& quote);

}  // namespace entente
