// Pictures of numbers. Each is an image for readers, whose description holds the numbers.
#pragma once

#include "ui/kit/layout.h"

#include <span>

namespace entente::ui {

// One number with its words; `part` is its share of the whole scale, 0 to 1.
struct ChartPoint {
    std::string_view label, value, note;
    float part = 0;
    Tone tone = Tone::accent;
};

// Bars beside each other, each with label and note over it and its value below: pipeline by stage.
void stage_bars(Ui& ui, std::string_view label, std::span<const ChartPoint> points);

// Bars under each other: revenue by region. `note` stands at the right, `value` below.
void bars(Ui& ui, std::string_view label, std::span<const ChartPoint> points);

// An open circle with a figure in it.
struct Ring {
    std::string_view label, figure, note;
    float part = 0;
    float diameter = 180;
    Tone tone = Tone::accent;
};
void ring(Ui& ui, const Ring& style);

// Points over time; `scale` names the lines from the bottom to the top.
struct LineChart {
    std::string_view label;
    std::span<const ChartPoint> points;
    std::span<const std::string_view> scale;
    float height = 220;
};
void line_chart(Ui& ui, const LineChart& style);

}  // namespace entente::ui
