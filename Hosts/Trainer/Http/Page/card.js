// A model card's Markdown, as much of it as cards have: headings, paragraphs, lists and tables. Text only ever becomes text.

import { make } from "./page.js";

/** The card as elements. */
export function cardOf(markdown) {
    const card = make("div", { class: "markdown", tabindex: "0" });
    for (const block of markdown.split(/\n{2,}/).map(part => part.trim()).filter(Boolean)) {
        card.append(blockOf(block.split("\n")));
    }

    return card;
}

function blockOf(lines) {
    const [first] = lines;
    if (first.startsWith("# ")) {
        return make("p", { class: "strong" }, first.slice(2));
    }

    if (first.startsWith("## ")) {
        return make("h3", {}, first.slice(3));
    }

    if (first.startsWith("- ")) {
        return make("ul", {}, ...lines.map(line => make("li", {}, line.replace(/^- /, ""))));
    }

    return first.startsWith("|") ? rowsOf(lines) : make("p", {}, lines.join(" "));
}

/** A table without heads, as cards have them. */
function rowsOf(lines) {
    const rows = lines
        .filter(line => !/^\|[\s|:-]*\|$/.test(line))
        .map(line => line.slice(1, -1).split(/(?<!\\)\|/).map(cell => cell.trim().replaceAll("\\|", "|")));
    return make(
        "table",
        {},
        make("tbody", {}, ...rows.map(([name, ...values]) => make("tr", {}, make("th", { scope: "row" }, name), ...values.map(value => make("td", { class: "text" }, value))))),
    );
}
