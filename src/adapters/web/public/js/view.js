import { h, icon } from './dom.js';
import { altOf, faceOf } from './face.js';
import { showPicture } from './photos.js';

/**
 * @typedef {import('../../wire.ts').WireView} WireView
 * @typedef {import('../../wire.ts').WireLine} WireLine
 * @typedef {import('../../wire.ts').WireButton} WireButton
 * @typedef {import('./types.js').Page} Page
 */

/**
 * Renders what an animal says.
 * @param {Page} page
 * @param {WireView} view
 * @param {string | null} on The id of the message that the view belongs to.
 */
export function viewElement(page, view, on) {
  switch (view.shape) {
    case 'cheer':
      return h(
        'div',
        { class: 'cheer' },
        face(page, view.mood, 'cheer-face', view.speaker ?? page.pals.first),
        h(
          'div',
          { class: 'cheer-words' },
          view.lines.map((line) => h('p', {}, lineNodes(page, line))),
          view.credit && h('p', { class: 'fine credit' }, lineNodes(page, view.credit)),
          view.memory && h('p', { class: 'fine' }, lineNodes(page, view.memory)),
          view.footer && h('p', { class: 'fine' }, view.footer),
          buttonRow(page, view.buttons, on),
        ),
      );
    case 'line':
      return h(
        'div',
        { class: 'note' },
        h('p', {}, lineNodes(page, view.line)),
        buttonRow(page, view.buttons, on),
      );
    case 'proof':
      return h(
        'div',
        { class: 'proof' },
        h('p', { class: 'fine' }, lineNodes(page, view.heading)),
        view.text && h('p', { class: 'words' }, view.text),
      );
    case 'card':
      return h(
        'section',
        { class: `card${view.picture ? ' drawn' : ''}` },
        view.mood && face(page, view.mood, 'card-face', view.speaker ?? page.pals.house),
        h(
          'div',
          { class: 'card-words' },
          view.heading && h('h3', {}, view.heading),
          view.picture && pictureElement(page, view.picture, on),
          view.lines.map((line) => h('p', {}, lineNodes(page, line))),
          view.rows.length > 0 &&
            h(
              'dl',
              { class: `rows${view.rows.some(isLong) ? ' stacked' : ''}` },
              view.rows.map((row) => rowElement(page, row, on)),
            ),
          buttonRow(page, view.buttons, on),
        ),
      );
  }
}

/** A label longer than this is placed above its value. */
const LONG_LABEL = 12;

/** @param {import('../../wire.ts').WireRow} row */
const isLong = ({ label }) =>
  label.every((piece) => typeof piece === 'string' || piece.kind !== 'code') &&
  [...label.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('')].length > LONG_LABEL;

/**
 * A drawn card. Its size is known before it is loaded, so nothing jumps; if it cannot be loaded, its signs are shown instead.
 * @param {Page} page
 * @param {import('../../wire.ts').WirePicture} picture
 * @param {string | null} on
 */
function pictureElement(page, picture, on) {
  const { src, alt, grid } = picture;
  const signs = () => h('p', { class: 'grid', role: 'img', 'aria-label': alt }, grid);
  if (src === null) return signs();
  const enlarge = () => showPicture(page, { src, alt });
  const frame = h(
    'figure',
    { class: 'picture' },
    h('img', {
      src,
      alt,
      width: 1200,
      height: 630,
      decoding: 'async',
      onclick: enlarge,
      onerror: async () => {
        if (!(await page.renew(on, src))) frame.replaceWith(signs());
      },
    }),
    h(
      'button',
      {
        type: 'button',
        class: 'enlarge',
        'aria-label': page.t.enlarge,
        title: page.t.enlarge,
        onclick: enlarge,
      },
      icon('enlarge'),
    ),
  );
  return frame;
}

/**
 * @param {Page} page
 * @param {import('../../wire.ts').WireRow} row
 * @param {string | null} on
 */
function rowElement(page, row, on) {
  return h(
    'div',
    { class: 'row' },
    h('dt', {}, lineNodes(page, row.label)),
    h('dd', {}, lineNodes(page, row.value), buttonRow(page, row.buttons, on)),
  );
}

/**
 * @param {Page} page
 * @param {readonly WireButton[]} buttons
 * @param {string | null} on The id of the message with the buttons: the answer to one that turns a page replaces that message.
 */
export function buttonRow(page, buttons, on) {
  if (buttons.length === 0) return null;
  return h(
    'div',
    { class: 'buttons' },
    buttons.map((button) => {
      const element = h('button', { type: 'button', class: `button ${button.style}` }, button.label);
      element.addEventListener('click', async () => {
        // Not `disabled`, which would take the focus away from somebody using the keyboard.
        if (element.getAttribute('aria-disabled') === 'true') return;
        element.setAttribute('aria-disabled', 'true');
        const instead = button.turns ? on : null;
        await page.attempt(async () => page.answer(await page.api.action(button.action), { instead }));
        element.removeAttribute('aria-disabled');
      });
      return element;
    }),
  );
}

/**
 * Renders the pieces of a line.
 * @param {Page} page
 * @param {WireLine} line
 */
export function lineNodes(page, line) {
  return line.map(pieceNode);

  /** @param {string} id */
  function channelName(id) {
    const { channel } = page.channel;
    return channel.id === id ? channel.name : id;
  }

  /** @param {import('../../wire.ts').WireInline} piece @returns {Node} */
  function pieceNode(piece) {
    if (typeof piece === 'string') return document.createTextNode(piece);
    switch (piece.kind) {
      case 'bold':
        return h('strong', {}, piece.text);
      case 'link':
        return linkNode(page, piece);
      case 'person':
        return h('span', { class: 'person' }, piece.text);
      case 'channel':
        return h('span', { class: 'person' }, `#${channelName(piece.id)}`);
      case 'time':
        return h(
          'time',
          { datetime: new Date(piece.at).toISOString(), title: piece.text },
          page.dates.full(piece.at),
        );
      case 'code':
        return h('code', {}, piece.text);
    }
  }
}

/**
 * A link; one to a message of this page goes there without leaving the page.
 * @param {Page} page
 * @param {{ url: string, text: string }} link
 */
function linkNode(page, { url, text }) {
  const id = /^#m(\d+)$/.exec(url)?.[1];
  if (id === undefined) return h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, text);
  return h(
    'a',
    {
      href: url,
      onclick: (/** @type {Event} */ event) => {
        event.preventDefault();
        void page.goTo(id);
      },
    },
    text,
  );
}

/**
 * @param {Page} page
 * @param {import('../../../../core/views.ts').Mood} mood
 * @param {string} className
 * @param {import('../../wire.ts').WireSpeaker} who
 */
function face(page, mood, className, who) {
  return h('img', {
    src: faceOf(who, mood),
    alt: altOf(page, who, mood),
    class: className,
    width: 64,
    height: 64,
  });
}
