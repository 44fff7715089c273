// What goes on inside the device: its stages, frames and models.

import { draw, make, table } from "./page.js";
import { NOTHING, milliseconds, number } from "./words.js";

/** Ends of the scale of durations, in milliseconds; each power of ten is as wide as the next. */
const [SHORTEST, LONGEST] = [0.01, 1000];

/** The stages: how long one frame or face takes in each, and how often each failed. */
export const stages = nodes =>
    table(
        "Stages of the device",
        ["Stage", make("th", { class: "span" }, "0.01 ms to 1 s"), "p50", "p95", "Failed", "Restarts"],
        nodes.map(node => [
            node.degraded > 0 ? make("th", { scope: "row" }, node.name, " ", make("span", { class: "bad" }, "degraded")) : node.name,
            make("td", { class: "span" }, reach(node.latencyMs)),
            ...[node.latencyMs.p50, node.latencyMs.p95].map(time => (node.latencyMs.p95 > 0 ? milliseconds(time) : NOTHING)),
            alarming(node.failed),
            alarming(node.restarts),
        ]),
    );

/** What became of the frames, and how often a stage was made anew: since the device started, and in the last window or null. */
export const frames = (all, last) =>
    table(
        "Frames and restarts",
        ["Frames", "Since start", ...(last ? ["Last window"] : [])],
        ["captured", "processed", "dropped", "failed", "restarts"].map(what => [
            what === "restarts" ? "Restarts of stages" : `${what[0].toUpperCase()}${what.slice(1)}`,
            ...[all, last].filter(Boolean).map(one => (isAlarm(what) ? alarming(one[what]) : number(one[what]))),
        ]),
    );

const isAlarm = what => what === "failed" || what === "restarts";

/** The models in use. */
export const models = list =>
    table(
        "Models in use",
        ["Model", "Version", "SHA-256"],
        list.map(({ task, version, sha256 }) => [
            task,
            number(version),
            make("td", { class: "code", title: sha256 }, `${sha256.slice(0, 12)}…`),
        ]),
    );

function reach({ p50, p95 }) {
    const place = value =>
        (Math.log10(Math.min(Math.max(value, SHORTEST), LONGEST) / SHORTEST) / Math.log10(LONGEST / SHORTEST)) * 92 + 4;
    return draw(
        "svg",
        { "aria-hidden": "true" },
        draw("line", { class: "rail", x1: "0", x2: "100%", y1: 7, y2: 7 }),
        ...(p95 > 0
            ? [
                draw("line", { class: "reach", x1: `${place(p50)}%`, x2: `${place(p95)}%`, y1: 7, y2: 7 }),
                draw("circle", { class: "middle", cx: `${place(p50)}%`, cy: 7, r: 5 }),
            ]
            : []),
    );
}

const alarming = value => (value > 0 ? make("td", { class: "warn" }, number(value)) : number(value));
