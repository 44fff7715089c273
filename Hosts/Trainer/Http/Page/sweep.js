// A sweep's jobs, the best first, with the settings in which they differ.

import { get } from "./api.js";
import { jobLink, refresh, stateOf, text, textHead } from "./bits.js";
import { plain, share } from "./figures.js";
import { detailsOf } from "./messages.js";
import { make, table } from "./page.js";
import { count, number } from "./words.js";

/** A view of the page. */
export class SweepView {
    #name;
    #chosen;
    #page = 0;
    #known = "";
    #isOpen = true;
    #sum = make("p", { class: "sum" });
    #table = make("div", { class: "sideways" });
    #pages = make("nav", { class: "pages", "aria-label": "Pages of the sweep", hidden: "" });

    /**
     * @param name the sweep's
     * @param chosen the runs that are chosen to be compared
     */
    constructor(name, chosen) {
        [this.#name, this.#chosen, this.title] = [name, chosen, `Sweep ${name}`];
        this.element = make("section", { class: "card" }, make("div", { class: "head" }, make("h2", {}, `Sweep ${name}`), this.#sum), this.#table, this.#pages);
    }

    /** Shows what is new since the last board. */
    async show(board) {
        const mine = board?.running.filter(job => job.sweep === this.#name).map(job => [job.id, job.state, job.epochsDone]);
        const sign = JSON.stringify([this.#page, mine, board?.totals]);
        if (sign === this.#known) {
            return;
        }

        this.#known = sign;
        try {
            const sweep = await get(`api/sweep?${new URLSearchParams({ name: this.#name, page: this.#page })}`);
            if (this.#isOpen) {
                this.#show(sweep, board);
            }
        } catch (refused) {
            this.#known = "";
            this.#sum.textContent = refused.message;
        }
    }

    /** Nobody looks any more. */
    close() {
        this.#isOpen = false;
    }

    #show({ total, page, pageSize, jobs: told }, board) {
        const jobs = told.map(detailsOf).map(({ job, settings }, index) => ({ rank: job.bestAccuracy === undefined ? null : page * pageSize + index + 1, job, settings }));
        this.#sum.textContent = `${count(total, "job")}, ranked by best validation accuracy`;
        const names = Object.keys(jobs[0]?.settings ?? {}).filter(name => new Set(jobs.map(({ settings }) => settings[name])).size > 1);
        refresh(this.#table, jobs, () =>
            table(
                `Jobs of sweep ${this.#name}, the best first`,
                [make("th", { scope: "col" }, make("span", { class: "unseen" }, "Compare")), "Rank", textHead("Job"), ...names, "Best accuracy", "Epochs", textHead("State")],
                jobs.map(({ rank, job, settings }) => [
                    make("td", { class: "pick" }, ...(job.epochsDone > 0 ? [this.#chosen.box(job.id)] : [])),
                    make("td", rank === 1 ? { class: "winner" } : {}, rank ? number(rank) : "–"),
                    text(jobLink(job.id)),
                    ...names.map(name => plain(settings[name])),
                    make("td", rank === 1 ? { class: "winner" } : {}, share(job.bestAccuracy)),
                    `${job.epochsDone} of ${job.epochs}`,
                    text(stateOf(job.state)),
                ]),
            ),
        );
        const last = Math.max(0, Math.ceil(total / pageSize) - 1);
        this.#pages.hidden = last === 0;
        refresh(this.#pages, [this.#page, last], () => [
            this.#button("Better", this.#page - 1, last, board),
            make("span", { class: "soft" }, `page ${number(this.#page + 1)} of ${number(last + 1)}`),
            this.#button("Next", this.#page + 1, last, board),
        ]);
    }

    #button(name, page, last, board) {
        const button = make("button", { type: "button", ...(page < 0 || page > last ? { disabled: "" } : {}) }, name);
        button.addEventListener("click", () => {
            this.#page = page;
            void this.show(board);
        });
        return button;
    }
}
