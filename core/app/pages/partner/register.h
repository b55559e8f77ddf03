// The registration form: nine fields, what is wrong with each, and beside them what it would earn.
#pragma once

#include "core/app/form.h"
#include "core/app/pages/page.h"
#include "core/app/pages/partner/quote_words.h"

namespace entente {

// One field as it stands: what it says, what helps, what is wrong.
struct FormEntry {
    FormField field{};
    std::string key;
    std::string label;
    std::string value;
    std::string help;
    std::string error;
    std::string settled;  // An amount as it stands once nobody types: "520,000".
    bool required = false;
    bool locked = false;  // An answer may change only what was asked.
};

struct FormChoice {
    FormEntry entry;
    std::vector<Option> options;
    int chosen = -1;
};

struct FormToggle {
    std::string key;
    std::string name;
    bool on = false;
};

struct RegisterPage {
    std::string title;
    std::string subtitle;
    std::vector<Press> presses;
    Mark notice;  // The question that is answered, or the form found from an earlier time.
    std::string notice_text;
    Press start_over;  // Without a label: not offered.

    FormEntry domain, name, objective, close, contact_name, contact_email;
    FormChoice country, sector;
    FormEntry public_sector;  // value "1" or "".
    FormEntry products;
    std::vector<FormToggle> product_choices;
    std::string lines_title;
    std::string lines_note;  // The sum.
    std::vector<FormEntry> lines;
    std::string currency;
    FormChoice term;
    std::vector<std::string> months;  // For the calendar.
    std::vector<std::string> weekdays;
    std::string calendar_open, calendar_previous, calendar_next;
    std::int32_t close_day = 0;
    bool close_given = false;

    std::string more_title;
    FormEntry deal_title, rfx, competitor;
    FormChoice type, source;
    bool asks_answer = false;
    FormEntry answer;

    std::string earn_title;
    Mark earn_mark;
    std::string earn_sum;
    std::string earn_note;
    std::vector<QuoteLine> earn_lines;
    std::vector<std::string> unlocks;
    std::string earn_problem;  // Why there is no quote yet.

    std::string overlap_title;
    Mark overlap;
    std::string overlap_text;

    std::string next_title;
    std::vector<std::string> next_steps;
};

struct RegisterInput {
    const FormState& state;
    bool not_saved = false;  // What is typed is kept in memory only.
};

RegisterPage build_register_page(const PageSource& source, const RegisterInput& input);

// The context in which the form's rules are asked.
std::vector<Problem> form_problems(const PageSource& source, const ReadForm& read);

// The currency a form starts in: that of the program.
Currency standard_currency(const PageSource& source);

}  // namespace entente
