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

/** `::skin-tone-2:` is the lightest of five, `-6` the darkest. */
const lightest = 0x1f3fb;
const tone = /[\u{1F3FB}-\u{1F3FF}]/u;

/** Slack's name of one emoji; `:name:` is taken for one of the workspace's own. Undefined: Slack cannot react with it. */
export function reactionName(mark: string): string | undefined {
  const name = toName.get(bare(mark).replace(tone, '')) ?? /^:([a-z0-9_+'-]{1,100}):$/.exec(mark)?.[1];
  const skin = tone.exec(mark)?.[0].codePointAt(0);
  return name === undefined || skin === undefined ? name : `${name}::skin-tone-${skin - lightest + 2}`;
}

/** The emoji of a reaction's name, skin left out; `:name:` for one of the workspace's own. */
export function reactionMark(name: string): string {
  const plain = name.split('::')[0] ?? name;
  return toEmoji.get(plain) ?? `:${plain}:`;
}

const anyName = [...toEmoji.keys()].join('|').replaceAll('+', '\\+');
/** What members write between backticks, and Slack's own `<…>`: no name in there is an emoji. */
const asItIs = '```[^]*?```|`[^`\\n]+`|<[^\\s:<>][^<>]*>';
/** `9:100:2` and `a:v:b` are no emoji. Hangul and kana are: nobody leaves a space there (`완료:muscle:했어요`). */
const inWord = '(?<=[\\p{Script=Latin}\\d]):[^\\s:]+:[\\p{Script=Latin}\\d]';
const named = new RegExp(`${asItIs}|(?!${inWord}):(${anyName}):(?::skin-tone-([2-6]):)?`, 'gu');

/**
 * A text as Slack sends it, with emoji as people see them instead of their names (`:muscle:`). Those of the workspace's own stay
 * names, as does what stands in code or within a word.
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
