// Numbers, times and lengths of time as people read them. Pure.

const places = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const minute = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const second = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric" });

/** What is written where there is nothing to tell. */
export const NOTHING = "–";

/** A number with at most one decimal; a dash where there is none. */
export const number = value => (Number.isFinite(value) ? places.format(value) : NOTHING);

/** A number of things: "1 visitor", "2 visitors". */
export const count = (value, one, more = `${one}s`) => `${number(value)} ${value === 1 ? one : more}`;

/** Time of day in this browser's time zone, to the minute: "14:05". */
export const clock = milliseconds => minute.format(milliseconds);

/** Time of day to the second: "14:05:09". */
export const clockSecond = milliseconds => second.format(milliseconds);

/** A day: "Tue 4". */
export const weekday = milliseconds => day.format(milliseconds);

/** A length of time, given in seconds, as a figure and its unit: ["12", "s"], ["2:05", "min"], ["3:10", "h"]. */
export function duration(seconds) {
    if (!Number.isFinite(seconds)) {
        return [NOTHING, ""];
    }

    if (seconds < 59.95) {
        return [number(seconds < 9.95 ? seconds : Math.round(seconds)), "s"];
    }

    const [sixtieth, unit] = seconds < 3599.5 ? [1, "min"] : [60, "h"];
    const all = Math.round(seconds / sixtieth);
    return [`${number(Math.floor(all / 60))}:${String(all % 60).padStart(2, "0")}`, unit];
}

/** The same as one text: "2:05 min". */
export const lasting = seconds => duration(seconds).join(" ").trim();

/** A span of time in words, given in milliseconds: "5 minutes", "1 hour", "90 seconds". */
export function span(milliseconds) {
    const seconds = Math.round(milliseconds / 1000);
    const [size, name] =
        seconds >= 7200 || seconds === 3600 ? [3600, "hour"]
        : seconds >= 120 || seconds === 60 ? [60, "minute"]
        : [1, "second"];
    return count(seconds / size, name);
}

/** Milliseconds that a step took: "0.04 ms", "12.5 ms", "1,200 ms". */
export function milliseconds(value) {
    if (!Number.isFinite(value)) {
        return NOTHING;
    }

    return value >= 10 ? number(value) : value.toFixed(2);
}
