import { Refused } from './api.js';

/** Uploaded files, each with the message it belongs to, if any. @type {WeakMap<File, { id: string, message: string | null }>} */
const arrived = new WeakMap();

/**
 * Uploads files one after another, since on a slow line parallel uploads would delay each other, and then sends their message. On a retry,
 * only files that have not arrived are uploaded. A file that belongs to one message is never used for another: deleting the first message
 * would delete it.
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
    // The server may no longer have one of the files, so all are uploaded again next time.
    if (error instanceof Refused && error.problem !== 'offline')
      for (const file of files) arrived.delete(file);
    throw error;
  }
}
