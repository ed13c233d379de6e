/**
 * What the parts of the page know of it. Types only.
 *
 * @typedef {import('../../wire.ts').WireMessage} WireMessage
 * @typedef {import('../../wire.ts').WireReply} WireReply
 *
 * @typedef {object} Page
 * @property {import('../i18n/ko.js').Texts} t
 * @property {import('./i18n.js').Lang} lang
 * @property {import('./api.js').Api} api
 * @property {import('../../wire.ts').WireChannel} channel
 * @property {import('./messages.js').Messages} messages
 * @property {string} me The current member.
 * @property {import('../../wire.ts').WirePals} pals Who speaks.
 * @property {import('./i18n.js').Dates} dates
 * @property {(what: { member?: string, lang?: import('./i18n.js').Lang }) => void} change Somebody else, or another language.
 * @property {(author: string) => string} nameOf
 * @property {(work: () => Promise<unknown>) => Promise<boolean>} attempt Does something that may be refused, and says so when it is.
 * @property {(problem: import('./api.js').Trouble, about?: string) => void} problem
 * @property {(found: Partial<Record<import('./api.js').Trouble, readonly string[]>>) => void} problems Says in one go what is wrong, each with what it is about ('': nothing to name).
 * @property {import('./drafts.js').Drafts} drafts
 * @property {(reply: WireReply, where?: { instead?: string | null, parent?: string | null }) => void} answer Shows the answer to a command, a button or a form: in the place of the private message `instead`, else in the thread of `parent` or in the channel.
 * @property {(message: WireMessage) => void} posted A message of one's own, just stored.
 * @property {(message: WireMessage) => void} received A message as it now stands.
 * @property {(id: string) => void} drop Takes a local message away.
 * @property {() => void} draw
 * @property {(id: string | null, src: string) => Promise<boolean>} renew Asks for a message whose picture's address has ended; false when there is no newer one.
 * @property {(id: string) => Promise<void>} goTo Shows a message, loading what is older where it is not here yet.
 * @property {() => void} settle Something grew (a picture was loaded).
 * @property {(id: string) => boolean} isAwaited A cheer is on its way: own post of this visit, credited, not answered yet.
 * @property {() => string | null} editing The message whose words are being changed.
 * @property {(id: string) => void} edit
 * @property {(parent: string | null) => void} editLast
 * @property {(id: string) => Promise<void>} remove
 * @property {(id: string, toWrite?: boolean) => void} openThread
 */
export {};
