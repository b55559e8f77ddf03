// How Dear ImGui is compiled for the browser (IMGUI_USER_CONFIG): without what would only be
// fetched, never run. Numbers are formatted by core, settings of windows are not kept, mistakes in
// the order of calls are found by the tests, and tables are the kit's own.
#pragma once

#include <cstdio>

// imgui_parts.cpp has what these take away.
#define IMGUI_DISABLE_DEFAULT_FORMAT_FUNCTIONS
int entente_scan_number(const char* text, const char* format, ...);
#define sscanf entente_scan_number
// What the context is asked for in each frame waits for the graphics process to answer.
#define glGetIntegerv entente_gl_state
#define IM_ASSERT_USER_ERROR(condition, message) static_cast<void>(0)
