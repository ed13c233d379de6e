import { h, icon } from './dom.js';

/**
 * Photos of a message, large; arrows step, Escape closes.
 * @param {import('./types.js').Page} page
 * @param {readonly import('../../wire.ts').WireFile[]} photos
 * @param {number} first
 * @param {string} name
 */
export function showPhotos(page, photos, first, name) {
  const { t } = page;
  let at = first;
  const picture = h('img', {});
  const count = h('p', { class: 'photo-count', role: 'status' });
  const show = () => {
    const photo = photos[at];
    if (!photo) return;
    picture.src = `/files/${photo.id}`;
    picture.alt = t.photoOf(name, at + 1, photos.length);
    count.textContent = photos.length > 1 ? `${at + 1} / ${photos.length}` : '';
  };
  /** @param {number} by */
  const step = (by) => {
    at = (at + by + photos.length) % photos.length;
    show();
  };
  const dialog = h(
    'dialog',
    { class: 'viewer', 'aria-label': t.photo },
    picture,
    count,
    photos.length > 1 &&
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
    photos.length > 1 &&
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
