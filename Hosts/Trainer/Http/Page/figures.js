// Figures of training as people read them. Pure.

import { NOTHING, clock, lasting, weekday } from "./words.js";

const DAY = 86_400_000;

/** A share from 0 to 1: "91.8 %". */
export const share = value => (Number.isFinite(value) ? `${(value * 100).toFixed(1)}\u00a0%` : NOTHING);

/** A whole share: "92 %". */
export const wholeShare = value => `${Math.floor(value * 100)}\u00a0%`;

/** A loss: "0.412". */
export const loss = value => (Number.isFinite(value) ? value.toPrecision(3) : NOTHING);

/** When something was, as short as it can be said: "14:05", "Tue 4, 14:05", "2026-03-04". */
export function moment(time, now = Date.now()) {
    const then = Date.parse(time);
    return !Number.isFinite(then) ? NOTHING
        : new Date(then).toDateString() === new Date(now).toDateString() ? clock(then)
        : now - then < 6 * DAY ? `${weekday(then)}, ${clock(then)}`
        : time.slice(0, 10);
}

/** A setting or another value of any kind. */
export const plain = value =>
    typeof value === "number" && !Number.isInteger(value) ? String(Number(value.toPrecision(6)))
    : value === null || value === undefined || value === "" ? NOTHING
    : String(value);

/** Bytes: "2.5 MB". */
export const bytes = value =>
    value >= 1e6 ? `${(value / 1e6).toFixed(1)} MB`
    : value >= 1e3 ? `${(value / 1e3).toFixed(1)} kB`
    : `${value} bytes`;

/** What share of all its epochs a job has behind it, 0 to 1. */
export function progress(job) {
    const inEpoch = job.phase?.startsWith(`epoch ${job.epochsDone + 1}/`) && job.total > 0 ? job.done / job.total : 0;
    return job.epochs > 0 ? Math.min((job.epochsDone + inEpoch) / job.epochs, 1) : 0;
}

/** What a running job does now: "epoch 5/12, 40 %". */
export const doing = job =>
    !job.phase ? job.state
    : job.total > 1 && job.done < job.total ? `${job.phase}, ${wholeShare(job.done / job.total)}`
    : job.phase;

/** How long it still takes: "about 2:05 min left"; empty while nobody knows. */
export const left = job => (job.secondsLeft >= 0 ? `about ${roughly(job.secondsLeft)} left` : "");

/** A length of time, given in seconds, no finer than it is known: "40 s", "2:05 min", "28 min", "6:40 h". */
export const roughly = seconds =>
    seconds >= 3570 ? lasting(Math.round(seconds / 300) * 300)
    : seconds >= 600 ? `${Math.round(seconds / 60)} min`
    : lasting(seconds >= 60 ? Math.round(seconds / 5) * 5 : seconds);
