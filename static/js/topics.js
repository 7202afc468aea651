/**
 * What changed and is no card, by its topic (board/topics.py): `people`, `calendar`, `settings`,
 * `access`, `walls`, `demo`, `review`, `photo`. A page follows the topics it shows and no others.
 */

/** `handler([{thing: topic, …facts}, …])` for each message that tells of one of the topics. */
export function onTopics(topics, handler) {
  document.addEventListener("board:things", ({ detail: things }) => {
    const told = things.filter(({ thing }) => topics.includes(thing));
    if (told.length) handler(told);
  });
}
