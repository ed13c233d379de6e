import { inert } from '../../asking/inert.ts';
import type { Character } from '../../characters/character.ts';
import { damjji } from '../../characters/damjji/index.ts';
import type { Locale } from '../../model/locale.ts';
import type { Unit } from '../../model/streak/index.ts';
import type { Angle } from '../angle.ts';
import { CHECK_CODES } from '../checks/index.ts';
import { LINE_LENGTH } from '../checks/lines.ts';
import { openingOf } from '../checks/novelty.ts';
import type { Situation } from '../situation.ts';
import { withoutInvisible } from '../text.ts';
import type { Prompt, PromptData, PromptWords, Shot, SpokenTone } from './prompt.ts';

/** Everything a prompt is built from. */
export interface PromptInput {
  readonly character: Character;
  readonly locale: Locale;
  readonly tone: SpokenTone;
  readonly situation: Situation;
  readonly angle: Angle;
  readonly title: string;
  /** Normalised and masked (`normaliseProof`). */
  readonly text: string;
  /** Facts the lines may state (`promptFacts`). */
  readonly facts: readonly string[];
  readonly memories: readonly string[];
  /** Whether a photo is sent with the message. */
  readonly hasPhoto: boolean;
  /** This member's last cheers, newest first. */
  readonly recent: readonly string[];
  /** Codes of the checks the previous answer failed; null on the first try. */
  readonly repair: readonly string[] | null;
  /** A new unguessable word for each call, in the data block's tags: members cannot close the block. */
  readonly nonce: string;
}

/** A prompt ready to be sent. */
export interface BuiltPrompt {
  /** The same for every proof of one character and language, so that the server can cache it. */
  readonly system: string;
  /** Everything that comes from the member, inside a data block that no member can close. */
  readonly user: string;
  /** Key of the part that calls share, for the server's prompt cache. */
  readonly cacheKey: string;
}

/** The character that speaks in every version's examples. */
const teller = damjji;
/** How many earlier openings the prompt says to avoid: as many as the checks compare. */
const OPENINGS = 5;
/** Models count characters badly, so the prompt allows this many fewer per line than the checks. */
const SPARE = 6;

/** The numbers of a check-in that a cheer may name. */
export interface SayableFacts {
  /** Distinct days done in the challenge, this one included; null where it may not be told. */
  readonly daysDone: number | null;
  /** Absent or null where there is no streak worth naming. */
  readonly streak?: { readonly current: number; readonly unit: Unit } | null;
}

/** The facts of a check-in in words: the model may quote them, and the checks look for the same words. */
export function promptFacts(locale: Locale, { daysDone, streak }: SayableFacts): readonly string[] {
  const { day, row } = FACTS[locale];
  return [
    ...(daysDone === null ? [] : [day(daysDone)]),
    ...(streak && streak.current > 1 ? [row[streak.unit](streak.current)] : []),
  ];
}

const FACTS: Readonly<
  Record<
    Locale,
    {
      readonly day: (n: number) => string;
      readonly row: Readonly<Record<Unit, (n: number) => string>>;
    }
  >
> = {
  ko: {
    day: (n) => `인증 ${n}일째`,
    row: { day: (n) => `${n}일 연속`, block: (n) => `${n}번 연속`, week: (n) => `${n}주 연속` },
  },
  en: {
    day: (n) => `check-in day ${n}`,
    row: {
      day: (n) => `${n} days in a row`,
      block: (n) => `${n} times in a row`,
      week: (n) => `${n} weeks in a row`,
    },
  },
  ja: {
    day: (n) => `${n}日目の記録`,
    row: { day: (n) => `${n}日連続`, block: (n) => `${n}回連続`, week: (n) => `${n}週連続` },
  },
};

/** Builds the two texts for the model and the key under which the first is cached. */
export function buildPrompt(input: PromptInput, { version, words, shots }: Prompt): BuiltPrompt {
  const { character, locale } = input;
  const speech = fill(words.speech[locale], {
    politeness: locale === 'en' ? '' : character.politeness[locale],
    endings: words.endings?.[character.politeness.ko] ?? '',
  });
  return {
    system: systemText(words, shots[locale], input, speech),
    user: userText(words, input, speech),
    cacheKey: `${version}:${character.id}:${locale}`,
  };
}

function systemText(
  words: PromptWords,
  shots: readonly Shot[],
  { character, locale }: PromptInput,
  speech: string,
): string {
  const { min, max } = LINE_LENGTH[locale];
  const voice = character.id === teller.id ? undefined : words.voice;
  return fill(words.system, {
    name: character.names[locale],
    id: character.id,
    tone: character.tone.join('; '),
    loves: character.loves.join(', '),
    sounds: character.sounds[locale].join(', '),
    speech,
    voice: voice === undefined ? '' : voiceText(character, voice, locale),
    min: String(min),
    max: String(max - SPARE),
    shots: (voice === undefined ? shots : shots.slice(1))
      .map(({ data, answer }) => `IN ${JSON.stringify(data)}\nOUT ${JSON.stringify(answer)}`)
      .join('\n'),
  });
}

/** For characters other than `teller`: a few of their templates show their voice, in place of the first example. */
function voiceText({ emoji, templates }: Character, voice: string, locale: Locale): string {
  const { usual, photoOnly, hard } = templates[locale];
  const plainly = usual.filter((said) => !said.join().includes('{'));
  const lines = [...plainly.slice(0, 3), ...photoOnly.slice(0, 1), ...hard.slice(0, 1)];
  return fill(voice, {
    teller: teller.names[locale],
    emoji: emoji.join(' '),
    lines: lines.map((said) => said.join(' / ')).join('\n'),
  });
}

function userText(words: PromptWords, input: PromptInput, speech: string): string {
  const data: PromptData & { readonly avoid: readonly string[] } = {
    title: withoutInvisible(input.title),
    text: input.text,
    facts: input.facts,
    memory: input.memories,
    situation: input.situation,
    angle: input.angle,
    tone: input.tone,
    photo: input.hasPhoto,
    avoid: input.recent.slice(0, OPENINGS).map((cheer) => openingOf(cheer, input.locale)),
  };
  return [
    `<proof-${input.nonce}>`,
    inert(data),
    `</proof-${input.nonce}>`,
    ...(input.hasPhoto ? [words.photo] : []),
    ...(input.repair === null ? [] : [repairText(words, input.repair)]),
    fill(words.ending, { speech }),
  ].join('\n');
}

function repairText({ repair, hints, anyHint }: PromptWords, codes: readonly string[]): string {
  const told = CHECK_CODES.filter((code) => codes.includes(code)).map((code) => hints[code]);
  return fill(repair, { hints: told.length > 0 ? told.join('; ') : anyHint });
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/gu, (whole, name: string) => values[name] ?? whole);
}
