// Lines over epochs, with a readout for the pointer and the arrow keys, and the same as a table.

import { draw, make, say, table } from "./page.js";
import { number } from "./words.js";

const [TOP, BOTTOM, LEFT, RIGHT] = [10, 22, 48, 10];
/** Pixels that a label on the axis of epochs needs. */
const LABEL = 34;

/** A chart in a place of the page. */
export class Lines {
    #series = [];
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
     * @param hasTable whether its figures can be read as a table, too
     */
    constructor(place, height, hasTable = true) {
        this.#height = height;
        this.#drawing.setAttribute("height", height);
        place.classList.add("chart");
        place.append(this.#drawing, this.#readout, ...(hasTable ? [this.#details] : []));
        new ResizeObserver(() => this.#draw()).observe(place);
        this.#drawing.addEventListener("pointermove", event => this.#pick(this.#epochAt(event.offsetX)));
        this.#drawing.addEventListener("pointerleave", () => this.#pick(null));
        this.#drawing.addEventListener("blur", () => this.#pick(null));
        this.#drawing.addEventListener("keydown", event => this.#step(event));
    }

    /**
     * Shows lines: {name, look, points: [[epoch, value], …], best (an epoch to mark; null: none)}.
     * @param words {title, figure: value => text, epochs: how many there will be, least, most: bounds of the axis}
     */
    show(series, words) {
        [this.#series, this.#words] = [series, words];
        const known = this.#epochs();
        this.#details.hidden = known.length === 0;
        this.#table.replaceChildren(
            table(
                words.title,
                ["Epoch", ...series.map(one => one.name)],
                known.map(epoch => [number(epoch), ...series.map(one => words.figure(valueAt(one, epoch)))]),
            ),
        );
        this.#pick(this.#picked);
    }

    get #width() {
        return Math.max(this.#drawing.parentElement.clientWidth, 160);
    }

    get #last() {
        return Math.max(this.#words.epochs, ...this.#epochs(), 2);
    }

    #epochs() {
        return [...new Set(this.#series.flatMap(one => one.points.map(([epoch]) => epoch)))].sort((one, other) => one - other);
    }

    #x(epoch) {
        return LEFT + ((this.#width - LEFT - RIGHT) * (epoch - 1)) / (this.#last - 1);
    }

    #epochAt(x) {
        const epochs = this.#epochs();
        return epochs.length === 0
            ? null
            : epochs.reduce((near, epoch) => (Math.abs(this.#x(epoch) - x) < Math.abs(this.#x(near) - x) ? epoch : near));
    }

    #step(event) {
        const epochs = this.#epochs();
        const at = epochs.indexOf(this.#picked ?? epochs.at(-1));
        const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: epochs.length - 1 }[event.key];
        if (to !== undefined && epochs.length > 0) {
            event.preventDefault();
            this.#pick(epochs[Math.min(Math.max(to, 0), epochs.length - 1)]);
        }
    }

    #pick(epoch) {
        this.#picked = epoch;
        if (this.#words !== null) {
            say(this.#readout, this.#sentence());
            this.#draw();
        }
    }

    #sentence() {
        const epochs = this.#epochs();
        if (epochs.length === 0) {
            return "No epoch has ended yet.";
        }

        const epoch = this.#picked ?? epochs.at(-1);
        const told = this.#series
            .filter(one => valueAt(one, epoch) !== null)
            .map(one => `${one.name} ${this.#words.figure(valueAt(one, epoch))}`);
        return `Epoch ${epoch}: ${told.join(", ")}`;
    }

    #draw() {
        if (this.#words === null) {
            return;
        }

        const steps = this.#ticks();
        const [low, high] = [steps[0], steps.at(-1)];
        const y = value => TOP + (this.#height - TOP - BOTTOM) * (1 - (value - low) / (high - low));
        this.#drawing.setAttribute("viewBox", `0 0 ${this.#width} ${this.#height}`);
        this.#drawing.setAttribute("aria-label", `${this.#words.title}. ${this.#sentence()}`);
        this.#drawing.replaceChildren(
            ...steps.flatMap(value => this.#gridLine(value, y(value))),
            ...this.#epochLabels(),
            ...(this.#picked === null ? [] : [this.#pickLine()]),
            ...this.#series.flatMap(one => this.#line(one, y)),
        );
    }

    #ticks() {
        const values = this.#series.flatMap(one => one.points.map(([, value]) => value)).filter(Number.isFinite);
        const { least = -Infinity, most = Infinity } = this.#words;
        return ticks(Math.min(...values, Infinity), Math.max(...values, -Infinity), least, most);
    }

    #gridLine(value, y) {
        return [
            draw("line", { class: "grid", x1: LEFT, x2: this.#width, y1: y, y2: y }),
            draw("text", { x: LEFT - 8, y: y + 4, "text-anchor": "end" }, this.#words.tick(value)),
        ];
    }

    #pickLine() {
        const x = this.#x(this.#picked);
        return draw("line", { class: "pick", x1: x, x2: x, y1: TOP, y2: this.#height - BOTTOM });
    }

    #line({ look, points, best }, y) {
        const places = points.filter(([, value]) => Number.isFinite(value)).map(([epoch, value]) => [this.#x(epoch), y(value), epoch]);
        const marks = places.filter(([, , epoch], index) => epoch === this.#picked || (places.length === 1 && index === 0));
        return [
            draw("polyline", { class: `line ${look}`, points: places.map(([x, at]) => `${x.toFixed(1)},${at.toFixed(1)}`).join(" ") }),
            ...marks.map(([x, at]) => draw("circle", { class: `dot ${look}`, cx: x, cy: at, r: 3.5 })),
            ...places
                .filter(([, , epoch]) => epoch === best)
                .map(([x, at]) => draw("circle", { class: `best ${look}`, cx: x, cy: at, r: 4.5 })),
        ];
    }

    #epochLabels() {
        const most = Math.max(1, Math.floor((this.#width - LEFT - RIGHT) / LABEL));
        const every = [1, 2, 5, 10, 20, 50, 100, 200, 500].find(step => (this.#last - 1) / step <= most) ?? this.#last;
        return Array.from({ length: this.#last }, (_, index) => index + 1)
            .filter(epoch => epoch === 1 || epoch % every === 0)
            .filter(epoch => every === 1 || epoch === 1 || this.#x(epoch) - this.#x(1) >= LABEL)
            .map(epoch => draw("text", { x: this.#x(epoch), y: this.#height - 5, "text-anchor": "middle" }, number(epoch)));
    }
}

/** The legend of a chart. */
export const legend = series =>
    make(
        "ul",
        { class: "legend" },
        ...series.map(({ name, look }) => make("li", {}, swatch(look), name)),
    );

/** A short piece of a line, as the chart draws it. */
export const swatch = look =>
    draw("svg", { class: "swatch", viewBox: "0 0 18 8", "aria-hidden": "true" }, draw("line", { class: `line ${look}`, x1: 1, x2: 17, y1: 4, y2: 4 }));

const valueAt = (series, epoch) => series.points.find(([at]) => at === epoch)?.[1] ?? null;

/** A few round values around all there are, within bounds. */
export function ticks(low, high, least, most) {
    if (low > high) {
        [low, high] = [Math.max(least, 0), Math.min(most, 1)];
    }

    const rough = Math.max(high - low, Math.abs(high) * 0.02, 1e-6) / 4;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 2.5, 5, 10].map(one => one * power).find(one => one >= rough * 0.999);
    const from = Math.max(Math.floor(low / step + 1e-9), Math.ceil(least / step - 1e-9));
    const to = Math.min(Math.max(Math.ceil(high / step - 1e-9), from + 1), Math.max(Math.floor(most / step + 1e-9), from + 1));
    return Array.from({ length: to - from + 1 }, (_, index) => Number(((from + index) * step).toPrecision(12)));
}
