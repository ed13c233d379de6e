/**
 * Whether there is something to be read: what was moved away or changed since it was chosen cannot be.
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
 * What was dropped or pasted. A folder comes as a file that cannot be read, and is told apart only while the event lasts.
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
