// The dashboard: fetches what was, follows what is, and shows both. Nothing is asked of anyone but this device.

import { Charts } from "./charts.js";
import { history } from "./history.js";
import { Link } from "./link.js";
import { Log } from "./log.js";
import { showLive, showState, showToday } from "./now.js";
import { byId } from "./page.js";
import { midnight } from "./periods.js";
import { Trace } from "./trace.js";
import { MOST, Windows } from "./windows.js";

/** Pause before the device is asked again for windows that it did not give, in milliseconds. */
const RETRY = 2_000;

const windows = new Windows();
const [charts, log, trace] = [new Charts(), new Log(), new Trace(byId("in-view-trace"))];
const state = { windows, sample: null, lostAt: null, period: "recent" };

/** Since when windows have been asked for, in milliseconds. */
let asked = Infinity;
/** What the charts were drawn of. */
let drawn = "";
let isDue = false;

const link = new Link({
    last: () => windows.last,
    window: sent => windows.add([sent]) && showSoon(),
    sample: sent => {
        state.sample = sent;
        windows.span = sent.windowSeconds * 1000;
        trace.add(sent.inView ?? 0);
        showSoon();
    },
    line: sent => log.add(sent),
    found: () => {
        if (state.lostAt !== null && windows.end !== null) {
            // A device that numbers anew since, with a new database, does not take what this page has for a place to go on from.
            void take(windows.end, Infinity);
        }

        setLost(false);
    },
    lost: () => setLost(true),
});

for (const choice of byId("periods").querySelectorAll("input")) {
    choice.addEventListener("change", () => choose(choice.value));
    if (choice.checked) {
        // A page that is loaded again keeps its choice.
        choose(choice.value);
    }
}

link.open();

function choose(period) {
    state.period = period;
    showSoon();
}

function setLost(isLost) {
    if (isLost !== (state.lostAt !== null)) {
        state.lostAt = isLost ? Date.now() : null;
        showSoon();
    }
}

/** Shows everything with the next picture that the browser draws, once for all that came since the last. */
function showSoon() {
    if (!isDue) {
        isDue = true;
        requestAnimationFrame(show);
    }
}

function show() {
    isDue = false;
    const now = Date.now();
    showState(state);
    showLive(state);

    // The rest changes only with a window, with the choice of a period, and with the minute.
    const toDraw = [windows.end, windows.length, windows.span, state.period, Math.floor(now / 60_000)].join();
    if (toDraw !== drawn) {
        drawn = toDraw;
        showToday(windows, now);
        const needed = charts.show(windows, state.period, now);
        // No more than can be remembered.
        void ask(Math.max(Math.min(needed, midnight(now)), now - MOST * windows.span));
    }
}

/** Asks for the windows since a moment, but not for those that were asked for before. */
async function ask(from) {
    if (from >= asked) {
        return;
    }

    const before = asked;
    asked = from;
    if (!(await take(from, before))) {
        asked = before;
        setTimeout(() => {
            drawn = "";
            showSoon();
        }, RETRY);
    }
}

/** Takes the windows that the device has of a span of time. Tells whether it gave them. */
async function take(from, to) {
    try {
        windows.add(await history(from, to));
        showSoon();
        return true;
    } catch {
        return false;
    }
}
