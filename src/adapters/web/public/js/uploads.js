import { Refused } from './api.js';

/** Files that have arrived, each with the message it was given to, if any. @type {WeakMap<File, { id: string, message: string | null }>} */
const arrived = new WeakMap();

/**
 * Uploads files one after another, since at once they would take each other's time on a slow line, and sends the message they
 * are for. Tried again, only what has not arrived is uploaded. A file that was given to one message is never given to
 * another: deleted, the first would take it along.
 * @param {import('./api.js').Api} api
 * @param {string} message
 * @param {readonly File[]} files
 * @param {(ids: string[]) => Promise<unknown>} send
 */
export async function sendWith(api, message, files, send) {
  const ids = [];
  for (const file of files) {
    const known = arrived.get(file);
    const here = known && (known.message ?? message) === message;
    const { id } = here ? known : await api.upload(file);
    arrived.set(file, { id, message: here ? known.message : null });
    ids.push(id);
  }
  for (const [i, file] of files.entries()) arrived.set(file, { id: ids[i] ?? '', message });
  try {
    await send(ids);
  } catch (error) {
    // The server may not have one of them any more.
    if (error instanceof Refused && error.problem !== 'offline')
      for (const file of files) arrived.delete(file);
    throw error;
  }
}
