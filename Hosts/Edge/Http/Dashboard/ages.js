// Age by gender: a bar to either side for each age group, and the same as a table.

import { draw, make, say, table } from "./page.js";
import { GENDERS } from "./windows.js";
import { count, number } from "./words.js";

const [ROW, TOP, MIDDLE, FIGURE] = [27, 24, 62, 44];

/** The chart in a place of the page. */
export class Ages {
    #total = null;
    #drawing = draw("svg", { role: "img" });
    #note = make("p", { class: "note" });
    #table = make("div", { class: "scroll" });

    /** @param place the element that it is drawn in */
    constructor(place) {
        place.classList.add("chart");
        place.append(this.#drawing, this.#note, make("details", {}, make("summary", {}, "As a table"), this.#table));
        new ResizeObserver(() => this.#draw()).observe(place);
    }

    /** Shows what the windows of a period add up to. */
    show(total) {
        this.#total = total;
        const { groups, told } = total;
        this.#drawing.parentElement.hidden = groups.length === 0;
        this.#table.replaceChildren(
            table(
                "Visitors by age group and gender",
                ["Age", "Female", "Male", "Gender not told"],
                groups.map((group, row) => [group, ...GENDERS.map(of => inWords(told[of][row], total.k))]),
            ),
        );
        say(this.#note, leftOut(total));
        this.#draw();
    }

    #draw() {
        if (this.#total === null) {
            return;
        }

        const { groups, told, k } = this.#total;
        const width = Math.max(this.#drawing.parentElement.clientWidth, 200);
        const height = TOP + groups.length * ROW;
        const [centre, room] = [width / 2, (width - MIDDLE) / 2 - FIGURE];
        const most = Math.max(1, ...told.female, ...told.male);
        const side = (of, sign) =>
            groups.flatMap((_, row) => {
                const people = told[of][row];
                const [from, y] = [centre + (sign * MIDDLE) / 2, TOP + row * ROW];
                const length = ((people ?? 0) / most) * room;
                return [
                    ...(people > 0 ? [bar(of, sign < 0 ? from - length : from, y, length)] : []),
                    draw(
                        "text",
                        {
                            class: people > 0 ? "strong" : null,
                            x: from + sign * (length + 6),
                            y: y + ROW / 2 + 4,
                            "text-anchor": sign < 0 ? "end" : "start",
                        },
                        people === null ? `< ${k}` : number(people),
                    ),
                ];
            });
        this.#drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
        this.#drawing.setAttribute("height", height);
        this.#drawing.setAttribute("aria-label", summary(this.#total));
        this.#drawing.replaceChildren(
            draw("text", { class: "strong", x: centre - MIDDLE / 2, y: 12, "text-anchor": "end" }, "Female"),
            draw("text", { class: "strong", x: centre + MIDDLE / 2, y: 12 }, "Male"),
            draw("text", { x: centre, y: 12, "text-anchor": "middle" }, "Age"),
            ...groups.map((group, row) =>
                draw("text", { class: "strong", x: centre, y: TOP + row * ROW + ROW / 2 + 4, "text-anchor": "middle" }, group)),
            ...side("female", -1),
            ...side("male", 1),
        );
    }
}

/** What the chart leaves out, and why. */
function leftOut({ visitors, shown, undescribed, tooFew, told, k }) {
    const unknown = told.unknown.reduce((so, people) => so + (people ?? 0), 0);
    return [
        k > 1 && tooFew > 0
            ? `${count(tooFew, "visitor")} not shown yet: fewer than ${k} of their group since it was told of last, or described by no model.`
            : "",
        k > 1 && [...told.female, ...told.male].includes(null) ? `"< ${k}": not enough to be told, perhaps nobody.` : "",
        undescribed > 0 ? `Of ${count(undescribed, "visitor")} the age was not told.` : "",
        unknown > 0 ? `${count(unknown, "visitor")} of known age and unknown gender: see the table.` : "",
        k !== null && k <= 1 && shown > 0 ? "Also groups of one are told (k is off)." : "",
    ].filter(Boolean).join(" ");
}

const bar = (of, x, y, width) =>
    draw("rect", { class: of === "male" ? "bar two" : "bar", x, y: y + 4, width, height: ROW - 8, rx: 3 });

const inWords = (people, k) => (people === null ? `fewer than ${k}` : number(people));

function summary({ groups, told, shown, visitors }) {
    const all = groups.map((group, row) => [group, (told.female[row] ?? 0) + (told.male[row] ?? 0)]);
    const [group, people] = all.reduce((best, one) => (one[1] > best[1] ? one : best), ["", 0]);
    const largest = people > 0 ? ` The largest age group is ${group} with ${number(people)}.` : "";
    return `Age and gender of ${number(shown)} of ${count(visitors, "visitor")}.${largest} All numbers are in the table below.`;
}
