import { emojiNames } from './emoji-names.ts';

const bare = (emoji: string): string => emoji.replaceAll('\uFE0F', '');
const toName = new Map<string, string>();
const toEmoji = new Map<string, string>();
let last = '';
for (const word of emojiNames.trim().split(/\s+/)) {
  if (/^[\w+'-]+$/.test(word)) {
    if (!toName.has(bare(last))) toName.set(bare(last), word);
    toEmoji.set(word, last);
  } else last = word;
}

/** The code point of the lightest skin tone. Slack calls it `::skin-tone-2:`, and the darkest of the five `-6`. */
const lightest = 0x1f3fb;
const tone = /[\u{1F3FB}-\u{1F3FF}]/u;

/** The name by which Slack reacts with an emoji; `:name:` is taken for a custom emoji. Undefined if Slack cannot react with it. */
export function reactionName(mark: string): string | undefined {
  const name = toName.get(bare(mark).replace(tone, '')) ?? /^:([a-z0-9_+'-]{1,100}):$/.exec(mark)?.[1];
  const skin = tone.exec(mark)?.[0].codePointAt(0);
  return name === undefined || skin === undefined ? name : `${name}::skin-tone-${skin - lightest + 2}`;
}

/** The emoji that a reaction's name stands for, without its skin tone; `:name:` for a custom emoji of the workspace. */
export function reactionMark(name: string): string {
  const plain = name.split('::')[0] ?? name;
  return toEmoji.get(plain) ?? `:${plain}:`;
}

const anyName = [...toEmoji.keys()].join('|').replaceAll('+', '\\+');
/** Matches code between backticks and Slack's own `<…>`, in which no name is an emoji. */
const asItIs = '```[^]*?```|`[^`\\n]+`|<[^\\s:<>][^<>]*>';
/**
 * Matches a name between Latin letters or digits, which is no emoji (`9:100:2`, `a:v:b`). Between Hangul or kana it is one, since nobody
 * types a space there (`완료:muscle:했어요`).
 */
const inWord = '(?<=[\\p{Script=Latin}\\d]):[^\\s:]+:[\\p{Script=Latin}\\d]';
const named = new RegExp(`${asItIs}|(?!${inWord}):(${anyName}):(?::skin-tone-([2-6]):)?`, 'gu');

/**
 * Replaces emoji names (`:muscle:`) in a text from Slack by the emoji that people see. Custom emoji keep their names, and names in code or
 * inside a word stay as they are.
 */
export function withEmoji(text: string): string {
  return text.replace(named, (found, name: string | undefined, skin: string | undefined) => {
    if (name === undefined) return found;
    const emoji = toEmoji.get(name) ?? '';
    if (skin === undefined) return emoji;
    const [first = '', ...rest] = emoji;
    const toned = first + String.fromCodePoint(lightest + Number(skin) - 2);
    return toned + rest.join('').replace(/^\uFE0F/, '');
  });
}
