// Medians, percentiles, and figures as people read them.
export function percentile(numbers, share) {
    if (!numbers.length) throw new Error('nothing was measured');
    const sorted = [...numbers].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export const median = (numbers) => percentile(numbers, 0.5);

// Three digits are what such a measurement is good for.
export function figure(number) {
    if (number >= 100) return Math.round(number).toLocaleString('en-US');
    return Number(number.toPrecision(3)).toString();
}

// "423 (401-480)": the median, and between which the runs were.
export function spread(numbers) {
    const low = figure(Math.min(...numbers));
    const high = figure(Math.max(...numbers));
    return low === high ? low : `${figure(median(numbers))} (${low}-${high})`;
}
