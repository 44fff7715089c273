// A running job: how far it is, and its curves so far.

import { bar, jobLink, refresh, stateOf, sweepLink } from "./bits.js";
import { Curves, ahead } from "./curves.js";
import { doing, left, progress, share } from "./figures.js";
import { make, say } from "./page.js";

const HEIGHT = 150;

/** A card of the overview. */
export class RunCard {
    #runs;
    #id;
    #state = make("span");
    #more = make("p", { class: "sum" });
    #bar = make("div");
    #doing = make("span");
    #left = make("span");
    #curves = new Curves(HEIGHT, false);
    #read = "";

    /**
     * @param id the job's
     * @param runs what came to pass with jobs
     */
    constructor(id, runs) {
        [this.#id, this.#runs] = [id, runs];
        this.element = make(
            "article",
            { class: "card run", "data-job": id },
            make("div", { class: "head" }, make("h3", {}, jobLink(id), " ", this.#state), this.#more),
            this.#bar,
            make("p", { class: "between" }, this.#doing, this.#left),
            this.#curves.element,
        );
        this.#curves.show([], 1);
    }

    /** Shows the job as it is now; its curves follow when an epoch has ended. */
    show(job) {
        refresh(this.#state, job.state, () => stateOf(job.state));
        refresh(this.#more, [job.task, job.sweep, job.worker, job.bestAccuracy], () => [
            [job.task, job.bestAccuracy !== undefined && `best ${share(job.bestAccuracy)}`].filter(Boolean).join(", "),
            ...(job.sweep ? [" in ", sweepLink(job.sweep)] : []),
            ` on ${job.worker.replace(/-[^-]*$/, "") || "no worker"}`,
        ]);
        refresh(this.#bar, progress(job), () => bar(progress(job), `Epochs of job ${this.#id}`));
        say(this.#doing, doing(job));
        say(this.#left, left(job));
        const now = `${job.epochsDone}/${job.attempt}/${job.epochs}`;
        if (now !== this.#read) {
            void this.#readOn(now, job.epochs);
        }
    }

    async #readOn(now, epochs) {
        const before = this.#read;
        this.#read = now;
        try {
            const run = await this.#runs.read(this.#id);
            this.#curves.show(run.epochs, ahead(run.epochs, epochs));
        } catch {
            // The next board asks again.
            this.#read = before;
        }
    }
}
