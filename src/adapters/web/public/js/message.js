import { h, icon } from './dom.js';
import { faceOf } from './face.js';
import { showPhotos } from './photos.js';
import { shortcuts, toolbar } from './tools.js';
import { viewElement } from './view.js';

/**
 * @typedef {import('../../wire.ts').WireMessage} WireMessage
 * @typedef {import('./types.js').Page} Page
 */

/**
 * The element of one message with everything on it.
 * @param {Page} page
 * @param {WireMessage} message
 * @param {{ compact?: boolean, inThread?: boolean }} [how]
 */
export function messageElement(page, message, how = {}) {
  const { t, dates } = page;
  const speaker = speakerOf(page, message);
  const name = speaker?.name ?? page.nameOf(message.author);
  const own = message.author === page.me && message.view === null;
  const body = message.deleted
    ? [h('p', { class: 'gone' }, t.deletedMessage)]
    : [
        message.text &&
          h(
            'p',
            { class: 'words', dir: 'auto' },
            message.text,
            message.editedAt !== null && editedMark(page, message.editedAt),
          ),
        message.text === '' && message.editedAt !== null && editedMark(page, message.editedAt),
        message.view && viewElement(page, message.view, message.id),
        photoGrid(page, message, name),
        message.onlyYou && onlyYouLine(page, message),
        reactionRow(page, message),
      ];
  const element = h(
    'article',
    {
      class: `message${how.compact ? ' compact' : ''}${message.onlyYou ? ' private' : ''}${message.direct ? ' direct' : ''}${message.author === 'pal' ? ' pal' : ''}`,
      id: how.inThread ? `t${message.id}` : `m${message.id}`,
      tabindex: 0,
      'aria-label': `${name}, ${dates.time(message.at)}`,
      data: { id: message.id },
    },
    how.compact
      ? h('span', { class: 'gutter', 'aria-hidden': 'true' }, dates.time(message.at))
      : avatar(page, message.author, speaker),
    h(
      'div',
      { class: 'content' },
      !how.compact &&
        h(
          'header',
          { class: 'who' },
          h('span', { class: 'name' }, name),
          message.author === 'pal' && h('span', { class: 'tag' }, t.palTag),
          h(
            'time',
            { datetime: new Date(message.at).toISOString(), title: dates.full(message.at) },
            dates.time(message.at),
          ),
        ),
      body,
      !how.inThread && threadPeek(page, message),
    ),
    !message.deleted &&
      !message.id.startsWith('local-') &&
      toolbar(page, message, own, how.inThread === true),
  );
  element.addEventListener('keydown', (event) => shortcuts(page, message, own, event));
  return element;
}

/** @param {Page} page @param {number} at */
function editedMark(page, at) {
  return h('span', { class: 'edited', title: page.dates.full(at) }, ` (${page.t.edited})`);
}

/**
 * Which animal speaks in a message; null if a person does.
 * @param {Page} page
 * @param {WireMessage} message
 */
export function speakerOf({ pals }, { author, view }) {
  if (author !== 'pal') return null;
  const named = view && 'speaker' in view && view.speaker;
  return named || (view?.shape === 'cheer' ? pals.first : pals.house);
}

/**
 * The avatar of a message's author: an animal's drawing, or a member's letter.
 * @param {Page} page
 * @param {string} author
 * @param {import('../../wire.ts').WireSpeaker | null} [speaker]
 */
export function avatar(page, author, speaker = null) {
  if (author === 'pal') {
    const animal = speaker?.character ?? page.pals.house.character;
    return h('img', { src: `/${animal}/avatar.svg`, alt: '', class: 'avatar', width: 40, height: 40 });
  }
  const member = page.channel.members.find((known) => known.id === author);
  return h('span', { class: `avatar c${member?.colour ?? 1}`, 'aria-hidden': 'true' }, member?.glyph ?? '?');
}

/** @param {Page} page @param {WireMessage} message @param {string} name */
function photoGrid(page, message, name) {
  const photos = message.files.filter((file) => file.shown);
  const others = message.files.filter((file) => !file.shown);
  return [
    photos.length > 0 &&
      h(
        'div',
        { class: `photos n${photos.length}` },
        photos.map((photo, i) => {
          const alt = page.t.photoOf(name, i + 1, photos.length);
          return h(
            'button',
            {
              type: 'button',
              class: 'photo',
              'aria-label': alt,
              onclick: () => showPhotos(page, photos, i, name),
            },
            h('img', { src: `/files/${photo.id}`, alt: '', onload: () => page.settle() }),
          );
        }),
      ),
    others.map((file) =>
      h(
        'p',
        { class: 'file' },
        icon('file'),
        file.url ? h('a', { href: file.url, download: file.name }, file.name) : h('span', {}, file.name),
        h('span', { class: 'fine' }, size(file.size)),
      ),
    ),
  ];
}

/** @param {number} bytes */
const size = (bytes) =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

/** @param {Page} page @param {WireMessage} message */
function onlyYouLine(page, message) {
  return h(
    'p',
    { class: 'only-you' },
    icon(message.direct ? 'letter' : 'eye'),
    h('span', {}, message.direct ? page.t.direct(page.pals.mine.name) : page.t.onlyYou),
    message.id.startsWith('local-') &&
      h('button', { type: 'button', class: 'link', onclick: () => page.drop(message.id) }, page.t.dismiss),
  );
}

/** @param {Page} page @param {WireMessage} message */
function reactionRow(page, message) {
  if (message.reactions.length === 0) return null;
  return h(
    'div',
    { class: 'reactions' },
    message.reactions.map(({ mark, by }) => {
      const mine = by.includes(page.me);
      const names = by.map(page.nameOf).join(', ');
      return h(
        'button',
        {
          type: 'button',
          class: `reaction${mine ? ' mine' : ''}${by.includes('pal') ? ' from-pal' : ''}`,
          'aria-pressed': String(mine),
          'aria-label': page.t.reaction(mark, by.length, names),
          title: names,
          data: { mark },
          onclick: () => page.attempt(() => page.api.react(message.id, mark, !mine)),
        },
        h('span', { class: 'mark', 'aria-hidden': 'true' }, mark),
        h('span', { 'aria-hidden': 'true' }, String(by.length)),
      );
    }),
  );
}

/**
 * A small preview of a message's thread, under the message.
 * @param {Page} page
 * @param {WireMessage} message
 */
function threadPeek(page, message) {
  // Private answers, which only this reader sees, do not count as replies.
  const replies = page.messages.replies(message.id).filter(({ id }) => !id.startsWith('local-'));
  if (replies.length === 0) {
    return page.isAwaited(message.id)
      ? h(
          'p',
          { class: 'writing' },
          h('img', { src: faceOf(page.pals.mine, 'happy'), alt: '', width: 28, height: 28 }),
          h('span', {}, page.t.writing(page.pals.mine.name)),
          h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')),
        )
      : null;
  }
  const cheer = replies.findLast((reply) => reply.view?.shape === 'cheer') ?? replies.at(-1);
  const last = replies.at(-1);
  // A card with a picture, such as a milestone's, is shown here too, not only in the thread.
  const card = replies.findLast((reply) => reply.view?.shape === 'card' && reply.view.picture);
  return h(
    'div',
    { class: 'peek' },
    cheer && peekLine(page, cheer),
    card && card !== cheer && peekLine(page, card),
    h(
      'button',
      {
        type: 'button',
        class: 'open-thread',
        'aria-label': `${page.t.openThread}: ${page.t.replies(replies.length)}`,
        onclick: () => page.openThread(message.id),
      },
      facesOf(page, replies),
      h('span', { class: 'count' }, page.t.replies(replies.length)),
      last && h('span', { class: 'fine' }, page.dates.time(last.at)),
    ),
  );
}

/**
 * The avatars of up to four of those who speak in a thread.
 * @param {Page} page
 * @param {readonly WireMessage[]} replies
 */
function facesOf(page, replies) {
  const who = new Map(
    replies.map((reply) => {
      const speaker = speakerOf(page, reply);
      return [speaker?.character ?? reply.author, { author: reply.author, speaker }];
    }),
  );
  return [...who.values()].slice(0, 4).map(({ author, speaker }) => avatar(page, author, speaker));
}

/** @param {Page} page @param {WireMessage} reply */
function peekLine(page, reply) {
  return h(
    'div',
    { class: 'peek-words', data: { reply: reply.id } },
    reply.view
      ? viewElement(page, reply.view, reply.id)
      : h('p', {}, h('strong', {}, page.nameOf(reply.author)), ' ', reply.text),
  );
}
