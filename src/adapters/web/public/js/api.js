import { isReadable } from './files.js';

/**
 * @typedef {import('../../wire.ts').WireChannel} WireChannel
 * @typedef {import('../../wire.ts').WireMessage} WireMessage
 * @typedef {import('../../wire.ts').WireReply} WireReply
 * @typedef {import('../../wire.ts').WireFile} WireFile
 * @typedef {import('../../wire.ts').Problem} Problem
 */

/**
 * @typedef {Problem | 'offline' | 'unreadable' | 'folder'} Trouble The problems that the server reports, and those that the page itself finds.
 */

/** A request that the server refused, or that did not reach it. */
export class Refused extends Error {
  /**
   * @param {Trouble} problem
   * @param {string} [about]
   */
  constructor(problem, about) {
    super(problem);
    this.problem = problem;
    this.about = about;
  }
}

/**
 * An id for one press or one message: sent twice, it has its effect only once. (`crypto.randomUUID` is missing on pages that are served
 * without TLS under a network name.)
 */
export function freshId() {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  const variant = (8 + (Number.parseInt(hex.slice(16, 17), 16) & 3)).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20),
  ].join('-');
}

/** For this long, in ms, repeating a press that got no answer counts as the same press; later it counts as a new one. */
const AGAIN = 2 * 60_000;

/**
 * The server's API, used as one member in one language.
 * @param {string} as
 * @param {string} lang
 */
export function createApi(as, lang) {
  /**
   * @param {string} path
   * @param {Record<string, string>} [query]
   */
  const url = (path, query = {}) => `/api${path}?${new URLSearchParams({ as, lang, ...query })}`;

  /**
   * @param {string} method
   * @param {string} target
   * @param {BodyInit} [body]
   * @param {string} [type]
   */
  async function call(method, target, body, type = 'application/json') {
    /** @type {Response} */
    let response;
    try {
      response = await fetch(target, {
        method,
        body,
        headers: body === undefined ? {} : { 'content-type': type },
      });
    } catch {
      throw new Refused('offline');
    }
    const answer = response.status === 204 ? null : await response.json().catch(() => null);
    if (!response.ok) throw new Refused(answer?.problem ?? 'failed', answer?.about);
    return answer;
  }

  /** @type {Map<string, { id: string, at: number }>} */
  const unanswered = new Map();

  /**
   * Sends a press of a button or menu item. Repeated after a lost answer, it keeps its id and so has its effect only once.
   * @param {string} path
   * @param {object} body
   * @returns {Promise<WireReply>}
   */
  async function press(path, body) {
    const key = JSON.stringify([path, body]);
    const before = unanswered.get(key);
    const id = before && Date.now() - before.at < AGAIN ? before.id : freshId();
    unanswered.set(key, { id, at: Date.now() });
    const reply = await call('POST', url(path), JSON.stringify({ id, ...body }));
    unanswered.delete(key);
    return reply;
  }

  return {
    /** @returns {Promise<WireChannel>} */
    channel: () => call('GET', url('/channel')),
    /** @returns {Promise<import('../../wire.ts').WirePals>} */
    pals: () => call('GET', url('/pals')),
    /** @returns {Promise<WireMessage | null>} */
    pinned: () => call('GET', url('/pinned')),
    /**
     * @param {string} before
     * @returns {Promise<{ messages: WireMessage[], more: boolean }>}
     */
    older: (before) => call('GET', url('/messages', { before })),
    /**
     * @param {{ id: string, text: string, parent: string | null, files: string[] }} message
     * @returns {Promise<WireMessage>}
     */
    post: (message) => call('POST', url('/messages'), JSON.stringify(message)),
    /**
     * @param {string} id
     * @param {string} text
     * @returns {Promise<WireMessage>}
     */
    edit: (id, text) => call('PATCH', url(`/messages/${id}`), JSON.stringify({ text })),
    /** @param {string} id */
    remove: (id) => call('DELETE', url(`/messages/${id}`)),
    /**
     * @param {string} id
     * @param {string} mark
     * @param {boolean} on
     */
    react: (id, mark, on) => call('PUT', url(`/messages/${id}/reaction`), JSON.stringify({ mark, on })),
    /**
     * @param {File} file
     * @returns {Promise<WireFile>}
     */
    async upload(file) {
      const type = file.type || 'application/octet-stream';
      try {
        return await call('POST', url('/files', { name: file.name }), file, type);
      } catch (error) {
        // Browsers report the same error for a file that cannot be read as for a server that is away.
        const offline = error instanceof Refused && error.problem === 'offline';
        if (offline && !(await isReadable(file))) throw new Refused('unreadable', file.name);
        throw error;
      }
    },
    /**
     * @param {{ id: string, text: string, files: string[] }} command
     * @returns {Promise<WireReply>}
     */
    command: (command) => call('POST', url('/commands'), JSON.stringify(command)),
    /**
     * @param {string} command
     * @param {string} message
     */
    menu: (command, message) => press('/menu', { command, message }),
    /**
     * @param {string} action
     * @param {Record<string, string>} [values]
     */
    action: (action, values = {}) => press('/actions', { action, values }),
    /** @param {string} after */
    eventsUrl: (after) => url('/events', { after }),
  };
}

/** @typedef {ReturnType<typeof createApi>} Api */
