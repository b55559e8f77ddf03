// Navigation, top bar, stamp, notice and toast: what stands around every page.
#pragma once

#include "core/app/pages/shell.h"
#include "ui/kit/ui.h"

namespace entente::ui {

// The areas at the edges. Before the page, which takes what they leave.
void draw_shell(Ui& ui, const ShellPage& page, Actions& actions);

// What must be known first; inside the page, above everything else.
void draw_notice(Ui& ui, const ShellPage& page, Actions& actions);

void draw_toast(Ui& ui, const ShellPage& page, Actions& actions);

}  // namespace entente::ui
