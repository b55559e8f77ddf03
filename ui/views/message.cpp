#include "ui/views/message.h"

#include "ui/kit/controls/feedback.h"
#include "ui/views/words.h"

namespace entente::ui {

void draw_message(Ui& ui, const MessagePage& page, Actions& actions) {
    constexpr int lines_while_loading = 6;
    page_header(ui, {.title = page.title, .subtitle = page.text});
    if (page.loading) skeleton(ui, lines_while_loading);
    draw_presses(ui, page.presses, actions);
}

}  // namespace entente::ui
