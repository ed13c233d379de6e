const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The text on one line, cut to at most `most` characters as people count them (graphemes); if it was cut, the last one is "…". */
export function shorten(text: string, most: number): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  const characters = Array.from(segmenter.segment(flat), ({ segment }) => segment);
  if (characters.length <= most) return flat;
  return `${characters
    .slice(0, most - 1)
    .join('')
    .trimEnd()}…`;
}
