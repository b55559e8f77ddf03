// A page that only says something: loading, or that an address leads nowhere.
#pragma once

#include "core/app/pages/pages.h"
#include "ui/kit/ui.h"

namespace entente::ui {

void draw_message(Ui& ui, const MessagePage& page, Actions& actions);

}  // namespace entente::ui
