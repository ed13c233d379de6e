import { h, icon } from './dom.js';
import { filesOf, isReadable } from './files.js';

/**
 * The files chosen for the message being written: picked, pasted or dropped, each with a preview and a button to remove it.
 * @param {import('./types.js').Page} page
 * @param {() => void} changed
 */
export function createAttachments(page, changed) {
  const { t } = page;
  const { photos: most, photoBytes } = page.channel.limits;
  /** @type {readonly File[]} */
  let chosen = [];
  const strip = h('ul', { class: 'strip', 'aria-label': t.attached, hidden: true });
  const picker = h('input', {
    type: 'file',
    accept: 'image/*,.heic,.heif,video/*,application/pdf',
    multiple: true,
    class: 'hidden-input',
    tabindex: -1,
    'aria-hidden': 'true',
    onchange: () => {
      void add([...(picker.files ?? [])]);
      picker.value = '';
    },
  });

  function draw() {
    strip.replaceChildren(
      ...chosen.map((file) =>
        h(
          'li',
          {},
          /^image\/(jpeg|png|webp|gif|avif)$/.test(file.type)
            ? preview(file)
            : h('span', { class: 'file' }, icon('file'), file.name),
          h(
            'button',
            {
              type: 'button',
              class: 'strip-remove',
              'aria-label': t.detach(file.name),
              title: t.detach(file.name),
              onclick: () => put(chosen.filter((other) => other !== file)),
            },
            icon('close'),
          ),
        ),
      ),
    );
    strip.hidden = chosen.length === 0;
  }

  /** @param {readonly File[]} files */
  function put(files) {
    chosen = files;
    draw();
    changed();
  }

  /**
   * Adds the files that fit right away; those that turn out to be unreadable are removed again. All problems are told in one notice.
   * @param {readonly File[]} files
   * @param {readonly string[]} [folders] by name
   */
  async function add(files, folders = []) {
    const large = files.filter((file) => file.size > photoBytes);
    const empty = files.filter((file) => file.size === 0);
    const fitting = files.filter((file) => !large.includes(file) && !empty.includes(file));
    const taken = fitting.slice(0, Math.max(0, most - chosen.length));
    put([...chosen, ...taken]);
    const readable = await Promise.all(taken.map(isReadable));
    const unreadable = taken.filter((_, i) => !readable[i]);
    if (unreadable.length > 0) put(chosen.filter((file) => !unreadable.includes(file)));
    page.problems({
      folder: folders,
      photoTooLarge: namesOf(large),
      unreadable: namesOf([...empty, ...unreadable]),
      tooManyPhotos: fitting.length > taken.length ? [''] : [],
    });
  }

  return { strip, picker, add, put, open: () => picker.click(), files: () => chosen };
}

/** @param {readonly File[]} files */
const namesOf = (files) => files.map(({ name }) => name);

/** @param {File} file */
function preview(file) {
  const src = URL.createObjectURL(file);
  const done = () => URL.revokeObjectURL(src);
  return h('img', { src, alt: file.name, onload: done, onerror: done });
}

/**
 * Accepts files dropped anywhere on an element.
 * @param {HTMLElement} zone
 * @param {(files: File[], folders: string[]) => void} take
 */
export function acceptDrops(zone, take) {
  let depth = 0;
  /** @param {DragEvent} event */
  const hasFiles = (event) => event.dataTransfer?.types.includes('Files') === true;
  zone.addEventListener('dragenter', (event) => {
    if (!hasFiles(event)) return;
    depth += 1;
    zone.classList.add('dropping');
  });
  zone.addEventListener('dragleave', (event) => {
    if (hasFiles(event) && --depth === 0) zone.classList.remove('dropping');
  });
  zone.addEventListener('dragover', (event) => {
    if (hasFiles(event)) event.preventDefault();
  });
  zone.addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth = 0;
    zone.classList.remove('dropping');
    const { files, folders } = filesOf(event.dataTransfer);
    take(files, folders);
  });
}
