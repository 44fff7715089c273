// The cluster at a glance: figures, running jobs with their curves, what comes next, sweeps and nodes.

import { jobLink, refresh, sweepLink, text, textHead, wide, wideHead } from "./bits.js";
import { showFleet } from "./fleet.js";
import { moment, roughly, share } from "./figures.js";
import { byId, make, say, table } from "./page.js";
import { RunCard } from "./runcard.js";
import { count, number } from "./words.js";

/** What the page begins with. */
export class Overview {
    #cards = new Map();
    #runs;
    #jobs;

    /**
     * @param runs what came to pass with jobs
     * @param jobs the table of jobs
     */
    constructor(runs, jobs) {
        [this.#runs, this.#jobs] = [runs, jobs];
    }

    /** Shows a board. */
    show(board) {
        showTiles(board);
        this.#showRuns(board);
        showQueue(board);
        showSweeps(board.sweeps);
        showFleet(board.fleet);
        showNodes(board.nodes);
        this.#jobs.show(board);
    }

    #showRuns({ running, totals, waiting }) {
        const ids = new Set(running.map(job => job.id));
        for (const [id, card] of this.#cards) {
            if (!ids.has(id)) {
                card.element.remove();
                this.#cards.delete(id);
            }
        }

        for (const job of running) {
            if (!this.#cards.has(job.id)) {
                const card = new RunCard(job.id, this.#runs);
                this.#cards.set(job.id, card);
                byId("runs").append(card.element);
            }

            this.#cards.get(job.id).show(job);
        }

        byId("runs-none").hidden = running.length > 0;
        say(
            byId("runs-none"),
            waiting.length > 0 ? "Nothing runs now: the jobs below wait for a worker that can run them."
            : totals.done > 0 ? "Nothing runs now, and nothing waits."
            : "No job has been submitted yet.",
        );
    }
}

function showTiles({ totals, nodes, running, waiting }) {
    const workers = nodes.flatMap(node => node.workers);
    const busy = workers.filter(worker => worker.job).length;
    const soonest = running.filter(job => job.secondsLeft >= 0).sort((one, other) => one.secondsLeft - other.secondsLeft)[0];
    say(byId("running"), number(totals.running));
    say(byId("running-more"), soonest ? `the next is done in ${roughly(soonest.secondsLeft)}` : "");
    say(byId("waiting"), number(totals.waiting));
    say(byId("waiting-more"), waiting.length > 0 ? `the first since ${moment(waiting[0].changed)}` : "");
    say(byId("done"), number(totals.done));
    say(
        byId("done-more"),
        [totals.failed > 0 && `${number(totals.failed)} failed`, totals.cancelled > 0 && `${number(totals.cancelled)} cancelled`].filter(Boolean).join(", "),
    );
    say(byId("workers"), number(workers.length));
    say(byId("workers-more"), workers.length > 0 ? (busy === workers.length ? "all busy" : `${number(workers.length - busy)} free`) : "none is here");
}

function showQueue({ waiting, totals }) {
    byId("queue").hidden = waiting.length === 0;
    say(byId("queue-sum"), totals.waiting > waiting.length ? `the first ${waiting.length} of ${number(totals.waiting)}` : "");
    refresh(byId("queue-table"), waiting, () =>
        table(
            "Jobs that wait, the next one first",
            ["Job", textHead("Task"), textHead("Sweep", true), wideHead("Epochs"), "Since", textHead("Why", true)],
            waiting.map(job => [
                jobLink(job.id),
                text(job.task),
                wide(text(job.sweep ? sweepLink(job.sweep) : "")),
                wide(make("td", {}, job.epochsDone > 0 ? `${job.epochsDone} of ${job.epochs}` : number(job.epochs))),
                moment(job.changed),
                wide(text(job.cause)),
            ]),
        ),
    );
}

function showSweeps(sweeps) {
    byId("sweeps").hidden = sweeps.length === 0;
    refresh(byId("sweeps-table"), sweeps, () =>
        table(
            "Sweeps",
            ["Sweep", "Ended", "Best accuracy", wideHead("Best job")],
            sweeps.map(sweep => [
                sweepLink(sweep.name),
                `${number(sweep.ended)} of ${number(sweep.jobs)}`,
                share(sweep.bestAccuracy),
                wide(make("td", {}, sweep.best ? jobLink(sweep.best) : "–")),
            ]),
        ),
    );
}

function showNodes(nodes) {
    const versions = new Set(nodes.map(({ version }) => version).filter(Boolean));
    say(byId("nodes-sum"), versions.size > 1 ? "" : `${count(nodes.length, "node")}, Vitrine ${[...versions].join("")}`);
    refresh(byId("nodes-table"), nodes, () =>
        table(
            "Nodes of the cluster",
            ["Node", textHead("Does"), textHead("Has", true), textHead("Works on")],
            nodes.map(node => [
                make(
                    "th",
                    { scope: "row" },
                    node.address,
                    ...(node.isThis ? [make("small", {}, " this one")] : []),
                    ...(node.status === "up" ? [] : [" ", make("span", { class: "warn" }, node.status)]),
                    ...(versions.size > 1 ? [make("small", { class: "warn" }, ` Vitrine ${node.version}`)] : []),
                ),
                text(roles(node)),
                wide(text(...node.workers.map(worker => make("div", {}, resources(worker))))),
                text(...works(node.workers)),
            ]),
        ),
    );
}

const roles = node =>
    [node.keepsQueue ? "keeps the queue" : node.roles.includes("coordinator") && "stands by", node.roles.includes("worker") && "trains"]
        .filter(Boolean)
        .join(", ");

const resources = ({ has: { devices, cores, memory, disk } }) =>
    [devices.join(" + "), count(cores, "core"), memory > 0 && `${number(memory / 1e9)} GB memory`, disk > 0 && `${number(disk / 1e9)} GB disk free`]
        .filter(Boolean)
        .join(", ");

const works = workers => workers.map(worker => make("div", {}, worker.job ? jobLink(worker.job) : make("span", { class: "soft" }, "free")));
