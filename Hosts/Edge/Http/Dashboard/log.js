// The supervision log as it happens, the newest line first.

import { byId, make, say } from "./page.js";
import { clockSecond, count } from "./words.js";

/** Lines shown at the most; the oldest go first. */
const MOST = 200;

const LEVELS = {
    information: ["info", "Info"],
    warning: ["warn", "Warning"],
    error: ["bad", "Error"],
    critical: ["bad", "Critical"],
};

/** The list in the page. */
export class Log {
    #list = byId("log");
    #lines = 0;
    #last = { number: 0, moment: -Infinity };

    constructor() {
        this.#list.append(make("li", { class: "nothing" }, "Nothing has happened yet."));
    }

    /** Takes one more line: {number, time, level, text}. One that is here already is left out. */
    add({ number, time, level, text }) {
        const moment = Date.parse(time);
        if (number <= this.#last.number && moment <= this.#last.moment) {
            return;
        }

        this.#last = { number, moment };
        if (this.#lines === 0) {
            this.#list.replaceChildren();
        }

        const [look, word] = LEVELS[level] ?? ["info", level];
        this.#list.prepend(
            make(
                "li",
                {},
                make("time", { datetime: time }, clockSecond(moment)),
                make("span", { class: look }, word),
                make("span", {}, text),
            ),
        );
        this.#lines += 1;
        while (this.#list.childElementCount > MOST) {
            this.#list.lastElementChild.remove();
        }

        say(byId("log-sum"), `${count(this.#lines, "line")}${this.#lines > MOST ? `, the newest ${MOST} shown` : ""}`);
    }
}
