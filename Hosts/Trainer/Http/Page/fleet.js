// The last rollout: how far its waves are, each device, and what happened last.

import { bar, refresh, text, textHead, timeOf, wide, wideHead } from "./bits.js";
import { bytes } from "./figures.js";
import { byId, make, say, table } from "./page.js";
import { count, number } from "./words.js";

const LOOKS = { live: "good", refused: "bad", reverted: "bad", offered: "wait", "waiting for its wave": "wait", "not in a rollout": "off" };

/** Shows the fleet, where this node is the one that devices dial. */
export function showFleet(fleet) {
    byId("fleet").hidden = !fleet;
    if (!fleet) {
        return;
    }

    say(byId("fleet-sum"), headline(fleet));
    refresh(byId("fleet-waves"), [fleet.state, fleet.progress], () => fleet.progress.map((wave, index) => waveOf(wave, index, fleet.state)));
    refresh(byId("fleet-devices"), [fleet.devices, fleet.more, fleet.state], () => [
        fleet.devices.length > 0 ? devicesOf(fleet.devices, fleet.state === "running") : make("p", { class: "none" }, "No device has dialled yet."),
        ...(fleet.more > 0 ? [make("p", { class: "sum" }, `and ${count(fleet.more, "more device")}`)] : []),
    ]);
    refresh(byId("fleet-news"), fleet.news, () => fleet.news.map(lineOf));
    byId("fleet-news").hidden = fleet.news.length === 0;
    refresh(byId("fleet-events").lastElementChild, fleet.events, () => fleet.events.map(eventOf));
    byId("fleet-events").hidden = fleet.events.length === 0;
}

const headline = ({ state, task, version, reason }) =>
    state === "unknown" ? reason
    : state === "none" ? "Nothing was rolled out yet."
    : `${task} version ${version}: ${state}${reason ? `: ${reason}` : ""}`;

function waveOf({ devices, open, live, failed }, index, state) {
    const name = index === 0 ? "Canaries" : `Wave ${index + 1}`;
    const done = `${number(live)} of ${count(devices, "device")} live`;
    return make(
        "div",
        {},
        make(
            "div",
            { class: "between" },
            make("span", {}, name),
            make("span", { class: failed > 0 ? "bad-text" : "soft" }, !open ? `${state === "running" ? "waits" : "was not begun"}, ${count(devices, "device")}` : failed > 0 ? `${done}, ${number(failed)} failed` : done),
        ),
        bar(devices > 0 ? live / devices : 0, name),
    );
}

/** How far a device is, in words. */
const phaseOf = ({ phase, wave }, isRunning) =>
    phase !== "ROLLOUT_PHASE_UNKNOWN" ? phase.toLowerCase()
    : wave > 0 ? "offered"
    : isRunning ? "waiting for its wave"
    : "not in a rollout";

const devicesOf = (devices, isRunning) =>
    table(
        "Devices, those in trouble first",
        ["Device", wideHead("Wave"), textHead("Is"), "Live version", wideHead("Received"), textHead("Why", true)],
        devices.map(device => ({ ...device, phase: phaseOf(device, isRunning) })).map(device => [
            device.device,
            wide(make("td", {}, device.wave > 0 ? number(device.wave) : "–")),
            text(make("span", { class: "badge", "data-is": LOOKS[device.phase] ?? "run" }, device.present ? device.phase : `${device.phase}, away`)),
            device.liveVersion > 0 ? number(device.liveVersion) : "–",
            wide(make("td", {}, device.receivedBytes > 0 ? bytes(device.receivedBytes) : "–")),
            wide(text(device.reason)),
        ]),
    );

const lineOf = ({ at, text: line }) => make("li", {}, timeOf(at), make("span", {}, line));

const eventOf = ({ at, device, text: line, trouble }) =>
    make("li", {}, timeOf(at), make("span", { class: trouble ? "bad-text" : "" }, `${device}: ${line}`));
