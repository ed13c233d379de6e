import { Refused } from './api.js';
import { acceptDrops } from './attach.js';
import { createComposer } from './composer.js';
import { confirmDialog } from './dialogs.js';
import { h, icon } from './dom.js';
import { editInPlace } from './edit.js';
import { downloadable } from './files.js';
import { formDialog } from './form.js';
import { createDates, LANGUAGES } from './i18n.js';
import { createList } from './list.js';
import { speakerOf } from './message.js';
import { createMessages, palMark } from './messages.js';
import { createOlder } from './older.js';
import { channelBar, emptyNote, sideBar, whoButton } from './parts.js';
import { createPinned } from './pinned.js';
import { enterThread, leftThread } from './steps.js';
import { announcer, spoken, toast, wrongs } from './tell.js';
import { createThread } from './thread.js';

/**
 * @typedef {import('../../wire.ts').WireChannel} WireChannel
 * @typedef {import('../../wire.ts').WireMessage} WireMessage
 * @typedef {import('../../wire.ts').WireReply} WireReply
 * @typedef {import('../../wire.ts').WireEvent} WireEvent
 * @typedef {import('./types.js').Page} Page
 */

/** For how long after a credited post the page shows that a cheer is being written, in ms. */
const AWAITED = 30_000;
/** From this width on, a thread is shown beside the channel. */
const WIDE = '(min-width: 1100px)';

/**
 * The page: the channel as one member sees it, in one language. Everything shown goes through here.
 * @param {{ channel: WireChannel, api: import('./api.js').Api, lang: import('./i18n.js').Lang,
 *   drafts: import('./drafts.js').Drafts, change: (what: { member?: string, lang?: import('./i18n.js').Lang }) => void }} options
 */
export function createPage({ channel, api, lang, drafts, change }) {
  const t = LANGUAGES[lang];
  const messages = createMessages(channel.messages);
  const announce = announcer();
  /** @type {string | null} */
  let editing = null;
  /** @type {ReturnType<typeof createThread> | null} */
  let thread = null;
  /** The member's own posts of this visit, with their times; their threads open by themselves. @type {Map<string, number>} */
  const posted = new Map();
  /** When the newest card that only the member sees has arrived: care then takes the place of a cheer. */
  let toldAlone = 0;

  /** @type {Page} */
  const page = {
    t,
    lang,
    api,
    drafts,
    channel,
    messages,
    me: channel.me,
    pals: channel.pals,
    dates: createDates(lang),
    change,
    /** @param {string} author */
    nameOf: (author) =>
      author === 'pal'
        ? page.pals.house.name
        : (channel.members.find((member) => member.id === author)?.name ?? author),

    async attempt(work) {
      try {
        await work();
        return true;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        page.problem(error.problem, error.about);
        return false;
      }
    },
    problem: (problem, about) => page.problems({ [problem]: [about ?? ''] }),
    problems(found) {
      const words = wrongs(t, found);
      if (words !== '') toast(words);
    },

    /** @param {WireReply} reply @param {{ instead?: string | null, parent?: string | null }} [where] */
    answer(reply, { instead, parent = null } = {}) {
      // The command may have changed which animal speaks.
      void page.attempt(async () => {
        page.pals = await api.pals();
      });
      switch (reply.kind) {
        case 'none':
          return;
        case 'form':
          return formDialog(page, reply.form);
        case 'posted':
          page.received(reply.message);
          return list.toEnd();
        case 'message': {
          const turned = instead?.startsWith('local-') ? messages.get(instead) : undefined;
          const id = turned?.id ?? messages.localId();
          // A thread that covers the channel would hide an answer there, so the answer goes to the thread.
          const root = turned ? turned.parent : (parent ?? (main.inert ? (thread?.root ?? null) : null));
          page.received({
            id,
            parent: root,
            author: 'pal',
            text: '',
            view: reply.view,
            files: reply.file ? [downloadable(reply.file)] : [],
            reactions: [],
            at: turned?.at ?? Date.now(),
            editedAt: null,
            deleted: false,
            onlyYou: true,
            direct: false,
            welcome: false,
          });
          if (turned) return announce(spoken(t, { ...turned, view: reply.view }));
          const place = thread?.root === root ? thread?.list : list;
          place?.reveal(id);
          // The focus is not taken from a member who is writing.
          if (!document.activeElement?.matches('.box')) place?.find(id)?.focus({ preventScroll: true });
        }
      }
    },

    /** The member's own message was stored. @param {WireMessage} message */
    posted(message) {
      if (message.parent === null) posted.set(message.id, Date.now());
      setTimeout(() => page.draw(), AWAITED + 100);
      // If the message has already arrived as an event, that is newer than this answer.
      if (!messages.get(message.id)) page.received(message);
      (message.parent === null ? list : thread?.list)?.toEnd();
    },

    /** A message is new or has changed. @param {WireMessage} message */
    received(message) {
      const before = messages.get(message.id);
      messages.put(message);
      void pinned.received(message);
      if (!before && !message.deleted) tell(message);
      const mark = palMark(message);
      if (message.author === channel.me && mark && !palMark(before))
        announce(t.credited(page.nameOf('pal'), mark));
      page.draw();
    },

    /** @param {string} id */
    drop(id) {
      const inThread = messages.get(id)?.parent === thread?.root;
      messages.drop(id);
      page.draw();
      (inThread && thread ? thread.composer : composer).focus();
    },

    draw() {
      list.draw();
      thread?.draw();
      pinned.draw();
      drawEmpty();
    },
    renew: (id, src) => older.renew(id, src),
    async goTo(id) {
      if (!(await older.upTo(id))) return;
      const message = messages.get(id);
      if (!message || message.deleted) return page.problem('notFound');
      if (message.parent !== null) return page.openThread(message.parent);
      // A thread that covers the channel would hide the message.
      if (main.inert) leaveThread();
      list.show(id);
    },
    settle() {
      list.settle();
      thread?.list.settle();
    },

    /** Whether a cheer is being written: the member's own post of this visit, credited and not answered yet. @param {string} id */
    isAwaited(id) {
      const at = posted.get(id);
      const waited = at !== undefined && at > toldAlone && Date.now() - at < AWAITED;
      return waited && palMark(messages.get(id)) !== undefined && page.pals.inWords;
    },

    editing: () => editing,
    /** @param {string} id */
    edit(id) {
      const message = messages.get(id);
      const places = [document.getElementById(`m${id}`), document.getElementById(`t${id}`)];
      if (thread?.element.contains(document.activeElement)) places.reverse();
      const element = places.find((place) => place !== null);
      if (!message || !element) return;
      editing = id;
      editInPlace(page, element, message, () => {
        editing = null;
        list.redraw(id);
        thread?.redraw(id);
        page.draw();
        document.getElementById(element.id)?.focus({ preventScroll: true });
      });
    },
    /** @param {string | null} parent */
    editLast(parent) {
      const where = parent === null ? messages.roots() : messages.replies(parent);
      const last = where.findLast(
        (message) => message.author === channel.me && !message.deleted && message.view === null,
      );
      if (last) page.edit(last.id);
    },
    /** @param {string} id */
    async remove(id) {
      const question = { title: t.removeTitle, text: t.removeText, yes: t.remove };
      if (!(await confirmDialog(page, question))) return;
      await page.attempt(() => api.remove(id));
      (main.inert && thread ? thread.composer : composer).focus();
    },

    /** @param {string} id @param {boolean} [toWrite] */
    openThread(id, toWrite) {
      if (thread?.root !== id) {
        thread?.element.remove();
        thread = createThread(page, id, leaveThread);
        element.append(thread.element);
        element.classList.add('with-thread');
        coverChannel();
        thread.composer.restore();
        thread.list.toEnd();
        if (main.inert) enterThread(id);
      }
      if (toWrite || !matchMedia(WIDE).matches) thread.composer.focus();
    },
  };

  const older = createOlder(page, channel, () => list);
  const list = createList(page, {
    label: t.messages(channel.channel.name),
    inThread: false,
    messages: messages.roots,
    before: () => (older.more() ? olderButton : null),
  });
  const composer = createComposer(page, {
    placeholder: t.composer(channel.channel.name),
    parent: null,
    who: whoButton(page),
  });
  const olderButton = h(
    'button',
    { type: 'button', class: 'button secondary older', onclick: older.load },
    t.older,
  );
  const pinned = createPinned(page, channel.pinned);
  const empty = h('div', { class: 'empty' });
  const offline = h('p', { class: 'offline', role: 'status', hidden: true }, t.offline);
  const main = h(
    'main',
    { class: 'channel' },
    channelBar(page),
    pinned.element,
    offline,
    empty,
    list.element,
    h('button', { type: 'button', class: 'jump', onclick: () => list.toEnd() }, icon('down'), t.jump),
    composer.form,
    h('p', { class: 'hint fine' }, t.composerHint),
    h('div', { class: 'drop-note', 'aria-hidden': 'true' }, t.dropHere),
  );
  const element = h('div', { class: 'frame' }, sideBar(page), main);
  acceptDrops(main, composer.add);

  /** While a thread covers the channel, the channel cannot be reached by keyboard or screen reader either. */
  function coverChannel() {
    main.inert = thread !== null && !matchMedia(WIDE).matches;
  }
  matchMedia(WIDE).addEventListener('change', coverChannel);

  function closeThread() {
    const root = thread?.root;
    thread?.element.remove();
    thread = null;
    element.classList.remove('with-thread');
    coverChannel();
    if (root) document.getElementById(`m${root}`)?.focus({ preventScroll: true });
  }

  function leaveThread() {
    closeThread();
    leftThread();
  }

  /**
   * Announces a new message to screen readers, and opens the thread if the pal answers the member's own post.
   * @param {WireMessage} message
   */
  function tell(message) {
    const alone = message.onlyYou && !message.id.startsWith('local-');
    if (alone && message.view?.shape === 'card') toldAlone = Date.now();
    if (message.author !== channel.me)
      announce(`${speakerOf(page, message)?.name ?? page.nameOf(message.author)}: ${spoken(t, message)}`);
    const wide = matchMedia(WIDE).matches;
    const free = thread === null || !thread.composer.isBusy();
    if (message.parent !== null && message.author === 'pal' && posted.has(message.parent) && wide && free) {
      page.openThread(message.parent);
    }
  }

  function drawEmpty() {
    const isEmpty = messages.roots().length === 0 && !older.more();
    empty.hidden = !isEmpty;
    if (!isEmpty || empty.childElementCount > 0) return;
    empty.append(...emptyNote(page));
  }

  /** @param {WireEvent} event @param {() => void} reload */
  function happened(event, reload) {
    if (event.type === 'reset') reload();
    else page.received(event.message);
  }

  return Object.assign(page, {
    element,
    happened,
    composer,
    list,
    /** The root of the open thread; null if none is open. */
    openRoot: () => thread?.root ?? null,
    /** The reader went back or forward in the browser's history. @param {string | null} root the thread they came to */
    stepped(root) {
      if (root !== null && messages.get(root)) page.openThread(root);
      else if (main.inert) closeThread();
    },
    /** @param {boolean} connected */
    connected(connected) {
      if (offline.hidden === connected) return;
      offline.hidden = connected;
      if (connected) announce(t.online);
    },
  });
}
