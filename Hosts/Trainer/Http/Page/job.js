// One job with all there is: how it is, its curves, what it left, what it was set to, and what came to pass.

import { fileOf, get, getText } from "./api.js";
import { bar, refresh, stateOf, sweepLink, timeOf } from "./bits.js";
import { cardOf } from "./card.js";
import { Curves, ahead } from "./curves.js";
import { bytes, doing, left, moment, plain, progress, share } from "./figures.js";
import { detailsOf } from "./messages.js";
import { isShare, leaves } from "./metrics.js";
import { make, table } from "./page.js";
import { lasting, number } from "./words.js";

const HEIGHT = 260;

/** A view of the page. */
export class JobView {
    #id;
    #runs;
    #isOpen = true;
    #details = null;
    #known = "";
    #asked = 0;
    #head = make("section", { class: "card" });
    #curves = new Curves(HEIGHT);
    #left = make("div", { class: "view" });
    #settings = make("section", { class: "card" });
    #past = make("section", { class: "card" });

    /**
     * @param id the job's
     * @param runs what came to pass with jobs
     */
    constructor(id, runs) {
        [this.#id, this.#runs] = [id, runs];
        this.title = `Job ${id}`;
        this.element = make(
            "div",
            { class: "view" },
            this.#head,
            make("section", { class: "card" }, make("div", { class: "head" }, make("h2", {}, "Curves")), this.#curves.element),
            this.#left,
            this.#settings,
            this.#past,
        );
        this.#curves.show([], 1);
    }

    /** Shows what is new since the last board; a job that runs may have something new with each. */
    async show(board) {
        const running = board?.running.find(job => job.id === this.#id);
        const ended = board?.ended.find(job => job.id === this.#id);
        if (running && this.#details !== null) {
            this.#details.job = running;
            this.#showHead();
        }

        // Lines of a running job are no reason for a new board; they are asked for at the pace of its boards, and no faster than 2 s.
        const sign = JSON.stringify([running?.state, running?.epochsDone, running?.attempt, ended?.changed, board?.totals]);
        const isDue = sign !== this.#known || (running && performance.now() - this.#asked > 2_000);
        if (isDue) {
            await this.#read(sign);
        }
    }

    /** Nobody looks any more. */
    close() {
        this.#isOpen = false;
    }

    async #read(sign) {
        const isNew = sign !== this.#known;
        [this.#known, this.#asked] = [sign, performance.now()];
        try {
            const [details, run] = await Promise.all([
                isNew || this.#details === null ? get(`api/jobs/${this.#id}`).then(detailsOf) : this.#details,
                this.#runs.read(this.#id),
            ]);
            if (this.#isOpen) {
                this.#details = details;
                this.#showHead();
                this.#curves.show(run.epochs, details.job.worker ? ahead(run.epochs, details.job.epochs) : 0);
                this.#showSettings();
                this.#showPast(run);
                await this.#showLeft();
            }
        } catch (refused) {
            this.#known = "";
            if (this.#details === null) {
                this.#head.replaceChildren(make("p", {}, refused.message));
            }
        }
    }

    #showHead() {
        const { job, key } = this.#details;
        refresh(this.#head, [job, key], () => [
            make(
                "div",
                { class: "head" },
                make("h2", { class: "code" }, job.id, " ", stateOf(job.state)),
                make("p", { class: "sum" }, `${job.task}, submitted ${moment(job.submitted)}`, ...(job.sweep ? [" in ", sweepLink(job.sweep)] : [])),
            ),
            ...(job.worker ? [bar(progress(job), "Epochs"), make("p", { class: "between" }, make("span", {}, doing(job)), make("span", {}, left(job)))] : []),
            make("p", { class: job.state === "failed" ? "cause bad-text" : "cause" }, job.cause),
            make(
                "dl",
                { class: "facts" },
                ...facts([
                    ["Best accuracy", share(job.bestAccuracy)],
                    ["Epochs", `${job.epochsDone} of ${job.epochs}`],
                    ["Attempts", number(job.attempt)],
                    ...(job.worker ? [["Worker", job.worker]] : []),
                    ["Client's key", key],
                ]),
            ),
        ]);
    }

    #showSettings() {
        const { settings, data, pretrained, needs } = this.#details;
        refresh(this.#settings, [settings, data, pretrained, needs], () => [
            make("div", { class: "head" }, make("h2", {}, "Settings")),
            make(
                "dl",
                { class: "facts wide-facts" },
                ...facts([
                    ["Data", data.join(", ")],
                    ["First weights", pretrained || "random"],
                    ["Needs", needsOf(needs)],
                ]),
            ),
            make("dl", { class: "facts" }, ...facts(Object.entries(settings).map(([name, value]) => [name, plain(value)]))),
        ]);
    }

    #showPast(run) {
        refresh(this.#past, [run.states, run.last], () => [
            make("div", { class: "head" }, make("h2", {}, "What came to pass"), make("p", { class: "sum" }, lengthOf(run))),
            make(
                "ol",
                { class: "past", tabindex: "0", "aria-label": "Changes of state and log lines, the newest first" },
                ...[...run.states.map(state => ({ ...state, isState: true })), ...run.lines]
                    .sort((one, other) => other.number - one.number)
                    .map(event =>
                        make(
                            "li",
                            {},
                            timeOf(event.time),
                            event.isState ? stateOf(event.to) : make("span"),
                            make("span", { class: event.isState ? "" : "line-text" }, event.isState ? event.cause : event.text),
                        ),
                    ),
            ),
        ]);
    }

    async #showLeft() {
        const { artefacts, job } = this.#details;
        const named = name => artefacts.find(file => file.name === name);
        const read = async (name, how) => (named(name) ? how(fileOf(this.#id, name)) : null);
        const task = job.task;
        if (artefacts.length === 0) {
            refresh(this.#left, [], () => []);
            return;
        }

        const [card, full, small] = await Promise.all([read(`${task}.md`, getText), read(`float32/${task}.json`, get), read(`int8/${task}.json`, get)]);
        refresh(this.#left, artefacts, () => [
            make(
                "div",
                { class: "two" },
                make("section", { class: "card model" }, make("div", { class: "head" }, make("h2", {}, "Model card")), ...(card ? [cardOf(card)] : [make("p", {}, "It left none.")])),
                make(
                    "div",
                    { class: "view" },
                    ...(full && small ? [make("section", { class: "card" }, make("div", { class: "head" }, make("h2", {}, "Test split")), metricsOf(full, small))] : []),
                    make("section", { class: "card" }, make("div", { class: "head" }, make("h2", {}, "Files")), files(this.#id, artefacts)),
                ),
            ),
            ...(named("curves.png")
                ? [
                      make(
                          "section",
                          { class: "card" },
                          make("div", { class: "head" }, make("h2", {}, "Plots")),
                          make("img", { class: "plot", src: fileOf(this.#id, "curves.png"), alt: `Loss, accuracy and learning rate of job ${this.#id}, as it left them` }),
                      ),
                  ]
                : []),
        ]);
    }
}

const facts = rows => rows.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value)));

const needsOf = ({ device, cores, memory, disk } = {}) =>
    [device, cores > 0 && `${cores} cores`, memory > 0 && `${number(memory / 1e9)} GB memory`, disk > 0 && `${number(disk / 1e9)} GB disk`].filter(Boolean).join(", ");

/** How long its epochs took together. */
const lengthOf = ({ epochs }) =>
    epochs.length > 0 ? `${number(epochs.length)} epochs in ${lasting(epochs.reduce((sum, epoch) => sum + epoch.seconds, 0))}` : "";

function metricsOf(full, small) {
    const [one, other] = [leaves(full.metrics), leaves(small.metrics)];
    return table(
        "Figures of the test split",
        ["", "float32", "int8"],
        [...one.keys()].map(name => [name, ...[one, other].map(figures => (isShare(name) || name.includes("recall, ") ? share : plain)(figures.get(name)))]),
    );
}

const files = (id, artefacts) =>
    table(
        "Files",
        ["File", "Size", make("th", { scope: "col", class: "wide-only" }, "SHA-256")],
        artefacts.map(file => [
            make("th", { scope: "row" }, make("a", { href: fileOf(id, file.name), download: `${id}-${file.name.replaceAll("/", "-")}` }, file.name)),
            bytes(file.bytes),
            make("td", { class: "code wide-only", title: file.sha256 }, `${file.sha256.slice(0, 12)}…`),
        ]),
    );
