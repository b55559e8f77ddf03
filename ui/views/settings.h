// Settings of the person and of this device.
#pragma once

#include "core/app/pages/settings.h"
#include "ui/kit/ui.h"

namespace entente::ui {

void draw_settings(Ui& ui, const SettingsPage& page, Actions& actions);

}  // namespace entente::ui
