// What is so at this moment: the connection, the device and its insides, and the large figures.

import { frames, models, stages } from "./device.js";
import { byId, make, say, sayFigure } from "./page.js";
import { fullHour, midnight, nextEnd } from "./periods.js";
import { total } from "./windows.js";
import { NOTHING, clock, clockSecond, count, duration, lasting, milliseconds, number, span } from "./words.js";

/** Says whether the figures are live and the device well, and what to think of them if not. */
export function showState({ windows, sample, lostAt }) {
    const isLost = lostAt !== null;
    const isKnown = sample !== null || windows.newest !== null;
    const wrong = sample === null ? lastHealth(windows.newest) : sample.ok ? null : sample.why;
    mark("link", ...(isLost ? ["bad", "Connection lost"] : sample === null ? ["wait", "Connecting"] : ["good", "Live"]));
    mark("health", ...(wrong !== null ? ["warn", "Degraded"] : ["good", "Healthy"]));
    byId("health").hidden = !isKnown || isLost;
    document.body.classList.toggle("stale", isLost && isKnown);
    notify(isLost ? "bad" : "warn", [
        ...(isLost
            ? [`No connection to the device since ${clockSecond(lostAt)}. ${isKnown ? "The figures are from before. " : ""}Trying again.`]
            : []),
        ...(wrong !== null && !isLost ? [`Not everything works. ${wrong}`] : []),
    ]);
    say(byId("device"), windows.newest?.device ?? "");
    document.title = isLost ? "No connection · Vitrine" : sample === null ? "Vitrine" : `${inWords(sample.inView)} in view · Vitrine`;
}

/** Shows what changes every second. */
export function showLive({ windows, sample, lostAt }) {
    say(byId("next"), lostAt === null ? nextWindow(windows, sample) : "");
    if (sample !== null) {
        say(byId("in-view"), inWords(sample.inView));
        say(byId("stages-sum"), `${milliseconds(sample.latencyMs.p50)} ms from frame to count, p95 ${milliseconds(sample.latencyMs.p95)} ms, over the last 5 minutes`);
        byId("stages-table").replaceChildren(stages(sample.nodes));
        say(byId("frames-sum"), `${number(sample.fps)} a second`);
        byId("frames-table").replaceChildren(
            frames(
                { ...sample.frames, restarts: sample.restarts },
                windows.newest && { ...windows.newest.frames, restarts: windows.newest.health.restarts },
            ),
        );
    }
}

/** Shows the sums of this hour and of today, and what else the newest window tells. */
export function showToday(windows, now) {
    const [hourBegan, dayBegan] = [fullHour(now), midnight(now)];
    const [hour, today] = [hourBegan, dayBegan].map(from => total(windows.between(from, Infinity)));
    const { newest } = windows;
    say(byId("in-view-more"), today.windows > 0 ? `at most ${number(today.peak)} at once today` : "");
    showSum("hour", hour, Math.max(hourBegan, windows.since));
    showSum("today", today, Math.max(dayBegan, windows.since));
    sayFigure(byId("stay"), duration(today.stay ?? NaN));
    say(byId("stay-more"), today.stay === null ? "" : `of ${count(today.visits, "visit")}`);
    say(byId("last-stay"), newest === null ? "" : lastStay(newest.dwell));
    byId("models-table").replaceChildren(...(newest?.models.length > 0 ? [models(newest.models)] : []));
    say(byId("told"), newest?.k > 1 ? `Of a group nothing is told before ${newest.k} more of it have come.` : "");
}

function showSum(id, { windows, visitors }, since) {
    say(byId(id), windows > 0 ? number(visitors) : NOTHING);
    say(byId(`${id}-more`), windows > 0 ? `since ${clock(since)}` : "no window yet");
}

/** What was wrong when a window ended; null: nothing. */
const lastHealth = window =>
    window === null || window.health.degraded.length === 0 ? null : `The device did without: ${window.health.degraded.join(", ")}`;

/** How many are in view; a device does not tell how few. */
const inWords = people => (people === null ? "few" : number(people));

const lastStay = ({ mean, median, p90 }) =>
    mean === null
        ? "Last window: too few visits ended to tell how long they were."
        : `Last window: mean ${lasting(mean)}, median ${lasting(median)}, 90 % within ${lasting(p90)}.`;

function nextWindow(windows, sample) {
    if (sample === null) {
        return "";
    }

    // By the device's own clock.
    const now = Date.parse(sample.time);
    const rest = span(Math.ceil((nextEnd(now, windows.span) - now) / 1000) * 1000);
    return windows.newest === null ? `No window yet: the first closes in ${rest}.` : `Next window in ${rest}`;
}

function mark(id, is, text) {
    byId(id).dataset.is = is;
    say(byId(id), text);
}

function notify(is, notes) {
    const notice = byId("notice");
    notice.dataset.is = is;
    if (notice.textContent !== notes.join("")) {
        notice.replaceChildren(...notes.map(note => make("p", {}, note)));
    }

    notice.hidden = notes.length === 0;
}
