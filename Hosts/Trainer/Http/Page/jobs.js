// The table of jobs: those that ended lately as they come, or all of a kind, page by page; runs to compare are chosen here.

import { get } from "./api.js";
import { jobLink, refresh, stateOf, sweepLink, text, textHead, wide, wideHead } from "./bits.js";
import { moment, share } from "./figures.js";
import { byId, make, table } from "./page.js";
import { number } from "./words.js";

const SIZE = 20;

/** The table, its choice and its pages. */
export class Jobs {
    #chosen;
    #which = "lately";
    #page = 0;
    #list = { jobs: [], total: 0 };
    #asked = "";
    #board = null;

    /** @param chosen the runs that are chosen to be compared */
    constructor(chosen) {
        this.#chosen = chosen;
        for (const choice of byId("jobs-choice").querySelectorAll("input")) {
            choice.addEventListener("change", () => this.#choose(choice.value, 0));
            if (choice.checked) {
                // A page that is loaded again keeps its choice.
                this.#which = choice.value;
            }
        }
    }

    /** Shows a board; a list of another kind is read again when the board's totals say that it may have changed. */
    show(board) {
        this.#board = board;
        if (this.#which === "lately") {
            this.#draw(board.ended);
            byId("jobs-pages").hidden = true;
        } else {
            void this.#read();
        }
    }

    #choose(which, page) {
        [this.#which, this.#page] = [which, page];
        if (this.#board !== null) {
            this.show(this.#board);
        }
    }

    async #read() {
        const path = `api/jobs?${new URLSearchParams({ page: this.#page, size: SIZE, ...(this.#which ? { state: this.#which } : {}) })}`;
        const due = `${path} ${JSON.stringify([this.#board.totals, this.#board.running.map(job => [job.id, job.state, job.epochsDone])])}`;
        if (due === this.#asked) {
            return;
        }

        this.#asked = due;
        try {
            this.#list = await get(path);
        } catch {
            // The next board asks again.
            this.#asked = "";
            return;
        }

        if (this.#which !== "lately") {
            this.#draw(this.#list.jobs);
            this.#drawPages();
        }
    }

    #draw(jobs) {
        refresh(byId("jobs-table"), jobs, () =>
            jobs.length === 0
                ? make("p", { class: "soft" }, this.#which === "lately" ? "None has ended yet." : "There are none.")
                : table(
                      "Jobs",
                      [
                          make("th", { scope: "col" }, make("span", { class: "unseen" }, "Compare")),
                          textHead("Job"),
                          textHead("State"),
                          "Best accuracy",
                          wideHead("Epochs"),
                          wideHead("Since"),
                          textHead("Why", true),
                      ],
                      jobs.map(job => this.#row(job)),
                  ),
        );
    }

    #row(job) {
        return [
            make("td", { class: "pick" }, ...(job.epochsDone > 0 ? [this.#chosen.box(job.id)] : [])),
            make("th", { scope: "row", class: "text" }, jobLink(job.id), " ", make("small", {}, job.task), ...(job.sweep ? [" ", make("small", {}, sweepLink(job.sweep))] : [])),
            text(stateOf(job.state)),
            share(job.bestAccuracy),
            wide(make("td", {}, `${job.epochsDone} of ${job.epochs}`)),
            wide(make("td", {}, moment(job.changed))),
            wide(make("td", { class: job.state === "failed" ? "text why bad-text" : "text why" }, job.cause)),
        ];
    }

    #drawPages() {
        const last = Math.max(0, Math.ceil(this.#list.total / SIZE) - 1);
        byId("jobs-pages").hidden = last === 0;
        refresh(byId("jobs-pages"), [this.#page, last, this.#which], () => [
            this.#pageButton("Newer", this.#page - 1, last),
            make("span", { class: "soft" }, `page ${number(this.#page + 1)} of ${number(last + 1)}`),
            this.#pageButton("Older", this.#page + 1, last),
        ]);
    }

    #pageButton(name, page, last) {
        const button = make("button", { type: "button", ...(page < 0 || page > last ? { disabled: "" } : {}) }, name);
        button.addEventListener("click", () => this.#choose(this.#which, page));
        return button;
    }
}
