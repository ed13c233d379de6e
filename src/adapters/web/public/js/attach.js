import { h, icon } from './dom.js';

/**
 * Files chosen for the message being written: from the picker, pasted or dropped, each with a preview to take it out.
 * @param {import('./types.js').Page} page
 * @param {() => void} changed
 */
export function createAttachments(page, changed) {
  const { t } = page;
  const { photos: most, photoBytes } = page.channel.limits;
  /** @type {{ file: File, url: string | null }[]} */
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
      ...chosen.map((entry) =>
        h(
          'li',
          {},
          entry.url
            ? h('img', { src: entry.url, alt: entry.file.name })
            : h('span', { class: 'file' }, icon('file'), entry.file.name),
          h(
            'button',
            {
              type: 'button',
              class: 'strip-remove',
              'aria-label': t.detach(entry.file.name),
              title: t.detach(entry.file.name),
              onclick: () => {
                if (entry.url) URL.revokeObjectURL(entry.url);
                chosen = chosen.filter((other) => other !== entry);
                draw();
              },
            },
            icon('close'),
          ),
        ),
      ),
    );
    strip.hidden = chosen.length === 0;
    changed();
  }

  /** @param {readonly File[]} files */
  function add(files) {
    for (const file of files) {
      if (file.size > photoBytes) page.problem('photoTooLarge', file.name);
      else if (file.size === 0) page.problem('empty', file.name);
      else if (chosen.length >= most) page.problem('tooManyPhotos');
      else {
        const picture = /^image\/(jpeg|png|webp|gif|avif)$/.test(file.type);
        chosen = [...chosen, { file, url: picture ? URL.createObjectURL(file) : null }];
      }
    }
    draw();
  }

  return {
    strip,
    picker,
    add,
    open: () => picker.click(),
    files: () => chosen.map((entry) => entry.file),
    clear() {
      for (const { url } of chosen) if (url) URL.revokeObjectURL(url);
      chosen = [];
      draw();
    },
  };
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
