/**
 * Whether a file has content that can be read; one that was moved or changed since it was chosen cannot.
 * @param {File} file
 */
export const isReadable = (file) =>
  file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      (bytes) => bytes.byteLength > 0,
      () => false,
    );

/**
 * The files and folders that were dropped or pasted. A folder appears as a file that cannot be read, and can be told apart only during the
 * event.
 * @param {DataTransfer | null} data
 */
export function filesOf(data) {
  const items = [...(data?.items ?? [])].filter(({ kind }) => kind === 'file');
  const given = items.map((item) => ({ file: item.getAsFile(), entry: item.webkitGetAsEntry() }));
  return {
    files: given.flatMap(({ file, entry }) => (file && !entry?.isDirectory ? [file] : [])),
    folders: given.flatMap(({ entry }) => (entry?.isDirectory ? [entry.name] : [])),
  };
}

/**
 * A file that came with an answer, held by the page for downloading until it is left.
 * @param {import('../../wire.ts').WireDownload} file
 * @returns {import('../../wire.ts').WireFile}
 */
export function downloadable({ name, type, text }) {
  const blob = new Blob([text], { type });
  return { id: '', name, size: blob.size, shown: false, url: URL.createObjectURL(blob) };
}
