import { characters } from '../../characters/index.ts';
import type { LocalNames, OptionSpec, Texts } from '../command.ts';

/** One text in the three languages. */
export function texts(ko: string, en: string, ja: string): Texts {
  return { ko, en, ja };
}

export function names(ko: string, ja: string): LocalNames {
  return { ko, ja };
}

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

export function textOption(
  name: string,
  local: LocalNames,
  descriptions: Texts,
  { required = false, maxLength = 100 }: { required?: boolean; maxLength?: number } = {},
): OptionSpec {
  return { kind: 'text', name, names: local, descriptions, required, maxLength };
}

/** A civil day: '2026-11-20', '11-20', 'today', 'yesterday' and the like in three languages (core/commands/read-day.ts). */
export function dayOption(
  name: string,
  local: LocalNames,
  descriptions: Texts,
  required = false,
): OptionSpec {
  return textOption(name, local, descriptions, { required, maxLength: 20 });
}

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

/** Every animal by its names, and what else may be chosen. */
export function characterOption(
  descriptions: Texts,
  others: readonly (readonly [value: string, labels: Texts])[] = [],
): OptionSpec {
  const all = characters.map(({ id, names: own }) => [id, own] as const);
  return choiceOption('character', names('친구', 'なかま'), descriptions, [...all, ...others]);
}

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
/** Setting up and changing challenges. */
export const forHosts = { ...privately, hostsOnly: true } as const;
export const forManagers = { ...privately, managersOnly: true } as const;
