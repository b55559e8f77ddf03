"""Copies Dear ImGui's sources without what the kit never runs, for the browser fetches all of it.

The kit's windows have no decoration, are not moved or resized, are scrolled by the kit and hold no
popups; the page moves the focus, no item has a shortcut, settings are not kept, and the order of
calls is proven by the tests. What serves only that returns at once.

Usage: trim_imgui.py IMGUI_DIR OUT_DIR
"""
import os
import re
import sys

# File: {function: what it returns}.
UNUSED = {
    "imgui.cpp": {
        "ErrorCheckEndFrameFinalizeErrorTooltip": "",
        "ErrorRecoveryTryToRecoverState": "",
        "ErrorRecoveryTryToRecoverWindowState": "",
        "FindBestWindowPosForPopup": "ImVec2()",
        "GetKeyChordName": '""',
        "LogRenderedText": "",
        "NavMoveRequestApplyResult": "",
        "NavScoreItem": "false",
        "NavUpdateCancelRequest": "",
        "NavUpdateCreateMoveRequest": "",
        "NavUpdateCreateTabbingRequest": "",
        "NavUpdateWindowing": "",
        "NavUpdateWindowingOverlay": "",
        "RenderDimmedBackgrounds": "",
        "RenderMouseCursor": "",
        "RenderWindowDecorations": "",
        "RenderWindowTitleBarContents": "",
        "SaveIniSettingsToDisk": "",
        "SetShortcutRouting": "false",
        "SetTooltip": "",
        "UpdateMouseWheel": "",
        "UpdateSettings": "",
        "UpdateWindowManualResize": "0",
        "WindowSettingsHandler_ApplyAll": "",
        "WindowSettingsHandler_ClearAll": "",
        "WindowSettingsHandler_ReadLine": "",
        "WindowSettingsHandler_ReadOpen": "nullptr",
        "WindowSettingsHandler_WriteAll": "",
    },
    "imgui_widgets.cpp": {"Scrollbar": ""},
    # One pair of shaders, which every browser with WebGL 2 compiles; saying what is wrong with one
    # would bring all of printf along.
    "backends/imgui_impl_opengl3.cpp": {"CheckShader": "true", "CheckProgram": "true"},
}


def trimmed(text, name, returned):
    head = re.compile(
        rf"^((?:static |const )?\w+\*? +(?:ImGui::)?{name}\([^;{{}}]*\)\n{{\n)", re.MULTILINE
    )
    text, count = head.subn(rf"\g<1>    return {returned};\n", text)
    if count != 1:  # Another version of Dear ImGui: it works, and is larger.
        print(f"trim_imgui: {name} is there {count} times, not once", file=sys.stderr)
    return text


def main():
    imgui, out = sys.argv[1:]
    os.makedirs(out, exist_ok=True)
    for file, functions in UNUSED.items():
        with open(os.path.join(imgui, file), encoding="utf-8") as source:
            text = source.read()
        for name, returned in functions.items():
            text = trimmed(text, name, returned)
        with open(os.path.join(out, os.path.basename(file)), "w", encoding="utf-8") as copy:
            copy.write(text)


main()
