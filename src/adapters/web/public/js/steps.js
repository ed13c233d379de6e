/**
 * A thread that covers the channel is a step in the browser's history: going back leads out of it, not away from the page. It is
 * kept in the state of that step, so it stands again after a reload.
 * @returns {string | null} its root, where one stands
 */
export const threadHere = () => history.state?.thread ?? null;

/** @param {string} root */
export function enterThread(root) {
  if (threadHere() === null) history.pushState({ thread: root }, '');
  else history.replaceState({ thread: root }, '');
}

/** It was closed: the step into it is taken back. */
export function leftThread() {
  if (threadHere() !== null) history.back();
}
