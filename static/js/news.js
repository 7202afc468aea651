/**
 * What is news on a wall: pure, no page. A forecast moves many rows at once and nobody did anything;
 * so each row has a mark that only a deed changes. `known`, `marks`: card → mark, before and now.
 */

/** Those of the pushed cards that came, or to which something was done. */
export function newsOf(known, marks, ids) {
  return ids.filter((id) => marks.has(id) && marks.get(id) !== known.get(id));
}
