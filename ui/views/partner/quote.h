// The steps of a quote, each with the rule behind it.
#pragma once

#include "core/app/pages/partner/quote_words.h"
#include "ui/kit/ui.h"

namespace entente::ui {

void draw_quote_lines(Ui& ui, std::string_view label, const std::vector<QuoteLine>& lines);

}  // namespace entente::ui
