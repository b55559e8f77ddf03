// A whole frame: the page that is open, with everything around it. What the person did comes back.
#pragma once

#include "core/app/pages/pages.h"
#include "ui/kit/ui.h"

namespace entente::ui {

// Between begin_frame and end_frame. `pages` is what pages_of() gave for this frame.
Actions draw_app(Ui& ui, const Pages& pages);

// The scheme for what the person chose and what the device prefers.
Scheme scheme_of(entente::Theme chosen, bool prefers_dark, bool prefers_contrast);

}  // namespace entente::ui
