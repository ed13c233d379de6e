import { h } from './dom.js';

/** A place screen readers read from as it changes. One for the whole page. */
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
 * A sentence at the foot of the page that goes by itself.
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

/**
 * A message in plain words, for screen readers.
 * @param {import('../../wire.ts').WireMessage} message
 */
export function spoken(message) {
  const { view } = message;
  /** @param {import('../../wire.ts').WireLine} line */
  const plain = (line) => line.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');
  if (!view) return message.text;
  switch (view.shape) {
    case 'line':
      return plain(view.line);
    case 'proof':
      return view.text;
    case 'cheer':
      return [...view.lines, view.credit ?? [], view.memory ?? []].map(plain).join(' ').trim();
    case 'card':
      return [view.heading ?? '', ...view.lines.map(plain), view.picture?.alt ?? '']
        .filter((part) => part !== '')
        .join(' ');
  }
}
