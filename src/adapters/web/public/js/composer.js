import { freshId } from './api.js';
import { createAttachments } from './attach.js';
import { isWhole, suggest } from './complete.js';
import { endsWriting, grow, h, icon } from './dom.js';
import { filesOf } from './files.js';
import { createLeft } from './left.js';
import { createOutbox } from './outbox.js';

/** @typedef {import('./drafts.js').Draft} Draft */

/** The most suggestions shown at one time. */
const MOST = 40;

/**
 * The place to write in: a growing box, photos, and the completion of commands.
 * @param {import('./types.js').Page} page
 * @param {{ placeholder: string, parent: string | null, who?: HTMLElement }} place
 */
export function createComposer(page, { placeholder, parent, who }) {
  const { t } = page;
  const listId = `commands-${parent ?? 'channel'}`;
  /** The id of what is in the box: sent again unchanged after a lost answer, it is still one message. */
  let id = freshId();
  /** @type {import('./complete.js').Suggestion[]} */
  let suggestions = [];
  let active = 0;
  /** Whether the arrow keys were used since the last letter. */
  let picking = false;
  const manager = page.channel.members.some((member) => member.id === page.me && member.manager);
  const commands = page.channel.commands.filter((command) => manager || !command.managersOnly);

  const outbox = createOutbox(page, parent, (busy) => {
    form.classList.toggle('sending', busy);
    form.setAttribute('aria-busy', String(busy));
  });
  const attachments = createAttachments(page, changed);
  const list = h('ul', {
    class: 'completions',
    role: 'listbox',
    id: listId,
    'aria-label': t.commands,
    hidden: true,
  });
  const box = h('textarea', {
    class: 'box',
    rows: 1,
    placeholder,
    'aria-label': placeholder,
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': listId,
    oninput: changed,
    onkeydown: keys,
    onpaste: paste,
    onblur: () => setTimeout(() => document.activeElement !== box && hide(), 150),
    onfocus: refresh,
  });
  const left = createLeft(page, box);
  const submit = h(
    'button',
    { type: 'submit', class: 'send', 'aria-label': t.send, title: t.send },
    icon('send'),
  );
  const form = h(
    'form',
    {
      class: 'composer',
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        send();
      },
    },
    list,
    h('p', { class: 'outgoing fine', 'aria-hidden': 'true' }, t.sending),
    attachments.strip,
    h(
      'div',
      { class: 'composer-row' },
      who,
      h(
        'button',
        {
          type: 'button',
          class: 'tool attach',
          'aria-label': t.attach,
          title: t.attach,
          onclick: attachments.open,
        },
        icon('photo'),
      ),
      attachments.picker,
      box,
      left.element,
      submit,
    ),
  );

  function changed() {
    name(freshId());
    refresh();
  }

  /** @param {string} chosen */
  function name(chosen) {
    id = chosen;
    page.drafts.keep(parent, { id, text: box.value, files: attachments.files() });
  }

  function refresh() {
    grow(box);
    left.refresh();
    submit.disabled = box.value.trim() === '' && attachments.files().length === 0;
    suggestions = document.activeElement === box ? suggest(box.value, commands, t).slice(0, MOST) : [];
    active = 0;
    picking = false;
    drawSuggestions();
  }

  function drawSuggestions() {
    list.hidden = suggestions.length === 0;
    box.setAttribute('aria-expanded', String(suggestions.length > 0));
    list.replaceChildren(
      ...suggestions.map((suggestion, i) =>
        h(
          'li',
          {
            role: 'option',
            id: `${listId}-${i}`,
            'aria-selected': String(i === active),
            onpointerdown: (/** @type {Event} */ event) => {
              event.preventDefault();
              take(i);
            },
          },
          h('span', { class: 'completion' }, suggestion.label),
          h('span', { class: 'fine' }, suggestion.note),
        ),
      ),
    );
    if (suggestions.length === 0) box.removeAttribute('aria-activedescendant');
    else {
      box.setAttribute('aria-activedescendant', `${listId}-${active}`);
      list.children[active]?.scrollIntoView({ block: 'nearest' });
    }
  }

  function hide() {
    suggestions = [];
    drawSuggestions();
  }

  /** @param {number} i */
  function take(i) {
    const suggestion = suggestions[i];
    if (!suggestion) return;
    write(suggestion.text);
  }

  /** @param {string} text */
  function write(text) {
    box.value = text;
    box.focus();
    changed();
  }

  /** @param {KeyboardEvent} event */
  function keys(event) {
    // While Hangul or kana are being composed, Enter only ends the composition.
    if (event.isComposing || event.keyCode === 229) return;
    const open = suggestions.length > 0;
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      picking = true;
      active = (active + (event.key === 'ArrowDown' ? 1 : -1) + suggestions.length) % suggestions.length;
      drawSuggestions();
    } else if (open && (event.key === 'Tab' || (event.key === 'Enter' && !isComplete()))) take(active);
    else if (open && event.key === 'Escape') hide();
    else if (endsWriting(event)) send();
    else if (event.key === 'ArrowUp' && box.value === '') page.editLast(parent);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Whether Enter sends: the command is complete, no suggestion was picked with the arrow keys, and no choice is half typed. */
  const isComplete = () =>
    !picking && isWhole(box.value, page.channel.commands) && (/\s$/.test(box.value) || !offersChoice());
  const offersChoice = () => suggestions.some(({ label }) => !label.startsWith('/') && !label.endsWith(':'));

  /** @param {ClipboardEvent} event */
  function paste(event) {
    const { files, folders } = filesOf(event.clipboardData);
    if (files.length + folders.length === 0) return;
    event.preventDefault();
    void attachments.add(files, folders);
  }

  /** Empties the box and sends what was in it. Whatever is written from now on belongs to the next message. */
  function send() {
    const sent = { id, text: box.value, files: attachments.files() };
    if (sent.text.trim() === '' && sent.files.length === 0) return;
    if (left.isOver()) return left.tell();
    box.value = '';
    attachments.put([]);
    hide();
    box.focus();
    outbox.send(sent);
  }

  /** Puts what could not be sent back into the box, before what was written meanwhile. @param {Draft} sent */
  function takeBack(sent) {
    const nothing = box.value === '' && attachments.files().length === 0;
    box.value = [sent.text, box.value].filter((text) => text !== '').join('\n');
    attachments.put([...sent.files, ...attachments.files()]);
    if (nothing) name(sent.id);
  }

  submit.disabled = true;
  return {
    form,
    add: attachments.add,
    focus: () => box.focus(),
    /** Whether the box holds something unsent. */
    isBusy: () => box.value !== '' || attachments.files().length > 0,
    /** Call once the form is on the page: puts the draft of this place back into the box. */
    restore() {
      const draft = page.drafts.get(parent);
      page.drafts.takenBy(parent, takeBack);
      if (draft) takeBack(draft);
    },
  };
}
/** @typedef {ReturnType<typeof createComposer>} Composer */
