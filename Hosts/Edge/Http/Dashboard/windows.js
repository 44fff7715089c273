// The windows that the page remembers, and what they add up to. Pure but for the list itself.

/** Windows remembered at the most: a week of one-minute windows and some more. The oldest are forgotten first. */
export const MOST = 12_000;

/** Genders in the order of the charts. */
export const GENDERS = ["female", "male", "unknown"];

/** Attributes that the chart of ages and genders shows. */
const CHARTED = ["age", "gender"];

/** A window as the device sends it, without what the charts do not need. Times become milliseconds. */
const compact = sent => ({
    sequence: sent.sequence,
    start: Date.parse(sent.start),
    end: Date.parse(sent.end),
    visitors: sent.visitors,
    peak: sent.occupancy.peak,
    dwell: sent.dwell,
    groups: Object.keys(sent.counts.female),
    told: Object.fromEntries(GENDERS.map(gender => [gender, Object.values(sent.counts[gender] ?? {})])),
    unclassified: sent.unclassified,
    attributes: Object.entries(sent.distributions ?? {}).filter(([name]) => !CHARTED.includes(name)),
    lines: sent.lines ?? [],
    zones: sent.zones ?? [],
    k: sent.k,
});

/** Windows by sequence number, each once. */
export class Windows {
    #kept = [];
    #starts = new Map();

    /** How long a window is, in milliseconds; as usual until the device tells. */
    span = 60_000;

    /** The newest as it was sent, with all it says; null before the first. */
    newest = null;

    /** How many are remembered. */
    get length() {
        return this.#kept.length;
    }

    /** The newest window's sequence number; 0 before the first. */
    get last() {
        return this.#kept.at(-1)?.sequence ?? 0;
    }

    /** When the oldest remembered window began; null before the first. */
    get since() {
        return this.#kept[0]?.start ?? null;
    }

    /** When the newest ended; null before the first. */
    get end() {
        return this.#kept.at(-1)?.end ?? null;
    }

    /** Takes windows in any order; one that is already here is left out. Tells whether any was new. */
    add(sent) {
        const incoming = sent.map(compact);
        if (incoming.some(window => this.#isRenewed(window))) {
            [this.#kept, this.#starts, this.newest] = [[], new Map(), null];
        }

        const fresh = incoming.filter(window => !this.#starts.has(window.sequence));
        this.#kept = [...this.#kept, ...fresh].sort((one, other) => one.sequence - other.sequence).slice(-MOST);
        this.#starts = new Map(this.#kept.map(window => [window.sequence, window.start]));
        this.newest = sent.findLast(one => one.sequence === this.last) ?? this.newest;
        return fresh.length > 0;
    }

    /** Those whose middle lies in the span from one moment to another, oldest first. */
    between(from, to) {
        return this.#kept.filter(window => {
            const middle = (window.start + window.end) / 2;
            return middle >= from && middle < to;
        });
    }

    /** Whether the device began to number anew, as it does with a new database. */
    #isRenewed(window) {
        const start = this.#starts.get(window.sequence);
        return start === undefined
            ? this.length > 0 && window.sequence < this.#kept[0].sequence && window.start >= this.end
            : window.start !== start;
    }
}

/** What some windows add up to. A cell is the sum of what they tell of it; null when that is nothing and some do not tell. */
export function total(windows) {
    const last = windows.at(-1);
    const visitors = sum(windows, window => window.visitors);
    const told = Object.fromEntries(
        GENDERS.map(gender => [
            gender,
            (last?.groups ?? []).map((_, group) => sumTold(windows.map(window => window.told[gender][group]))),
        ]),
    );
    const shown = sum(Object.values(told).flat(), people => people ?? 0);
    const undescribed = sum(windows, window => Math.round((window.unclassified ?? 0) * window.visitors));
    return {
        windows: windows.length,
        visitors,
        peak: Math.max(0, ...windows.map(window => window.peak)),
        groups: last?.groups ?? [],
        told,
        shown,
        undescribed,
        attributes: byAttribute(windows),
        tooFew: Math.max(0, visitors - shown - undescribed),
        visits: sum(windows, window => (window.dwell.mean === null ? 0 : window.dwell.visits)),
        stay: meanStay(windows.map(window => window.dwell)),
        lines: byName(windows.flatMap(window => window.lines), lines => ({
            in: sum(lines, line => line.in),
            out: sum(lines, line => line.out),
        })),
        zones: byName(windows.flatMap(window => window.zones), zones => ({
            visitors: sum(zones, zone => zone.visitors),
            stay: meanStay(zones.map(zone => zone.dwell)),
        })),
        k: last?.k ?? null,
    };
}

const sum = (list, of) => list.reduce((so, one) => so + of(one), 0);

/** Numbers added up, leaving out those that are not told. Nothing, where some are not told, is no zero but null. */
const sumTold = numbers => {
    const told = sum(numbers, one => one ?? 0);
    return told === 0 && numbers.includes(null) ? null : told;
};

/** What some windows tell by attribute and label, in the order of the newest that tells of it. */
const byAttribute = windows =>
    [...Map.groupBy(windows.flatMap(window => window.attributes), ([name]) => name)].map(([name, same]) => ({
        name,
        cells: Object.keys(same.at(-1)[1]).map(label => ({ label, people: sumTold(same.map(([, cells]) => (label in cells ? cells[label] : 0))) })),
    }));

/** The mean stay in seconds of all visits of which it is told, weighed by their number; null when there is none. */
function meanStay(dwells) {
    const known = dwells.filter(dwell => dwell.mean !== null);
    const visits = sum(known, dwell => dwell.visits);
    return visits === 0 ? null : sum(known, dwell => dwell.mean * dwell.visits) / visits;
}

const byName = (list, of) =>
    [...Map.groupBy(list, one => one.name)].map(([name, same]) => ({ name, ...of(same) }));
