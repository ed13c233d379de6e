/** What two texts must share for a cheer to fit both: letters and numbers, without case, spacing and punctuation. */
export function substance(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu, '');
}
