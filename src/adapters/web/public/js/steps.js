/**
 * The root of the thread that covers the channel, if one does. Such a thread is an entry in the browser's history, so that going back
 * closes it instead of leaving the page. It is stored in the entry's state, so it is open again after a reload.
 * @returns {string | null}
 */
export const threadHere = () => history.state?.thread ?? null;

/** A thread now covers the channel: adds its entry to the history. @param {string} root */
export function enterThread(root) {
  if (threadHere() === null) history.pushState({ thread: root }, '');
  else history.replaceState({ thread: root }, '');
}

/** The thread was closed: removes its entry from the history. */
export function leftThread() {
  if (threadHere() !== null) history.back();
}
