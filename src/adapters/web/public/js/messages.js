/** @typedef {import('../../wire.ts').WireMessage} WireMessage */

/**
 * The messages this page knows, by id. Local ones (answers that only the current member sees and the server does not store) come after the
 * newest message of their moment: their order is a fraction.
 * @param {readonly WireMessage[]} initial
 */
export function createMessages(initial) {
  /** @type {Map<string, WireMessage>} */
  const known = new Map();
  /** @type {Map<string, number>} */
  const orders = new Map();
  let newest = 0;
  let local = 0;

  /** @param {WireMessage} message */
  function put(message) {
    const number = Number(message.id);
    if (Number.isFinite(number)) newest = Math.max(newest, number);
    if (!orders.has(message.id))
      orders.set(message.id, Number.isFinite(number) ? number : newest + ++local / 1000);
    known.set(message.id, message);
  }
  for (const message of initial) put(message);

  /** @param {string} id */
  const order = (id) => orders.get(id) ?? 0;
  /** @param {(message: WireMessage) => boolean} wanted */
  const sorted = (wanted) => [...known.values()].filter(wanted).sort((a, b) => order(a.id) - order(b.id));

  return {
    put,
    order,
    /** @param {string} id */
    get: (id) => known.get(id),
    /** @param {string} id */
    drop: (id) => known.delete(id),
    /** The messages in the channel itself; a deleted one only while its thread has messages. */
    roots: () => sorted((message) => message.parent === null && isShown(message)),
    /** @param {string} id */
    replies: (id) => sorted((message) => message.parent === id && !message.deleted),
    /** @param {WireMessage} message */
    isShown: (message) => isShown(message),
    /** An id for a new local message. */
    localId: () => `local-${local + 1}`,
  };

  /** @param {WireMessage} message */
  function isShown(message) {
    return (
      !message.deleted || [...known.values()].some((other) => other.parent === message.id && !other.deleted)
    );
  }
}
/** @typedef {ReturnType<typeof createMessages>} Messages */

/** The mark of credit on a message, if any. @param {WireMessage | undefined} message */
export const palMark = (message) => message?.reactions.find(({ by }) => by.includes('pal'))?.mark;
