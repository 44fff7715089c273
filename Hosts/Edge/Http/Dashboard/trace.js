// People in view over the last two minutes, as a pale shape behind the figure.

import { draw } from "./page.js";

/** Samples shown, one a second. */
const MOST = 120;

/** The shape in a place of the page. */
export class Trace {
    #samples = [];
    #shape = draw("path");

    /** @param place the element that it is drawn in */
    constructor(place) {
        place.append(draw("svg", { viewBox: `0 0 ${MOST - 1} 1`, preserveAspectRatio: "none" }, this.#shape));
    }

    /** Takes one more sample. */
    add(value) {
        this.#samples = [...this.#samples.slice(1 - MOST), value];
        const most = Math.max(3, ...this.#samples);
        const first = MOST - this.#samples.length;
        const steps = this.#samples.map((one, index) => `V${1 - one / most}H${Math.min(first + index + 1, MOST - 1)}`);
        this.#shape.setAttribute("d", `M${first} 1${steps.join("")}V1Z`);
    }
}
