// Windows that were closed before the page was opened.

/** The windows that began between two moments, in milliseconds, oldest first. Fails when the device does not give them. */
export async function history(from, to) {
    const span = new URLSearchParams({ from: new Date(from).toISOString(), to: new Date(to).toISOString(), format: "json" });
    const answer = await fetch(`windows?${span}`);
    if (!answer.ok) {
        throw new Error(`The device answered ${answer.status} when it was asked for windows.`);
    }

    return answer.json();
}
