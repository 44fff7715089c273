// Small parts that many tables share.

import { moment } from "./figures.js";
import { draw, make } from "./page.js";
import { clockSecond } from "./words.js";

const LOOKS = { done: "good", failed: "bad", cancelled: "off", queued: "wait" };

/** A job's state. */
export const stateOf = state => make("span", { class: "badge", "data-is": LOOKS[state] ?? "run" }, state === "queued" ? "waiting" : state);

/** A time to the second. */
export const timeOf = at => make("time", { datetime: at, title: at }, `${moment(at)}${clockSecond(Date.parse(at)).slice(5)}`);

/** A link to a job. */
export const jobLink = (id, text = id) => make("a", { href: `#/job/${id}`, class: "code" }, text);

/** A link to a sweep. */
export const sweepLink = name => make("a", { href: `#/sweep/${encodeURIComponent(name)}` }, name);

/** A cell that holds text. */
export const text = (...content) => make("td", { class: "text" }, ...content);

/** A cell that a narrow screen does without. */
export const wide = cell => {
    cell.classList.add("wide-only");
    return cell;
};

/** A head over texts. */
export const textHead = (name, isWide = false) =>
    make("th", { scope: "col", class: isWide ? "text wide-only" : "text" }, name);

/** A head over figures that a narrow screen does without. */
export const wideHead = name => make("th", { scope: "col", class: "wide-only" }, name);

/** A bar that is full at 1. */
export function bar(share, label) {
    return make(
        "div",
        { class: "bar", role: "progressbar", "aria-valuemin": 0, "aria-valuemax": 100, "aria-valuenow": Math.floor(share * 100), "aria-label": label },
        draw(
            "svg",
            { "aria-hidden": "true", preserveAspectRatio: "none", viewBox: "0 0 100 1" },
            draw("rect", { class: "full", width: share * 100, height: 1 }),
        ),
    );
}

const keys = new WeakMap();

/** Fills an element anew, but only when what it is made of has changed. */
export function refresh(element, of, build) {
    const key = JSON.stringify(of);
    if (keys.get(element) !== key) {
        keys.set(element, key);
        element.replaceChildren(...[build()].flat());
    }
}
