// The charts of a period, and the tables of lines and zones.

import { Ages } from "./ages.js";
import { Bars } from "./bars.js";
import { Labels } from "./labels.js";
import { byId, say, table } from "./page.js";
import { periodOf, title } from "./periods.js";
import { total } from "./windows.js";
import { clock, clockSecond, count, lasting, number, weekday } from "./words.js";

/** All charts of the page. */
export class Charts {
    #visitors = new Bars(byId("visitors-chart"), 200);
    #stays = new Bars(byId("stays-chart"), 230);
    #ages = new Ages(byId("who-chart"));
    #labels = new Labels(byId("lines"));

    /** Shows a period at a moment. Returns since when it needs windows, in milliseconds. */
    show(windows, name, now) {
        const period = periodOf(name, now, windows.span, windows.end);
        const all = total(windows.between(period.from, period.to));
        const bars = period.bars.map(bar => ({
            ...bar,
            isOpen: period.name !== "recent" && now >= bar.from && now < bar.to,
            total: total(windows.between(bar.from, bar.to)),
        }));
        const spanOf = bar =>
            period.name === "week" ? weekday(bar.from)
            : period.name === "today" ? `${clock(bar.from)}–${clock(bar.to)}`
            : windows.span % 60_000 === 0 ? clock(bar.from)
            : clockSecond(bar.from);
        const unit = { recent: "window", today: "hour", week: "day" }[period.name];
        this.#showVisitors(bars, all, spanOf, unit, windows);
        this.#showStays(bars, all, spanOf, unit);
        this.#ages.show(all);
        this.#labels.show(all);
        say(byId("who-sum"), all.visitors > 0 ? `${number(all.shown)} of ${count(all.visitors, "visitor")} told` : "");
        showLines(all.lines);
        showZones(all.zones);
        say(byId("recent-label"), title("recent", windows.span));
        return period.from;
    }

    #showVisitors(bars, all, spanOf, unit, windows) {
        const known = bars.filter(bar => bar.total.windows > 0);
        const busiest = known.reduce((most, bar) => (bar.total.visitors > (most?.total.visitors ?? 0) ? bar : most), null);
        say(byId("visitors-sum"), known.length > 0 ? `${count(all.visitors, "visitor")}, at most ${number(all.peak)} at once` : "");
        this.#visitors.show(
            bars.map(bar => ({ ...bar, value: bar.total.windows > 0 ? bar.total.visitors : null })),
            {
                title: `Visitors per ${unit}`,
                heads: ["Time", "Visitors"],
                isWhole: true,
                hint:
                    windows.length === 0 ? "No window yet."
                    : busiest === null ? `Nobody in this period. One bar per ${unit}.`
                    : `One bar per ${unit}. Busiest: ${spanOf(busiest)} with ${number(busiest.total.visitors)}.`,
                say: bar =>
                    `${spanOf(bar)}: ${bar.value === null ? "nothing counted" : count(bar.value, "visitor")}${bar.isOpen ? " so far" : ""}`,
                span: spanOf,
                figure: number,
            },
        );
    }

    #showStays(bars, all, spanOf, unit) {
        say(byId("stays-sum"), all.stay === null ? "" : `mean ${lasting(all.stay)}`);
        this.#stays.show(
            bars.map(bar => ({ ...bar, value: bar.total.stay })),
            {
                title: `Mean stay per ${unit}, in seconds`,
                heads: ["Time", "Mean stay"],
                isWhole: false,
                hint: all.stay === null ? "No stay to tell of yet." : `Seconds in front of the window, the mean of each ${unit}.`,
                say: bar => `${spanOf(bar)}: ${bar.value === null ? "nothing told" : lasting(bar.value)}`,
                span: spanOf,
                figure: lasting,
            },
        );
    }
}

function showLines(lines) {
    byId("lines").hidden = lines.length === 0;
    byId("lines-table").replaceChildren(
        table("Lines crossed in this period", ["Line", "In", "Out"], lines.map(line => [line.name, number(line.in), number(line.out)])),
    );
}

function showZones(zones) {
    byId("zones").hidden = zones.length === 0;
    byId("zones-table").replaceChildren(
        table(
            "Zones visited in this period",
            ["Zone", "Visitors", "Mean stay"],
            zones.map(zone => [zone.name, number(zone.visitors), zone.stay === null ? "not told" : lasting(zone.stay)]),
        ),
    );
}
