// The trainer's page: follows the cluster, and shows one of its views. Nothing is asked of anyone but this node.

import { Chosen } from "./chosen.js";
import { CompareView } from "./compare.js";
import { JobView } from "./job.js";
import { Jobs } from "./jobs.js";
import { Link } from "./link.js";
import { boardOf } from "./messages.js";
import { Overview } from "./overview.js";
import { byId, make, say } from "./page.js";
import { Runs } from "./runs.js";
import { SweepView } from "./sweep.js";
import { clockSecond, count } from "./words.js";

const runs = new Runs();
const chosen = new Chosen();
const overview = new Overview(runs, new Jobs(chosen));
const state = { board: null, trouble: null, lostAt: null };
/** The view that is shown instead of the overview; null: the overview. */
let view = null;

new Link({
    board: board => tell({ board: boardOf(board), trouble: null, lostAt: null }),
    trouble: trouble => tell({ trouble, lostAt: null }),
    lost: () => tell({ lostAt: state.lostAt ?? Date.now() }),
}).open();

addEventListener("hashchange", go);
go();

function tell(news) {
    Object.assign(state, news);
    showState();
    if (news.board) {
        (view ?? overview).show(state.board);
    }
}

/** Opens the view that the address names. */
function go() {
    const [, name, about] = location.hash.match(/^#\/(job|compare|sweep)\/(.+)$/) ?? [];
    const opened = name === undefined ? null : views[name](decodeURIComponent(about));
    view?.close();
    view = opened;
    document.body.dataset.view = name ?? "overview";
    byId("overview").hidden = view !== null;
    byId("detail").hidden = view === null;
    byId("detail").replaceChildren(...(view ? [make("nav", { class: "back" }, make("a", { href: "#/" }, "← The cluster")), view.element] : []));
    scrollTo(0, 0);
    showState();
    if (view !== null || state.board !== null) {
        void (view ?? overview).show(state.board);
    }
}

const views = {
    job: id => new JobView(id, runs),
    compare: ids => new CompareView(ids.split(","), runs),
    sweep: sweep => new SweepView(sweep, chosen),
};

/** Says whether the figures are live and the cluster well, and what to think of them if not. */
function showState() {
    const { board, trouble, lostAt } = state;
    const isLost = lostAt !== null;
    mark("link", ...(isLost ? ["bad", "Connection lost"] : board || trouble ? ["good", "Live"] : ["wait", "Connecting"]));
    const away = board?.nodes.filter(({ status }) => status === "unreachable" || status === "away").length ?? 0;
    mark(
        "cluster",
        ...(trouble ? ["warn", "No coordinator"] : away > 0 ? ["warn", `${count(away, "node")} away`] : ["good", count(board?.nodes.length ?? 0, "node")]),
    );
    byId("cluster").hidden = isLost || (board === null && trouble === null);
    document.body.classList.toggle("stale", (isLost || trouble !== null) && board !== null);
    const stale = board === null ? "" : " The figures are from before.";
    notify(
        isLost ? `No connection to the node since ${clockSecond(lostAt)}.${stale} Trying again.`
        : trouble !== null ? `${trouble}${stale}`
        : null,
        isLost ? "bad" : "warn",
    );
    const now = view?.title ?? (board ? `${board.totals.running} running` : null);
    document.title = isLost ? "No connection · Vitrine" : now ? `${now} · Vitrine` : "Vitrine";
}

function mark(id, is, text) {
    byId(id).dataset.is = is;
    say(byId(id), text);
}

function notify(text, is) {
    const notice = byId("notice");
    notice.dataset.is = is;
    notice.hidden = text === null;
    say(notice, text ?? "");
}
