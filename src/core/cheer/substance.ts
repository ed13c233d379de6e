/** The letters, digits and pictographs of a text in lower case. An edit that leaves them unchanged needs no new cheer. */
export function substance(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu, '');
}
