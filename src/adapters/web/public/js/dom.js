/**
 * @typedef {string | number | boolean | null | undefined | ((event: any) => void) | Record<string, string>} Prop
 * @typedef {Node | string | null | undefined | false | readonly Child[]} Child
 */

/**
 * Creates an element. Strings become text nodes and attributes, never markup: nothing that anybody wrote can turn into HTML. `on…` props
 * are listeners, `data` is the dataset, and props that are null, undefined or false are left out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Readonly<Record<string, Prop>>} [props]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2).toLowerCase(), value);
    else if (typeof value === 'object') Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

/**
 * Appends children to an element, strings as text nodes; nothing for null, undefined and false.
 * @param {Node} parent
 * @param {readonly Child[]} children
 */
export function append(parent, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (typeof child === 'string') parent.appendChild(document.createTextNode(child));
    else if (child instanceof Node) parent.appendChild(child);
    else append(parent, child);
  }
}

/**
 * A line icon, made of one path on a 24 by 24 grid.
 * @param {keyof typeof ICONS} name
 */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', ICONS[name]);
  svg.appendChild(path);
  return svg;
}

const ICONS = {
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M4 12l16-8-6 16-3-7z',
  photo: 'M4 6h16v13H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01',
  smile:
    'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zM8.5 14c1 1.7 2.2 2.5 3.5 2.5s2.5-.8 3.5-2.5M9 9.5h.01M15 9.5h.01',
  thread: 'M5 5h14v10h-8l-4 4v-4H5zM9 9h6M9 12h3',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  edit: 'M5 19l1-4L16 5l3 3L9 18zM14 7l3 3',
  trash: 'M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5',
  eye: 'M3 12c2.5-4 5.5-6 9-6s6.5 2 9 6c-2.5 4-5.5 6-9 6s-6.5-2-9-6zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  pin: 'M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v5',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z',
  auto: 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zM12 3v18M12 6.5h5M12 10h8M12 13.5h8M12 17h5.5',
  down: 'M12 5v14M6 13l6 6 6-6',
  chevron: 'M8 10l4 4 4-4',
  left: 'M14 6l-6 6 6 6',
  right: 'M10 6l6 6-6 6',
  file: 'M7 3h7l4 4v14H7zM14 3v4h4',
  enlarge: 'M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7',
  letter: 'M4 6h16v12H4zM4 7l8 6 8-6',
  check: 'M5 12.5l4.5 4.5L19 7.5',
};

/** Whether the reader prefers reduced motion. */
export const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Makes a box as tall as its content, up to its maximum height. @param {HTMLTextAreaElement} box */
export function grow(box) {
  box.style.setProperty('height', 'auto');
  // `scrollHeight` does not include the borders.
  box.style.setProperty('height', `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`);
}

/**
 * Whether a key finishes the text being written. Enter on an on-screen keyboard makes a new line, since one cannot hold Shift there.
 * @param {KeyboardEvent} event
 */
export const endsWriting = ({ key, shiftKey }) =>
  key === 'Enter' && !shiftKey && !matchMedia('(pointer: coarse)').matches;
