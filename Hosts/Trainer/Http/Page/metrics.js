// A model's figures, named by their paths. Pure.

/** Whether a figure is a share that is the better the higher it is, of all classes together. */
export const isShare = name => /(accuracy\w*|exact|oneOff|macroRecall)$/i.test(name);

/** The numbers of a tree, each by its path: "utkface, recall, female"; lists are left to the card. */
export function leaves(tree, path = "", found = new Map()) {
    for (const [name, value] of Object.entries(tree ?? {})) {
        const here = path ? `${path}, ${name}` : name;
        if (typeof value === "number") {
            found.set(here, value);
        } else if (value !== null && typeof value === "object" && !Array.isArray(value)) {
            leaves(value, here, found);
        }
    }

    return found;
}
