import { h, icon } from './dom.js';

/**
 * Files chosen for the message being written: from the picker, pasted or dropped, each with a preview to take it out.
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
      add([...(picker.files ?? [])]);
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

  /** @param {readonly File[]} files */
  function add(files) {
    const taken = [...chosen];
    for (const file of files) {
      if (file.size > photoBytes) page.problem('photoTooLarge', file.name);
      else if (file.size === 0) page.problem('empty', file.name);
      else if (taken.length >= most) page.problem('tooManyPhotos');
      else taken.push(file);
    }
    put(taken);
  }

  return { strip, picker, add, put, open: () => picker.click(), files: () => chosen };
}

/** @param {File} file */
function preview(file) {
  const src = URL.createObjectURL(file);
  const done = () => URL.revokeObjectURL(src);
  return h('img', { src, alt: file.name, onload: done, onerror: done });
}

/**
 * Lets files be dropped anywhere on an element.
 * @param {HTMLElement} zone
 * @param {(files: File[]) => void} take
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
    take([...(event.dataTransfer?.files ?? [])]);
  });
}
