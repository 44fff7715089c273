// Windows that were closed before the page was opened.

/**
 * The windows that began between two moments, in milliseconds, oldest first; an infinite end is left open, as the clocks of
 * the device and of this browser may differ. Fails when the device does not give them.
 */
export async function history(from, to) {
    const span = { from: new Date(from).toISOString(), ...(to === Infinity ? {} : { to: new Date(to).toISOString() }) };
    const answer = await fetch(`windows?${new URLSearchParams({ ...span, format: "json" })}`);
    if (!answer.ok) {
        throw new Error(`The device answered ${answer.status} when it was asked for windows.`);
    }

    return answer.json();
}
