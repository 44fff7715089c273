// The connection to the device: windows and live samples as server-sent events. It is made again for as long as it takes.

/** Silence after which the connection counts as lost, in milliseconds. A sample comes every second. */
const SILENCE = 6_000;
/** Pauses before another attempt, in milliseconds; each is twice the one before. */
const [FIRST_PAUSE, LONGEST_PAUSE] = [1_000, 8_000];

/** Follows the device until the page is closed. */
export class Link {
    #tell;
    #streams = [];
    #pause = FIRST_PAUSE;
    #timer = 0;

    /**
     * @param tell whom to tell: window(json), sample(json) and line(json) take what comes, found() and lost() what becomes
     * of the connection, and last() tells the last sequence number that the page has
     */
    constructor(tell) {
        this.#tell = tell;
    }

    /** Connects, at first for what happens from now on. */
    open() {
        this.#connect("events");
    }

    #connect(events) {
        this.#streams = [
            this.#stream(events, { window: this.#tell.window }),
            this.#stream("live", { status: sample => this.#hear(sample), log: this.#tell.line }),
        ];
        this.#wait(SILENCE, () => this.#lose());
    }

    /**
     * Ends both streams together and makes them anew. A browser would do so by itself with Last-Event-ID, but only where the
     * device has not refused, not for a connection that died without a word, and not before the first window has come.
     */
    #lose() {
        this.#streams.forEach(stream => stream.close());
        this.#tell.lost();
        this.#wait(this.#pause, () => this.#connect(`events?after=${this.#tell.last()}`));
        this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    }

    #hear(sample) {
        this.#pause = FIRST_PAUSE;
        this.#wait(SILENCE, () => this.#lose());
        this.#tell.found();
        this.#tell.sample(sample);
    }

    #stream(address, handlers) {
        const stream = new EventSource(address);
        for (const [name, handle] of Object.entries(handlers)) {
            stream.addEventListener(name, event => handle(JSON.parse(event.data)));
        }

        stream.addEventListener("error", () => this.#lose());
        return stream;
    }

    #wait(pause, then) {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(then, pause);
    }
}
