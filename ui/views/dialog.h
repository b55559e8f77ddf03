// The one dialog over the page.
#pragma once

#include "core/app/pages/shell.h"
#include "ui/kit/ui.h"

namespace entente::ui {

void draw_dialog(Ui& ui, const DialogPage& page, Actions& actions);

}  // namespace entente::ui
