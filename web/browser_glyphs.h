// Letters that no face of the product has (Chinese, Japanese, Korean, signs, emoji), drawn by the
// browser with the fonts of the device and kept in the atlas like any other. Nothing is fetched.
//
// Each letter stands alone and from left to right: scripts whose letters join (Arabic) or stand
// from right to left are readable, not well set.
#pragma once

namespace entente::web {

// Adds them to the face that was added last, for what it lacks. Only between frames.
void add_browser_glyphs(bool semibold);

}  // namespace entente::web
