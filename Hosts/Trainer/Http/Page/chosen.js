// The runs that are chosen to be compared.

import { byId, make } from "./page.js";
import { count } from "./words.js";

/** Runs that one chart holds. */
export const MOST = 6;

/** Which they are; a bar at the foot of the page says so. */
export class Chosen {
    #ids = new Set();

    /** A box to choose a run with. */
    box(id) {
        const box = make("input", { type: "checkbox", "aria-label": `Compare job ${id}`, "data-choose": id });
        box.checked = this.#ids.has(id);
        box.addEventListener("change", () => {
            if (box.checked && this.#ids.size < MOST) {
                this.#ids.add(id);
            } else {
                this.#ids.delete(id);
            }

            this.#show();
        });
        return box;
    }

    #clear() {
        this.#ids.clear();
        this.#show();
    }

    #show() {
        for (const box of document.querySelectorAll("[data-choose]")) {
            box.checked = this.#ids.has(box.dataset.choose);
            box.disabled = !box.checked && this.#ids.size >= MOST;
        }

        const clear = make("button", { type: "button" }, "Clear");
        clear.addEventListener("click", () => this.#clear());
        byId("chosen").hidden = this.#ids.size === 0;
        byId("chosen").replaceChildren(
            make("span", {}, `${count(this.#ids.size, "run")} chosen${this.#ids.size === MOST ? ", as many as fit" : ""}`),
            ...(this.#ids.size > 1 ? [make("a", { class: "button", href: `#/compare/${[...this.#ids].join(",")}` }, "Compare")] : []),
            clear,
        );
    }
}
