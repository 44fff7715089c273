// Makes elements. Text only ever becomes text: nothing that the device sends is read as markup.

const SVG = "http://www.w3.org/2000/svg";

/** The element of the page that has this id. */
export const byId = id => document.getElementById(id);

/** An element with attributes and children; a string child becomes text, and attributes that are null are left out. */
export const make = (name, attributes = {}, ...children) =>
    fill(document.createElement(name), attributes, children);

/** The same for a part of a drawing. */
export const draw = (name, attributes = {}, ...children) =>
    fill(document.createElementNS(SVG, name), attributes, children);

/** Says something in the element, unless it says so already. */
export function say(element, text) {
    if (element.textContent !== text) {
        element.textContent = text;
    }
}

/** A figure and its unit, the unit small. */
export function sayFigure(element, [figure, unit]) {
    element.replaceChildren(figure, ...(unit ? [make("small", {}, unit)] : []));
}

/** A table. Heads and rows are lists of texts, elements or ready cells; the first of each row names the row. */
export const table = (caption, heads, rows) =>
    make(
        "table",
        {},
        make("caption", { class: "unseen" }, caption),
        make("thead", {}, make("tr", {}, ...heads.map(head => cell("th", head, { scope: "col" })))),
        make("tbody", {}, ...rows.map(row =>
            make("tr", {}, ...row.map((one, column) => (column === 0 ? cell("th", one, { scope: "row" }) : cell("td", one)))))),
    );

const cell = (name, content, attributes) =>
    content instanceof HTMLTableCellElement ? content : make(name, attributes, content);

function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
        if (value !== null && value !== undefined) {
            element.setAttribute(name, value);
        }
    }

    element.append(...children.map(child => (child instanceof Node ? child : String(child))));
    return element;
}
