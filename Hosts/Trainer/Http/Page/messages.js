// Messages as the node writes them: Protobuf's JSON, which has long numbers and the names of states as text. Pure.

/** Numbers of 64 bits. */
const LONG = new Set(["attempt", "bytes", "disk", "done", "memory", "number", "receivedBytes", "total"]);

/** What JSON holds, with long numbers as numbers and states by their plain names: "queued". */
export const read = text =>
    JSON.parse(text, (name, value) =>
        typeof value !== "string" ? value
        : LONG.has(name) && /^\d+$/.test(value) ? Number(value)
        : value.startsWith("JOB_STATE_") && /^(state|from|to)$/.test(name) ? value.slice("JOB_STATE_".length).toLowerCase()
        : value,
    );

/** A ClusterBoard as the views read it: the board, with the numbers of jobs, nodes and the rollout in it. */
export const boardOf = ({ board, nodes, fleet }) => ({
    ...board,
    nodes,
    fleet,
    totals: {
        running: board.totalRunning,
        waiting: board.totalWaiting,
        done: board.totalDone,
        failed: board.totalFailed,
        cancelled: board.totalCancelled,
    },
});

/** JobDetails as the views read them: the summary is the job, and the settings have the names of the options. */
export const detailsOf = ({ summary, job: { task, data, pretrained, ...settings }, ...rest }) => ({
    ...rest,
    job: summary,
    data,
    pretrained,
    settings: Object.fromEntries(Object.entries(settings).map(([name, value]) => [name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`), value])),
});
