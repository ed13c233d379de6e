import { freshId } from './api.js';
import { createAttachments } from './attach.js';
import { isWhole, suggest } from './complete.js';
import { h, icon } from './dom.js';

/** Suggestions at one time. */
const MOST = 40;

/**
 * Where one writes: a growing box, photos, and the completion of commands.
 * @param {import('./types.js').Page} page
 * @param {{ placeholder: string, parent: string | null, who?: HTMLElement }} place
 */
export function createComposer(page, { placeholder, parent, who }) {
  const { t } = page;
  const listId = `commands-${parent ?? 'channel'}`;
  let sending = false;
  /** Names what stands in the box: sent again after a lost answer, it is still one message. */
  let id = freshId();
  /** @type {import('./complete.js').Suggestion[]} */
  let suggestions = [];
  let active = 0;
  /** The arrows were used since the last letter. */
  let picking = false;
  const manager = page.channel.members.some((member) => member.id === page.me && member.manager);
  const commands = page.channel.commands.filter((command) => manager || !command.managersOnly);

  const attachments = createAttachments(page, refresh);
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
    maxlength: page.channel.limits.text,
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': listId,
    oninput: refresh,
    onkeydown: keys,
    onpaste: paste,
    onblur: () => setTimeout(() => document.activeElement !== box && hide(), 150),
    onfocus: refresh,
  });
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
        void send();
      },
    },
    list,
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
      submit,
    ),
  );

  function refresh() {
    box.style.setProperty('height', 'auto');
    box.style.setProperty('height', `${Math.min(box.scrollHeight, 180)}px`);
    submit.disabled = sending || (box.value.trim() === '' && attachments.files().length === 0);
    suggestions =
      parent === null && document.activeElement === box ? suggest(box.value, commands, t).slice(0, MOST) : [];
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
    box.value = suggestion.text;
    box.focus();
    refresh();
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
    else if (event.key === 'Enter' && !event.shiftKey && !matchMedia('(pointer: coarse)').matches)
      void send();
    else if (event.key === 'ArrowUp' && box.value === '') page.editLast(parent);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Whether Enter sends: a whole command stands there, nothing was picked with the arrows, no choice is half typed. */
  const isComplete = () =>
    !picking && isWhole(box.value, page.channel.commands) && (/\s$/.test(box.value) || !offersChoice());
  const offersChoice = () => suggestions.some(({ label }) => !label.startsWith('/') && !label.endsWith(':'));

  /** @param {ClipboardEvent} event */
  function paste(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    attachments.add(files);
  }

  async function send() {
    const text = box.value.trim();
    const chosen = attachments.files();
    if (sending || (text === '' && chosen.length === 0)) return;
    hide();
    sending = true;
    form.classList.add('sending');
    form.setAttribute('aria-busy', 'true');
    const done = await page.attempt(async () => {
      const uploads = await Promise.all(chosen.map((file) => page.api.upload(file)));
      const files = uploads.map((upload) => upload.id);
      if (text.startsWith('/') && parent === null) page.answer(await page.api.command(text, files));
      else page.posted(await page.api.post({ id, text, parent, files }));
    });
    sending = false;
    form.classList.remove('sending');
    form.removeAttribute('aria-busy');
    if (done) {
      id = freshId();
      box.value = '';
      attachments.clear();
    }
    refresh();
    box.focus();
  }

  submit.disabled = true;
  return {
    form,
    /** @param {File[]} files */
    add: (files) => attachments.add(files),
    focus: () => box.focus(),
    /** Something unsent stands in it. */
    isBusy: () => box.value !== '' || attachments.files().length > 0,
    /** @param {string} text */
    write(text) {
      box.value = text;
      box.focus();
      refresh();
    },
    text: () => box.value,
  };
}
/** @typedef {ReturnType<typeof createComposer>} Composer */
