import { z } from 'zod';
import { inert } from '../asking/inert.ts';
import type { Character } from '../characters/character.ts';
import type { Tone } from '../characters/index.ts';
import { openingOf } from '../cheer/checks/novelty.ts';
import type { Locale } from '../model/locale.ts';
import { talkLength } from './checks.ts';
import { talkRules, talkSpeech } from './rules.ts';
import { talkShots } from './shots.ts';

/** An earlier message of the thread, and what we answered; null: nothing. */
export interface EarlierTurn {
  readonly said: string;
  readonly answered: string | null;
}

/** Everything an answer is written from: one thread, and nothing else. Texts are normalised and masked. */
export interface TalkPrompt {
  readonly locale: Locale;
  readonly character: Character;
  readonly tone: Exclude<Tone, 'silent' | 'emoji'>;
  readonly message: string;
  /** The proof the thread hangs on; null if there is none. */
  readonly proof: { readonly title: string; readonly text: string; readonly cheer: string | null } | null;
  readonly earlier: readonly EarlierTurn[];
  readonly hard: boolean;
  /** Our last messages in the thread, newest first. */
  readonly recent: readonly string[];
  /** Codes of the checks the previous answer failed; null on the first try. */
  readonly repair: readonly string[] | null;
  /** A new unguessable word for each call, in the data block's tags: members cannot close the block. */
  readonly nonce: string;
}

/** Without lengths on purpose, as for cheers. Evidence comes before the lines, so that the model decides what to rest on first. */
export const talkWireSchema = z.object({
  about: z.enum(['chat', 'what_you_are', 'cannot']),
  evidence: z.array(z.object({ source: z.enum(['message', 'thread']), quote: z.string() })),
  lines: z.array(z.string()),
});
export type TalkWire = z.infer<typeof talkWireSchema>;

/** Models count characters badly, so the prompt allows this many fewer than the checks. */
const spare = 30;

/** The two texts for the model. `system` is the same for every talk of a character and language, so it can be cached. */
export function talkPrompt(prompt: TalkPrompt): { readonly system: string; readonly user: string } {
  return { system: systemText(prompt), user: userText(prompt) };
}

function systemText({ character, locale }: TalkPrompt): string {
  const shots = talkShots[locale].map(
    ({ data, answer }) => `IN ${JSON.stringify(data)}\nOUT ${JSON.stringify(answer)}`,
  );
  return fill(talkRules, {
    name: character.names[locale],
    id: character.id,
    tone: character.tone.join('; '),
    loves: character.loves.join(', '),
    sounds: character.sounds[locale].join(', '),
    speech: speechOf(character, locale),
    max: String(talkLength.all - spare),
    shots: shots.join('\n'),
  });
}

function userText(prompt: TalkPrompt): string {
  const { locale, character, message, proof, earlier, tone, hard, recent, repair, nonce } = prompt;
  const data = {
    message,
    proof,
    earlier,
    tone,
    mood: hard ? 'hard' : 'usual',
    avoid: recent.slice(0, 3).map((said) => openingOf(said, locale)),
  };
  return [
    `<talk-${nonce}>`,
    inert(data),
    `</talk-${nonce}>`,
    ...(repair === null
      ? []
      : [`Your last answer could not be used (${repair.join(', ')}). Keep every rule.`]),
    `Write the JSON now. One or two short lines, ${speechOf(character, locale)}.`,
  ].join('\n');
}

function speechOf({ politeness }: Character, locale: Locale): string {
  return fill(talkSpeech[locale], { politeness: politeness.ko });
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/gu, (whole, name: string) => values[name] ?? whole);
}
