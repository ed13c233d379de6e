const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** A text on one line, cut to at most `most` characters as people count them; the last one is then "…". */
export function shorten(text: string, most: number): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  const characters = Array.from(segmenter.segment(flat), ({ segment }) => segment);
  if (characters.length <= most) return flat;
  return `${characters
    .slice(0, most - 1)
    .join('')
    .trimEnd()}…`;
}
