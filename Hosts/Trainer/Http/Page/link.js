// The connection to the node: the board as server-sent events. It is made again for as long as it takes.

import { read } from "./messages.js";

/** Silence after which the connection counts as lost, in milliseconds. The node says something every 4 s, or after 5 s of asking. */
const SILENCE = 15_000;
/** Pauses before another attempt, in milliseconds; each is twice the one before. */
const [FIRST_PAUSE, LONGEST_PAUSE] = [1_000, 8_000];

/** Follows the node until the page is closed. */
export class Link {
    #tell;
    #stream = null;
    #pause = FIRST_PAUSE;
    #timer = 0;

    /** @param tell whom to tell: board(json), trouble(why), lost() */
    constructor(tell) {
        this.#tell = tell;
    }

    /** Connects. */
    open() {
        const stream = (this.#stream = new EventSource("api/events"));
        stream.addEventListener("board", event => this.#hear(() => this.#tell.board(read(event.data))));
        stream.addEventListener("trouble", event => this.#hear(() => this.#tell.trouble(read(event.data).reason)));
        stream.addEventListener("beat", () => this.#hear(() => {}));
        stream.addEventListener("error", () => this.#lose());
        this.#wait(SILENCE, () => this.#lose());
    }

    #hear(then) {
        this.#pause = FIRST_PAUSE;
        this.#wait(SILENCE, () => this.#lose());
        then();
    }

    #lose() {
        this.#stream.close();
        this.#tell.lost();
        this.#wait(this.#pause, () => this.open());
        this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    }

    #wait(pause, then) {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(then, pause);
    }
}
