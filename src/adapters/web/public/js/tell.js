import { h } from './dom.js';

/** A function that has screen readers read a text out. The whole page shares one live region. */
export function announcer() {
  let region = document.getElementById('announcer');
  if (!region) {
    region = h('div', { id: 'announcer', class: 'unseen', 'aria-live': 'polite', role: 'status' });
    document.body.appendChild(region);
  }
  const place = region;
  /** @param {string} text */
  return (text) => {
    place.append(h('p', {}, text));
    while (place.childElementCount > 5) place.firstElementChild?.remove();
  };
}

/**
 * Shows a sentence at the bottom of the page, which disappears by itself.
 * @param {string} text
 */
export function toast(text) {
  document.querySelector('.toast')?.remove();
  const note = h(
    'div',
    { class: 'toast', role: 'alert' },
    h('img', {
      src: `/${document.documentElement.dataset.pal ?? 'damjji'}/worried.svg`,
      alt: '',
      width: 32,
      height: 32,
    }),
    text,
  );
  // A modal dialog covers everything outside it.
  (document.querySelector('dialog[open]') ?? document.body).appendChild(note);
  setTimeout(() => note.remove(), 6000);
}

/** The most names in one sentence. */
const NAMED = 3;

/**
 * Sentences about problems, each preceded by the names it is about. Empty if there is none.
 * @param {import('./i18n.js').Texts} t
 * @param {Partial<Record<import('./api.js').Trouble, readonly string[]>>} found
 */
export function wrongs(t, found) {
  const sentences = Object.entries(found).flatMap(([problem, names]) => {
    if (names.length === 0) return [];
    const sentence = t.problems[/** @type {import('./api.js').Trouble} */ (problem)];
    const about = names.slice(0, NAMED).join(', ') + (names.length > NAMED ? ' …' : '');
    return about === '' ? sentence : `${about}: ${sentence}`;
  });
  return sentences.join(' ');
}

/**
 * A message in plain words, for screen readers.
 * @param {import('./i18n.js').Texts} t
 * @param {import('../../wire.ts').WireMessage} message
 */
export function spoken(t, { text, view, files }) {
  const photos = files.filter(({ shown }) => shown).length;
  return [
    text,
    ...(view ? partsOf(view) : []),
    photos > 0 ? t.photos(photos) : '',
    ...files.filter(({ shown }) => !shown).map(({ name }) => name),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** @param {import('../../wire.ts').WireView} view @returns {string[]} */
function partsOf(view) {
  switch (view.shape) {
    case 'line':
      return [plain(view.line)];
    case 'proof':
      return [plain(view.heading), view.text];
    case 'cheer':
      return [...view.lines, view.credit ?? [], view.memory ?? []].map(plain);
    case 'card':
      return [
        view.heading ?? '',
        ...view.lines.map(plain),
        ...view.rows.map(({ label, value }) => `${plain(label)}: ${plain(value)}`),
        view.picture?.alt ?? '',
      ];
  }
}

/** @param {import('../../wire.ts').WireLine} line */
const plain = (line) => line.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');
