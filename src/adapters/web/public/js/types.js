/**
 * The interface of the page that its parts use. Types only.
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
 * @property {import('../../wire.ts').WirePals} pals The animals that speak.
 * @property {import('./i18n.js').Dates} dates
 * @property {(what: { member?: string, lang?: import('./i18n.js').Lang }) => void} change Switches to another member or language.
 * @property {(author: string) => string} nameOf
 * @property {(work: () => Promise<unknown>) => Promise<boolean>} attempt Does something that may be refused; if it is, tells the reader and resolves to false.
 * @property {(problem: import('./api.js').Trouble, about?: string) => void} problem
 * @property {(found: Partial<Record<import('./api.js').Trouble, readonly string[]>>) => void} problems Tells several problems in one notice, each with the names it is about ('' for none).
 * @property {import('./drafts.js').Drafts} drafts
 * @property {(reply: WireReply, where?: { instead?: string | null, parent?: string | null }) => void} answer Shows the answer to a command, a button or a form: in place of the private message `instead`, else in the thread of `parent` or in the channel.
 * @property {(message: WireMessage) => void} posted The member's own message was stored.
 * @property {(message: WireMessage) => void} received A message is new or has changed.
 * @property {(id: string) => void} drop Removes a local message.
 * @property {() => void} draw
 * @property {(id: string | null, src: string) => Promise<boolean>} renew Loads a message again whose picture's address has expired; false if there is no newer address.
 * @property {(id: string) => Promise<void>} goTo Shows a message, loading older ones first if it is not here yet.
 * @property {() => void} settle Something grew, such as a loaded picture.
 * @property {(id: string) => boolean} isAwaited Whether a cheer is being written: the member's own post of this visit, credited and not answered yet.
 * @property {() => string | null} editing The message that is being edited.
 * @property {(id: string) => void} edit
 * @property {(parent: string | null) => void} editLast
 * @property {(id: string) => Promise<void>} remove
 * @property {(id: string, toWrite?: boolean) => void} openThread
 */
export {};
