// What a partner earns and why: the calculator, and the rate card with every band and its rule.
#pragma once

#include "core/app/pages/page.h"
#include "core/app/pages/partner/quote_words.h"

namespace entente {

struct AmountField {
    std::string key;
    std::string label;
    std::string value;
    std::string help;
    std::string error;
    std::string settled;  // The value as it stands once nobody types: "520,000".
};

struct ModelBar {
    std::string name;
    std::string band;
    std::string amount;
    std::int32_t permille = 0;  // Of the largest.
    bool own = false;
};

struct RateRow {
    std::string model;
    std::string category;
    std::string band;
    std::string agreed;   // "—" where nothing is agreed.
    std::string valid;    // "since 1 Oct 2026"
    std::string version;  // Of the rule: "2026-10".
    std::string about;
    std::string rule;  // Id, version and effective date: for who asks.
    bool own = false;
};

struct MarginsPage {
    std::string title;
    std::string subtitle;
    bool shows_rate_card = false;
    std::vector<Press> tabs;  // `primary` marks the one that is open.
    EmptyPage closed;         // With a title: the person may not see margins.

    std::string model_label;
    std::vector<Option> models;
    int model = -1;
    AmountField volume;
    bool has_volume = false;
    std::vector<AmountField> lines;
    std::string currency;
    std::string sum_title;
    std::string sum;
    std::string sum_note;
    std::string sum_unit;
    std::string slider_label;
    std::string slider_value;
    std::string low;
    std::string high;
    int position = 0;  // Permille of the band.
    bool slides = false;
    std::vector<std::string> step_columns;
    std::vector<QuoteLine> steps;
    std::string source_line;
    std::vector<std::string> unlocks;
    std::string problem;        // Why there is no figure.
    std::string example_label;  // Where nothing is filled in: amounts to try.
    std::vector<std::pair<std::string, std::string>> example;
    std::string compare_title;
    std::vector<ModelBar> compare;

    std::vector<std::string> card_columns;
    std::vector<RateRow> card;
};

struct MarginInput {
    std::string model;                                       // Empty: that of the agreement.
    std::vector<std::pair<std::string, std::string>> lines;  // Category and amount, as typed.
    std::string volume;
    std::int32_t position = -1;  // Permille of the band; below 0: the agreed rate.
    bool rate_card = false;
};

MarginsPage build_margins_page(const PageSource& source, const MarginInput& input);

}  // namespace entente
