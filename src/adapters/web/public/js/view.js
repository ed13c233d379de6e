import { h } from './dom.js';

/**
 * @typedef {import('../../wire.ts').WireView} WireView
 * @typedef {import('../../wire.ts').WireLine} WireLine
 * @typedef {import('../../wire.ts').WireButton} WireButton
 * @typedef {import('./types.js').Page} Page
 */

/**
 * What the hamster says, as elements.
 * @param {Page} page
 * @param {WireView} view
 */
export function viewElement(page, view) {
  switch (view.shape) {
    case 'cheer':
      return h(
        'div',
        { class: 'cheer' },
        face(page, view.mood, 'cheer-face'),
        h(
          'div',
          { class: 'cheer-words' },
          view.lines.map((line) => h('p', {}, lineNodes(page, line))),
          view.footer && h('p', { class: 'fine' }, view.footer),
        ),
      );
    case 'line':
      return h('p', { class: 'note' }, lineNodes(page, view.line));
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
        { class: 'card' },
        face(page, view.mood, 'card-face'),
        h(
          'div',
          { class: 'card-words' },
          view.heading && h('h3', {}, view.heading),
          view.lines.map((line) => h('p', {}, lineNodes(page, line))),
          view.rows.length > 0 &&
            h(
              'dl',
              { class: 'rows' },
              view.rows.map((row) => rowElement(page, row)),
            ),
          buttonRow(page, view.buttons),
        ),
      );
  }
}

/**
 * @param {Page} page
 * @param {import('../../wire.ts').WireRow} row
 */
function rowElement(page, row) {
  return h(
    'div',
    { class: 'row' },
    h('dt', {}, lineNodes(page, row.label)),
    h('dd', {}, lineNodes(page, row.value), buttonRow(page, row.buttons)),
  );
}

/**
 * @param {Page} page
 * @param {readonly WireButton[]} buttons
 */
export function buttonRow(page, buttons) {
  if (buttons.length === 0) return null;
  return h(
    'div',
    { class: 'buttons' },
    buttons.map((button) => {
      const element = h('button', { type: 'button', class: `button ${button.style}` }, button.label);
      element.addEventListener('click', async () => {
        element.disabled = true;
        await page.attempt(async () => page.answer(await page.api.action(button.action)));
        element.disabled = false;
      });
      return element;
    }),
  );
}

/**
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
        return h('a', { href: piece.url, target: '_blank', rel: 'noopener noreferrer' }, piece.text);
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
 * @param {Page} page
 * @param {import('../../../../core/views.ts').Mood} mood
 * @param {string} className
 */
export function face(page, mood, className) {
  return h('img', {
    src: `/damjji/${mood}.svg`,
    alt: page.t.moods[mood],
    class: className,
    width: 64,
    height: 64,
  });
}
