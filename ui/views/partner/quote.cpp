#include "ui/views/partner/quote.h"

#include "ui/views/words.h"

namespace entente::ui {

void draw_quote_lines(Ui& ui, std::string_view label, const std::vector<QuoteLine>& lines) {
    std::vector<std::string> titles;
    titles.reserve(lines.size());
    for (const QuoteLine& line : lines)
        titles.push_back(line.title + " " + line.base + " × " + line.rate);
    std::vector<LineItem> items;
    items.reserve(lines.size());
    for (std::size_t i = 0; i < lines.size(); i++) {
        items.push_back(
            {.title = titles[i],
             .note = lines[i].rule,
             .amount = lines[i].amount,
             .about = lines[i].about,
             .rule = lines[i].source}
        );
    }
    line_items(ui, label, items);
}

}  // namespace entente::ui
