import { h, icon } from './dom.js';

/** @typedef {import('./types.js').Page} Page */
/** @typedef {{ src: string, alt: string }} Shown */

/**
 * Shows the photos of a message large; arrow keys step, Escape closes.
 * @param {Page} page
 * @param {readonly import('../../wire.ts').WireFile[]} photos
 * @param {number} first
 * @param {string} name
 */
export function showPhotos(page, photos, first, name) {
  const shown = photos.map(({ id }, i) => ({
    src: `/files/${id}`,
    alt: page.t.photoOf(name, i + 1, photos.length),
  }));
  openViewer(page, shown, first, { label: page.t.photo, className: 'viewer' });
}

/**
 * Shows a card large. On a phone held upright it is as tall as the window and scrolls sideways.
 * @param {Page} page
 * @param {Shown} picture
 */
export function showPicture(page, picture) {
  openViewer(page, [picture], 0, { label: page.t.card, className: 'viewer drawn' });
}

/**
 * @param {Page} page
 * @param {readonly Shown[]} pictures
 * @param {number} first
 * @param {{ label: string, className: string }} how
 */
function openViewer(page, pictures, first, { label, className }) {
  const { t } = page;
  let at = first;
  const picture = h('img', {});
  const count = h('p', { class: 'photo-count', role: 'status' });
  const show = () => {
    const shown = pictures[at];
    if (!shown) return;
    picture.src = shown.src;
    picture.alt = shown.alt;
    count.textContent = pictures.length > 1 ? `${at + 1} / ${pictures.length}` : '';
  };
  /** @param {number} by */
  const step = (by) => {
    at = (at + by + pictures.length) % pictures.length;
    show();
  };
  const dialog = h(
    'dialog',
    { class: className, 'aria-label': label },
    picture,
    count,
    pictures.length > 1 &&
      h(
        'button',
        {
          type: 'button',
          class: 'viewer-button previous',
          'aria-label': t.previous,
          onclick: () => step(-1),
        },
        icon('left'),
      ),
    pictures.length > 1 &&
      h(
        'button',
        { type: 'button', class: 'viewer-button next', 'aria-label': t.next, onclick: () => step(1) },
        icon('right'),
      ),
    h(
      'button',
      { type: 'button', class: 'viewer-button close', 'aria-label': t.close, onclick: () => dialog.close() },
      icon('close'),
    ),
  );
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowLeft') step(-1);
    if (event.key === 'ArrowRight') step(1);
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.appendChild(dialog);
  show();
  dialog.showModal();
}
