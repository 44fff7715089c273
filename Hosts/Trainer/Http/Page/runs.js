// What came to pass with jobs, read piece by piece and remembered while the page shows them.

import { get } from "./api.js";

/** Jobs remembered at the most; the one that was asked for longest ago is forgotten first. */
const MOST_RUNS = 48;
/** Lines remembered of each job. */
const MOST_LINES = 300;

/** One job's past. */
class Run {
    last = 0;
    epochs = [];
    states = [];
    lines = [];

    take({ events, ended }) {
        for (const event of events) {
            this.last = event.number;
            if (event.epoch) {
                // An attempt goes on where the last checkpoint is, which may be some epochs back.
                const number = event.epoch.epoch;
                this.epochs = [...this.epochs.filter(epoch => epoch.number < number), { ...event.epoch, number }];
            } else if (event.state) {
                this.states.push({ ...event.state, time: event.time, number: event.number });
            } else {
                this.lines = [...this.lines, { text: event.line, time: event.time, number: event.number }].slice(-MOST_LINES);
            }
        }

        return events.length > 0 && !ended;
    }
}

/** All that are remembered. */
export class Runs {
    #runs = new Map();
    #reading = new Map();

    /** What is known of a job. */
    of(id) {
        const run = this.#runs.get(id) ?? new Run();
        this.#runs.delete(id);
        this.#runs.set(id, run);
        if (this.#runs.size > MOST_RUNS) {
            this.#runs.delete(this.#runs.keys().next().value);
        }

        return run;
    }

    /** Reads what is new of a job; answers with all that is known. */
    async read(id) {
        if (!this.#reading.has(id)) {
            this.#reading.set(id, this.#readOn(id).finally(() => this.#reading.delete(id)));
        }

        return this.#reading.get(id);
    }

    async #readOn(id) {
        const run = this.of(id);
        while (run.take(await get(`api/jobs/${id}/events?after=${run.last}`))) {
            // There may be more than one answer holds.
        }

        return run;
    }
}
