// Needs attention, and what waits to be sent.
#pragma once

#include "core/app/pages/attention.h"
#include "ui/kit/ui.h"

namespace entente::ui {

void draw_attention(Ui& ui, const AttentionPage& page, Actions& actions);

}  // namespace entente::ui
