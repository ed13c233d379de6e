/** The code under which Twemoji keeps an emoji, or null when it has none: `1f468-200d-1f469-200d-1f467`. */
export function emojiCode(grapheme: string, known: ReadonlySet<string>): string | null {
  if (!mayBeEmoji.test(grapheme)) return null;
  const codes = Array.from(grapheme, (character) => character.codePointAt(0)!.toString(16));
  const whole = codes.join('-');
  const bare = codes.filter((code) => code !== 'fe0f').join('-');
  if (known.has(whole)) return whole;
  return known.has(bare) ? bare : null;
}

/** Whether a grapheme asks to be drawn as an emoji, known or not: © and ™ do not, unless made to by U+FE0F. */
export function isEmoji(grapheme: string): boolean {
  return (
    mayBeEmoji.test(grapheme) && /\p{Emoji_Presentation}|\u{FE0F}|\u{20E3}|\u{200D}|\p{RI}/u.test(grapheme)
  );
}

const mayBeEmoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u{20E3}/u;
