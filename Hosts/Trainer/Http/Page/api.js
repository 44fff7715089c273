// What the page asks of the node, a few requests at a time.

import { read } from "./messages.js";

/** Requests under way, at the most. */
const MOST = 3;
/** Attempts at what the node is too busy for, and the pause between them in milliseconds. */
const [ATTEMPTS, PAUSE] = [5, 700];

const line = [];
let underWay = 0;

/** Answers a path with JSON; fails with the one sentence that the node says. */
export const get = path => inLine(path, async answer => read(await answer.text()));

/** Answers a path with its text. */
export const getText = path => inLine(path, answer => answer.text());

/** The address of one of a job's files. */
export const fileOf = (id, name) => `api/jobs/${id}/artefacts/${name.split("/").map(encodeURIComponent).join("/")}`;

function inLine(path, read) {
    return new Promise((tell, fail) => {
        line.push(() => fetchOnce(path, read, ATTEMPTS).then(tell, fail));
        next();
    });
}

function next() {
    if (underWay < MOST && line.length > 0) {
        underWay += 1;
        void line.shift()().finally(() => {
            underWay -= 1;
            next();
        });
    }
}

async function fetchOnce(path, read, attempts) {
    const answer = await fetch(path);
    if (answer.ok) {
        return read(answer);
    }

    if (answer.status === 503 && attempts > 1) {
        await new Promise(tell => setTimeout(tell, PAUSE));
        return fetchOnce(path, read, attempts - 1);
    }

    const problem = await answer.json().catch(() => null);
    throw new Error(problem?.detail ?? `The node answered ${answer.status}.`);
}
