import { h } from './dom.js';

/**
 * Opens a small menu at a button: arrow keys move, Enter picks, Escape and clicks elsewhere close it.
 * @param {HTMLElement} opener
 * @param {'list' | 'marks'} kind
 * @param {readonly { label: string, danger?: boolean, checked?: boolean, leading?: Node, act: () => void }[]} items
 */
export function openMenu(opener, kind, items) {
  document.querySelector('.menu')?.remove();
  const checkable = items.some((item) => item.checked !== undefined);
  const menu = h(
    'div',
    { class: `menu ${kind}`, role: 'menu', 'aria-label': opener.getAttribute('aria-label') ?? '' },
    items.map((item) =>
      h(
        'button',
        {
          type: 'button',
          class: item.danger ? 'danger' : '',
          role: checkable ? 'menuitemradio' : 'menuitem',
          'aria-checked': checkable ? String(item.checked === true) : null,
          tabindex: -1,
          onclick: () => {
            close(true);
            item.act();
          },
        },
        item.leading,
        item.label,
      ),
    ),
  );
  const buttons = [...menu.querySelectorAll('button')];
  /** @param {boolean} [back] */
  const close = (back) => {
    menu.remove();
    opener.setAttribute('aria-expanded', 'false');
    document.removeEventListener('pointerdown', outside, true);
    window.removeEventListener('resize', away);
    if (back) opener.focus();
  };
  const away = () => close();
  /** @param {Event} event */
  const outside = (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) close();
  };
  menu.addEventListener('keydown', (event) => {
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const moves = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
    const move = moves[/** @type {keyof typeof moves} */ (event.key)];
    if (move) buttons[(at + move + buttons.length) % buttons.length]?.focus();
    else if (event.key === 'Escape') close(true);
    else if (event.key === 'Tab') close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener('pointerdown', outside, true);
  window.addEventListener('resize', away);
  opener.setAttribute('aria-haspopup', 'menu');
  opener.setAttribute('aria-expanded', 'true');
  document.body.appendChild(menu);
  place(menu, opener.getBoundingClientRect());
  (buttons.find((button) => button.getAttribute('aria-checked') === 'true') ?? buttons[0])?.focus();
}

/**
 * Places the menu below its button, or above if there is no room below, within the window.
 * @param {HTMLElement} menu @param {DOMRect} at
 */
function place(menu, at) {
  const { width, height } = menu.getBoundingClientRect();
  const below = at.bottom + 6 + height <= innerHeight;
  const top = below ? at.bottom + 6 : Math.max(8, at.top - 6 - height);
  const left = Math.min(Math.max(8, at.right - width), innerWidth - width - 8);
  menu.style.setProperty('top', `${top}px`);
  menu.style.setProperty('left', `${left}px`);
}
