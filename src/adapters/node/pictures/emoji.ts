/** The name of an emoji's file in Twemoji, such as `1f468-200d-1f469-200d-1f467`; null if Twemoji does not have it. */
export function emojiCode(grapheme: string, known: ReadonlySet<string>): string | null {
  if (!mayBeEmoji.test(grapheme)) return null;
  const codes = Array.from(grapheme, (character) => character.codePointAt(0)!.toString(16));
  const whole = codes.join('-');
  const bare = codes.filter((code) => code !== 'fe0f').join('-');
  if (known.has(whole)) return whole;
  return known.has(bare) ? bare : null;
}

/** Whether a grapheme is to be drawn as an emoji, whether Twemoji has it or not. © and ™ are not, unless U+FE0F says so. */
export function isEmoji(grapheme: string): boolean {
  return (
    mayBeEmoji.test(grapheme) && /\p{Emoji_Presentation}|\u{FE0F}|\u{20E3}|\u{200D}|\p{RI}/u.test(grapheme)
  );
}

const mayBeEmoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u{20E3}/u;
