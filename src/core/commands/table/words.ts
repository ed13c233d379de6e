import { characters } from '../../characters/index.ts';
import type { LocalNames, OptionSpec, Texts } from '../command.ts';

/** One text in the three languages. */
export function texts(ko: string, en: string, ja: string): Texts {
  return { ko, en, ja };
}

/** Names in the languages other than English. */
export function names(ko: string, ja: string): LocalNames {
  return { ko, ja };
}

/** The option that names a challenge. */
export const challengeOption: OptionSpec = {
  kind: 'text',
  name: 'challenge',
  names: names('챌린지', 'チャレンジ'),
  descriptions: texts(
    '챌린지 이름 (하나뿐이면 생략)',
    'Title of the challenge (leave out if there is only one)',
    'チャレンジ名（一つなら省略可）',
  ),
  required: false,
  maxLength: 100,
};

/** An option that takes a text of at most 100 characters by default. */
export function textOption(
  name: string,
  local: LocalNames,
  descriptions: Texts,
  { required = false, maxLength = 100 }: { required?: boolean; maxLength?: number } = {},
): OptionSpec {
  return { kind: 'text', name, names: local, descriptions, required, maxLength };
}

/**
 * An option that takes a day: '2026-11-20', '11-20', 'today', 'yesterday' and the like in three languages
 * (core/commands/read-day.ts).
 */
export function dayOption(
  name: string,
  local: LocalNames,
  descriptions: Texts,
  required = false,
): OptionSpec {
  return textOption(name, local, descriptions, { required, maxLength: 20 });
}

/** An option with fixed values, each with its label in every language. */
export function choiceOption(
  name: string,
  local: LocalNames,
  descriptions: Texts,
  choices: readonly (readonly [value: string, labels: Texts])[],
  required = false,
): OptionSpec {
  return {
    kind: 'choice',
    name,
    names: local,
    descriptions,
    required,
    choices: choices.map(([value, labels]) => ({ value, labels })),
  };
}

/** The option to choose an animal, listed by name, and `others` that may be chosen. */
export function characterOption(
  descriptions: Texts,
  others: readonly (readonly [value: string, labels: Texts])[] = [],
): OptionSpec {
  const all = characters.map(({ id, names: own }) => [id, own] as const);
  return choiceOption('character', names('친구', 'なかま'), descriptions, [...all, ...others]);
}

/** The required option that names a member. */
export function memberOption(descriptions: Texts): OptionSpec {
  return { kind: 'member', name: 'member', names: names('멤버', 'メンバー'), descriptions, required: true };
}

/** A command answered privately after an acknowledgement, as most are. */
export const privately = {
  kind: 'slash',
  visibility: 'private',
  pace: 'deferred',
  managersOnly: false,
} as const;
/** The same for commands that set up or change challenges. */
export const forHosts = { ...privately, hostsOnly: true } as const;
/** The same for managers alone. */
export const forManagers = { ...privately, managersOnly: true } as const;
