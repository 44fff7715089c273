// Some runs beside each other: their curves in one chart, in what they differ, and what they came to.

import { fileOf, get } from "./api.js";
import { jobLink, refresh, stateOf } from "./bits.js";
import { MOST } from "./chosen.js";
import { Overlay } from "./curves.js";
import { loss, plain, share } from "./figures.js";
import { swatch } from "./lines.js";
import { detailsOf } from "./messages.js";
import { isShare, leaves } from "./metrics.js";
import { make, table } from "./page.js";
import { lasting } from "./words.js";

const HEIGHT = 280;

/** A view of the page. */
export class CompareView {
    title = "Compare";
    #ids;
    #runs;
    #known = "";
    #isOpen = true;
    #overlay = new Overlay(HEIGHT);
    #note = make("p", { class: "card", hidden: "" });
    #legend = make("div");
    #table = make("div", { class: "sideways" });

    /**
     * @param ids the jobs'
     * @param runs what came to pass with jobs
     */
    constructor(ids, runs) {
        [this.#ids, this.#runs] = [ids.slice(0, MOST), runs];
        this.element = make(
            "div",
            { class: "view" },
            this.#note,
            make("section", { class: "card" }, make("div", { class: "head" }, make("h2", {}, `Compare ${this.#ids.length} runs`), this.#legend), this.#overlay.element),
            make("section", { class: "card" }, make("div", { class: "head" }, make("h2", {}, "In what they differ, and what they came to")), this.#table),
        );
    }

    /** Shows what is new since the last board. */
    async show(board) {
        const sign = JSON.stringify([board?.totals, board?.running.filter(job => this.#ids.includes(job.id)).map(job => [job.id, job.state, job.epochsDone])]);
        if (sign === this.#known) {
            return;
        }

        this.#known = sign;
        try {
            const jobs = await Promise.all(this.#ids.map((id, index) => this.#read(id, index)));
            if (this.#isOpen) {
                this.#note.hidden = true;
                this.#show(jobs);
            }
        } catch (refused) {
            this.#known = "";
            this.#note.hidden = false;
            this.#note.textContent = refused.message;
        }
    }

    /** Nobody looks any more. */
    close() {
        this.#isOpen = false;
    }

    async #read(id, index) {
        const [details, run] = await Promise.all([get(`api/jobs/${id}`).then(detailsOf), this.#runs.read(id)]);
        const manifest = `${details.job.task}.json`;
        const model = details.artefacts.some(file => file.name === manifest) ? await get(fileOf(id, manifest)) : null;
        return { ...details, epochs: run.epochs, look: `c${index + 1}`, metrics: leaves(model?.metrics) };
    }

    #show(jobs) {
        this.#overlay.show(
            jobs.map(({ job, look, epochs }) => ({ name: job.id, look, epochs })),
            Math.max(...jobs.map(({ job }) => job.epochs)),
        );
        refresh(this.#legend, jobs.map(({ job }) => job.id), () =>
            make("ul", { class: "legend" }, ...jobs.map(({ job, look }) => make("li", {}, swatch(look), jobLink(job.id)))),
        );
        const rows = [...differences(jobs), ...results(jobs)];
        refresh(this.#table, [rows, jobs.map(({ job }) => job)], () =>
            table(
                "In what the runs differ, and what they came to",
                ["", ...jobs.map(({ job, look }) => make("th", { scope: "col" }, swatch(look), " ", jobLink(job.id)))],
                [["state", ...jobs.map(({ job }) => make("td", {}, stateOf(job.state)))], ...rows.map(cells)],
            ),
        );
    }
}

/** Settings that are not the same for all: {name, texts}. */
export function differences(jobs) {
    const all = jobs.map(({ job, settings, data, pretrained }) => ({
        task: job.task,
        data: data.join(", "),
        "first weights": pretrained || "random",
        ...settings,
    }));
    return Object.keys(all[0])
        .filter(name => new Set(all.map(one => one[name])).size > 1)
        .map(name => ({ name, texts: all.map(one => plain(one[name])) }));
}

/** What the runs came to: {name, texts, best: which of them are the best}. */
function results(jobs) {
    const last = jobs.map(({ epochs }) => epochs.at(-1));
    const bestEpoch = jobs.map(({ epochs }) => epochs.findLast(epoch => epoch.best) ?? epochs.at(-1));
    const names = [...new Set(jobs.flatMap(({ metrics }) => [...metrics.keys()]))].filter(isShare).slice(0, 12);
    return [
        row("best validation accuracy", jobs.map(({ job }) => job.bestAccuracy), share, Math.max),
        row("macro recall then", bestEpoch.map(epoch => epoch?.validationMacroRecall), share, Math.max),
        row("in epoch", bestEpoch.map(epoch => epoch?.number), plain),
        row("last validation loss", last.map(epoch => epoch?.validationLoss), loss, Math.min),
        row("epochs", jobs.map(({ job }) => job.epochsDone), plain),
        row("time of all epochs", jobs.map(({ epochs }) => epochs.reduce((sum, epoch) => sum + epoch.seconds, 0)), lasting, Math.min),
        ...names.map(name => row(`test: ${name}`, jobs.map(({ metrics }) => metrics.get(name)), share, Math.max)),
    ];
}

function row(name, values, figure, best = null) {
    const known = values.filter(Number.isFinite);
    const top = best !== null && new Set(known).size > 1 ? best(...known) : null;
    return { name, texts: values.map(value => figure(value)), best: values.map(value => top !== null && value === top) };
}

const cells = ({ name, texts, best }) => [name, ...texts.map((text, index) => make("td", best?.[index] ? { class: "winner" } : {}, text))];
