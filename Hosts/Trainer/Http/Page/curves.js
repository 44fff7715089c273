// The two charts of a run: loss and accuracy, of both splits.

import { loss, share, wholeShare } from "./figures.js";
import { Lines, legend } from "./lines.js";
import { make } from "./page.js";

/** The two splits as the charts draw them. */
const SPLITS = [
    { name: "training", look: "two" },
    { name: "validation", look: "one" },
];

const LOSS = { figure: loss, tick: value => String(value), least: 0 };
const ACCURACY = { figure: share, tick: value => (Number.isInteger(Math.round(value * 1e4) / 100) ? wholeShare(value + 1e-9) : share(value)), least: 0, most: 1 };

/** How far the axis of a run's epochs goes: to the end, but not so far that what is known is a corner of the chart. */
export const ahead = (epochs, planned) => Math.min(planned, Math.max(10, Math.ceil(1.5 * (epochs.at(-1)?.number ?? 0))));

/** Loss and accuracy side by side. */
export class Curves {
    #loss;
    #accuracy;

    /** The element that holds them. */
    element = make("div", { class: "pair" });

    /**
     * @param height of each chart, in pixels
     * @param hasTables whether their figures can be read as tables, too
     */
    constructor(height, hasTables = true) {
        const places = ["Loss", "Accuracy"].map(title => {
            const place = make("div");
            this.element.append(make("figure", {}, make("figcaption", {}, title, legend(SPLITS)), place));
            return place;
        });
        [this.#loss, this.#accuracy] = places.map(place => new Lines(place, height, hasTables));
    }

    /** Shows what a run's epochs came to, of so many that there will be. */
    show(epochs, planned) {
        const best = epochs.findLast(epoch => epoch.best)?.number ?? null;
        const lines = (training, validation, marked) => [
            { ...SPLITS[0], points: epochs.map(epoch => [epoch.number, epoch[training]]), best: null },
            { ...SPLITS[1], points: epochs.map(epoch => [epoch.number, epoch[validation]]), best: marked },
        ];
        this.#loss.show(lines("trainingLoss", "validationLoss", null), { ...LOSS, title: "Loss, mean per face", epochs: planned });
        this.#accuracy.show(lines("trainingAccuracy", "validationAccuracy", best), { ...ACCURACY, title: "Accuracy", epochs: planned });
    }
}

/** Loss and accuracy of the validation split, of several runs in one chart. */
export class Overlay {
    #loss;
    #accuracy;

    /** The element that holds them. */
    element = make("div", { class: "pair" });

    constructor(height) {
        const places = ["Validation loss", "Validation accuracy"].map(title => {
            const place = make("div");
            this.element.append(make("figure", {}, make("figcaption", {}, title), place));
            return place;
        });
        [this.#loss, this.#accuracy] = places.map(place => new Lines(place, height));
    }

    /** Shows runs: {name, look, epochs}. */
    show(runs, planned) {
        const lines = value => runs.map(({ name, look, epochs }) => ({ name, look, points: epochs.map(epoch => [epoch.number, epoch[value]]), best: null }));
        this.#loss.show(lines("validationLoss"), { ...LOSS, title: "Validation loss, mean per face", epochs: planned });
        this.#accuracy.show(lines("validationAccuracy"), { ...ACCURACY, title: "Validation accuracy", epochs: planned });
    }
}
