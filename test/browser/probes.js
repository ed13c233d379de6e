/** Functions that run inside the page. Each stands alone: it is sent over as its own source. */

/** Whether anything is wider than the window. */
export const sticksOut = () => document.documentElement.scrollWidth > innerWidth;

/** Whether no step of the page's own stands in the browser's history. */
export const noStep = () => history.state === null;

/** Scrolls so far that so many pixels of a message are above what is in sight. */
export function scrollPast(message, hidden) {
  const list = message.closest('.scroll');
  list.scrollTop += message.getBoundingClientRect().top - list.getBoundingClientRect().top + hidden;
}

export const language = () => document.documentElement.lang;

export const ground = () => getComputedStyle(document.querySelector('.channel')).backgroundColor;

/** Escape, as it ends a composition of Hangul or kana. */
export const escapeWhileComposing = (box) =>
  box.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true, cancelable: true }),
  );

/** Pastes or drops a file onto the box, as a browser does. */
export function giveFile({ how, name, base64 }) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], name, { type: 'image/jpeg' }));
  const events = {
    paste: () => new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    drop: () => new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
  };
  document.querySelector('.channel .box').dispatchEvent(events[how]());
}

/** What can be pressed or seen and has no name for a screen reader. */
export function nameless() {
  const wanted = 'button, a, input:not([type=file]), textarea, select, img, [role]';
  return [...document.querySelectorAll(wanted)]
    .filter((element) => {
      if (element.matches('img')) return !element.hasAttribute('alt');
      if (element.matches('[role=status], [role=alert]')) return false;
      const label = element.getAttribute('aria-label') || element.getAttribute('aria-labelledby');
      return !label && !element.labels?.length && !element.textContent.trim();
    })
    .map((element) => element.outerHTML.slice(0, 120));
}

/** Words less than 4.5 : 1 from their ground (WCAG 2, 1.4.3), with their ratio. */
export function faintWords() {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const paint = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const linear = (c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const faint = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || !element.checkVisibility({ opacityProperty: true })) continue;
    if (element.closest('.unseen, .gutter, .tools, :disabled')) continue;
    const grounds = [];
    for (let up = element; up; up = up.parentElement) grounds.unshift(getComputedStyle(up).backgroundColor);
    const below = luminance(paint(grounds));
    const ink = luminance(paint([...grounds, getComputedStyle(element).color]));
    const ratio = (Math.max(ink, below) + 0.05) / (Math.min(ink, below) + 0.05);
    if (ratio < 4.5) faint.push(`${ratio.toFixed(2)} ${element.className} ${node.textContent.slice(0, 20)}`);
  }
  return faint;
}

/** What has the focus, by its field's name. */
export const focusedField = () => document.activeElement?.getAttribute('name') ?? null;

/** Whether the newest card's picture is there. */
export const isDrawn = () => [...document.querySelectorAll('.picture img')].at(-1)?.naturalWidth === 1200;

/** Takes away what the browser itself would refuse to send. */
export const letEmpty = (name) => document.getElementsByName(name)[0].removeAttribute('required');

/** Makes the page believe that nobody looks at it, or that somebody does again. */
export function lookAway(away) {
  Object.defineProperty(document, 'hidden', { value: away, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

/** Leaves nothing of what the page remembers in this browser. */
export function forget() {
  localStorage.clear();
  sessionStorage.clear();
}
