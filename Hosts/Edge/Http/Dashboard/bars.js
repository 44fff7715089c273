// A bar for each span of time, with a readout for the pointer and the arrow keys, and the same as a table.

import { draw, make, say, table } from "./page.js";
import { number } from "./words.js";

const [TOP, BOTTOM, LEFT] = [14, 24, 34];
/** Pixels that a label on the axis of time needs. */
const LABEL = 52;
/** Labels of which one is shown. */
const STEPS = [1, 2, 3, 4, 6, 12, 15, 20, 30];

/** A bar chart in a place of the page. */
export class Bars {
    #bars = [];
    #words = null;
    #picked = null;
    #height;
    #drawing = draw("svg", { role: "img", tabindex: "0" });
    #readout = make("p", { class: "readout", "aria-live": "polite" });
    #table = make("div", { class: "scroll" });
    #details = make("details", {}, make("summary", {}, "As a table"), this.#table);

    /**
     * @param place the element that it is drawn in
     * @param height of the drawing, in pixels
     */
    constructor(place, height) {
        this.#height = height;
        this.#drawing.setAttribute("height", height);
        place.classList.add("chart");
        place.append(
            this.#drawing,
            this.#readout,
            this.#details,
        );
        new ResizeObserver(() => this.#draw()).observe(place);
        this.#drawing.addEventListener("pointermove", event => this.#pick(this.#barAt(event.offsetX)));
        this.#drawing.addEventListener("pointerleave", () => this.#pick(null));
        this.#drawing.addEventListener("blur", () => this.#pick(null));
        this.#drawing.addEventListener("keydown", event => this.#step(event));
    }

    /**
     * Shows bars: {from, to, label, value (null: nothing known), isOpen (still counting)}.
     * @param words {title, hint, heads: [span, value], say: bar => text, span: bar => text, figure: value => text, isWhole}
     */
    show(bars, words) {
        [this.#bars, this.#words] = [bars, words];
        this.#details.hidden = !bars.some(isKnown);
        this.#table.replaceChildren(
            table(words.title, words.heads, bars.filter(isKnown).map(bar => [words.span(bar), words.figure(bar.value)])),
        );
        this.#pick(this.#picked);
    }

    get #width() {
        return Math.max(this.#drawing.parentElement.clientWidth, 200);
    }

    get #slot() {
        return (this.#width - LEFT) / this.#bars.length;
    }

    #barAt(x) {
        const bar = Math.floor((x - LEFT) / this.#slot);
        return bar >= 0 && bar < this.#bars.length ? bar : null;
    }

    #step(event) {
        const last = this.#bars.length - 1;
        const from = this.#picked ?? this.#bars.findLastIndex(isKnown);
        const to = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: last }[event.key];
        if (to !== undefined) {
            event.preventDefault();
            this.#pick(Math.min(Math.max(to, 0), last));
        }
    }

    #pick(bar) {
        this.#picked = bar !== null && bar < this.#bars.length ? bar : null;
        if (this.#words !== null) {
            say(this.#readout, this.#picked === null ? this.#words.hint : this.#words.say(this.#bars[this.#picked]));
            this.#draw();
        }
    }

    #draw() {
        if (this.#words === null) {
            return;
        }

        const most = Math.max(...this.#bars.map(bar => bar.value ?? 0));
        const steps = ticks(most, this.#words.isWhole);
        const y = value => TOP + (this.#height - TOP - BOTTOM) * (1 - value / steps.at(-1));
        this.#drawing.setAttribute("viewBox", `0 0 ${this.#width} ${this.#height}`);
        this.#drawing.setAttribute("aria-label", `${this.#words.title}. ${this.#words.hint}`);
        this.#drawing.replaceChildren(
            ...steps.flatMap(value => this.#gridLine(value, y(value))),
            ...this.#bars.flatMap((bar, index) => this.#bar(bar, index, y)),
            ...this.#timeLabels(),
        );
    }

    #gridLine(value, y) {
        return [
            draw("line", { class: "grid", x1: LEFT, x2: this.#width, y1: y, y2: y }),
            draw("text", { x: LEFT - 8, y: y + 4, "text-anchor": "end" }, number(value)),
        ];
    }

    #bar(bar, index, y) {
        if (!isKnown(bar)) {
            return [];
        }

        const gap = Math.min(this.#slot * 0.22, 8);
        const width = Math.min(this.#slot - gap, 64);
        const x = LEFT + index * this.#slot + (this.#slot - width) / 2;
        // A bar of nothing is a thin line: counted, and nobody came.
        const height = Math.max(y(0) - y(bar.value), 1.5);
        const look = ["bar", bar.isOpen && "open", index === this.#picked && "picked"].filter(Boolean).join(" ");
        return [draw("rect", { class: look, x, y: y(0) - height, width, height, rx: Math.min(3, width / 4, height / 2) })];
    }

    /** Labels where the text changes, as far apart as they need to be: a bar of seconds does not repeat its minute. */
    #timeLabels() {
        const changes = this.#bars
            .map((bar, index) => ({ label: bar.label, x: LEFT + (index + 0.5) * this.#slot }))
            .filter(({ label }, index, all) => label !== all[index === 0 ? 1 : index - 1]?.label);
        const apart = (this.#width - LEFT) / Math.max(changes.length, 1);
        const every = STEPS.find(step => step * apart >= LABEL) ?? changes.length;
        return changes
            .filter((_, index) => index % every === 0)
            .filter(({ x }, index, all) => (all[index + 1]?.x ?? Infinity) - x >= LABEL)
            .map(({ label, x }) => draw("text", { x, y: this.#height - 6, "text-anchor": "middle" }, label));
    }
}

const isKnown = bar => bar.value !== null;

/** A few round values from nothing to the largest or just above. */
function ticks(most, isWhole) {
    const rough = Math.max(most, isWhole ? 2 : 0.1) / 4;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 2.5, 5, 10, 20].map(one => one * power).find(one => one >= rough && (!isWhole || Number.isInteger(one)));
    return Array.from({ length: Math.max(Math.ceil(most / step), 1) + 1 }, (_, index) => index * step);
}
