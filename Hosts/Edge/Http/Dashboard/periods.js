// The periods that the charts can show, cut into the spans of their bars. Pure.

import { clock, span, weekday } from "./words.js";

/** Windows that the shortest period shows, a bar each. */
export const RECENT = 60;

/** Midnight before a moment, in this browser's time zone; days before or after it by number. */
export const midnight = (moment, days = 0) => at(moment, date => date.setDate(date.getDate() + days));

/** The full hour before a moment. */
export const fullHour = moment => {
    const date = new Date(moment);
    return date.setMinutes(0, 0, 0);
};

/**
 * A period at a moment: when it begins and ends, its name, and the spans of its bars.
 * @param name "recent", "today" or "week"
 * @param now the moment, in milliseconds
 * @param window how long a window is, in milliseconds
 * @param end when the newest window ended, in milliseconds; null before the first
 */
export function periodOf(name, now, window, end) {
    const last = Math.ceil((end ?? now) / window) * window;
    const bars =
        name === "today" ? edges(24, hour => at(now, date => date.setHours(hour)), clock)
        : name === "week" ? edges(7, day => midnight(now, day - 6), weekday)
        : edges(RECENT, bar => last - (RECENT - bar) * window, clock);
    const spans = bars.filter(bar => bar.to > bar.from);
    return { name, title: title(name, window), from: spans[0].from, to: spans.at(-1).to, bars: spans };
}

/** When the open window closes: at a whole multiple of its length since midnight UTC. All in milliseconds. */
export function nextEnd(now, window) {
    const begun = new Date(now).setUTCHours(0, 0, 0, 0);
    return Math.min(begun + (Math.floor((now - begun) / window) + 1) * window, begun + 24 * 3_600_000);
}

/** What a period is called, given how long a window is. */
export const title = (name, window) =>
    name === "today" ? "Today"
    : name === "week" ? "7 days"
    : `Last ${span(RECENT * window).replace(/^1 /, "")}`;

const edges = (count, edge, label) =>
    Array.from({ length: count }, (_, bar) => ({ from: edge(bar), to: edge(bar + 1), label: label(edge(bar)) }));

function at(moment, change) {
    const date = new Date(moment);
    date.setHours(0, 0, 0, 0);
    change(date);
    return date.getTime();
}
