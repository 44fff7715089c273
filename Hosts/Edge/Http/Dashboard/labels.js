// Visitors by the labels of an attribute: a chart for each attribute that the windows tell of and no other chart shows.

import { draw, make, say, table } from "./page.js";
import { count, number } from "./words.js";

const [ROW, NAME, FIGURE] = [27, 110, 60];

/** The charts in a place of the page, one card each. */
export class Labels {
    #place;
    #cards = new Map();

    /** @param place the element that the cards are put before */
    constructor(place) {
        this.#place = place;
    }

    /** Shows what the windows of a period add up to. */
    show({ attributes, k }) {
        const names = attributes.map(attribute => attribute.name);
        [...this.#cards].filter(([name]) => !names.includes(name)).forEach(([name, card]) => {
            card.remove();
            this.#cards.delete(name);
        });
        for (const attribute of attributes) {
            if (!this.#cards.has(attribute.name)) {
                this.#cards.set(attribute.name, new Card(attribute.name, this.#place));
            }

            this.#cards.get(attribute.name).show(attribute, k);
        }
    }
}

class Card {
    #drawing = draw("svg", { role: "img" });
    #sum = make("p", { class: "sum" });
    #table = make("div", { class: "scroll" });
    #chart = make("div", { class: "chart" }, this.#drawing, make("details", {}, make("summary", {}, "As a table"), this.#table));
    #section;
    #shown = null;

    constructor(name, place) {
        const id = `attribute-${name}`;
        const title = make("h2", { id }, name[0].toUpperCase() + name.slice(1));
        this.#section = make("section", { class: "card", "aria-labelledby": id }, make("div", { class: "head" }, title, this.#sum), this.#chart);
        place.before(this.#section);
        new ResizeObserver(() => this.#draw()).observe(this.#chart);
    }

    remove() {
        this.#section.remove();
    }

    show(attribute, k) {
        this.#shown = { ...attribute, k };
        const told = attribute.cells.reduce((so, cell) => so + (cell.people ?? 0), 0);
        say(this.#sum, told > 0 ? `${count(told, "visitor")} told` : "");
        this.#table.replaceChildren(
            table(
                `Visitors by ${attribute.name}`,
                ["Label", "Visitors"],
                attribute.cells.map(({ label, people }) => [label, people === null ? `fewer than ${k}` : number(people)]),
            ),
        );
        this.#draw();
    }

    #draw() {
        if (this.#shown === null) {
            return;
        }

        const { name, cells, k } = this.#shown;
        const width = Math.max(this.#chart.clientWidth, 200);
        const most = Math.max(1, ...cells.map(cell => cell.people ?? 0));
        const room = width - NAME - FIGURE;
        const height = cells.length * ROW;
        this.#drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
        this.#drawing.setAttribute("height", height);
        this.#drawing.setAttribute("aria-label", `Visitors by ${name}. All numbers are in the table below.`);
        this.#drawing.replaceChildren(
            ...cells.flatMap(({ label, people }, row) => {
                const [y, length] = [row * ROW, ((people ?? 0) / most) * room];
                return [
                    draw("text", { x: NAME - 8, y: y + ROW / 2 + 4, "text-anchor": "end" }, shortened(label)),
                    ...(people > 0 ? [draw("rect", { class: "bar", x: NAME, y: y + 4, width: length, height: ROW - 8, rx: 3 })] : []),
                    draw(
                        "text",
                        { class: people > 0 ? "strong" : null, x: NAME + length + 6, y: y + ROW / 2 + 4 },
                        people === null ? `< ${k}` : number(people),
                    ),
                ];
            }),
        );
    }
}

const shortened = label => (label.length > 14 ? `${label.slice(0, 13)}…` : label);
