import { type Action, actionId } from '../actions.ts';
import { seeded } from '../cheer/seeded.ts';
import { messagesFor } from '../messages/index.ts';
import type { Locale } from '../model/locale.ts';
import type { Button, CardView, Line } from '../views.ts';
import type { Character, TemplateLines } from './character.ts';
import { characterOf, characters, type Tone, tones } from './index.ts';

/** What a member chose with `/pal`; each setting is null where they chose nothing. */
export interface Chosen {
  readonly character: string | null;
  readonly tone: Tone;
  readonly language: Locale | null;
  readonly zone: string | null;
  /** The workspace's settings, which apply where the member chose nothing. */
  readonly house: { readonly character: string; readonly timezone: string };
  /** The language of the card. */
  readonly locale: Locale;
  /** The result of a setting that was just changed; null if none was. */
  readonly said: Line | null;
  readonly seed: string;
}

/** The card of `/pal`: the character, a sample of how it would cheer, and the member's settings. Pure. */
export function palCard(chosen: Chosen): CardView {
  const { tone, language, zone, house, locale, said } = chosen;
  const { pal } = messagesFor(locale);
  const character = characterOf(chosen.character ?? house.character);
  const name = character.names[locale];
  return {
    view: 'card',
    title: name,
    lines: [sampleOf(character, chosen), said ?? pal.hint()],
    fields: [
      {
        label: pal.label.character,
        value: [chosen.character === null ? pal.workspaceOwn(name) : name],
      },
      { label: pal.label.tone, value: [pal.tone[tone]] },
      {
        label: pal.label.language,
        value: [language === null ? pal.automatic(pal.language[locale]) : pal.language[language]],
      },
      { label: pal.label.zone, value: [zone ?? pal.workspaceZone(house.timezone)] },
    ],
    picture: { kind: 'face', locale, character: character.id, mood: 'happy' },
    speaker: { character: character.id, name, line: null },
    buttons: choices(chosen),
  };
}

/** A row of buttons for the characters and one for the tones; the current choice is highlighted. */
function choices({ character, tone, locale, house }: Chosen): readonly Button[] {
  const { pal } = messagesFor(locale);
  const button = (action: Action, label: string, isChosen: boolean): Button => ({
    action: actionId(action),
    label,
    style: isChosen ? 'primary' : 'secondary',
  });
  return [
    ...characters.map(({ id, names, emoji }) =>
      button({ do: 'palCharacter', character: id }, `${emoji[0]} ${names[locale]}`, id === character),
    ),
    button(
      { do: 'palCharacter', character: null },
      pal.workspaceOwn(characterOf(house.character).names[locale]),
      character === null,
    ),
    ...tones.map((each) => button({ do: 'palTone', tone: each }, pal.tone[each], each === tone)),
  ];
}

/** A sample of a cheer in the chosen tone: a `usual` template; the same seed gives the same one. */
function sampleOf(character: Character, { tone, locale, seed }: Chosen): Line {
  const { pal } = messagesFor(locale);
  const usual = character.templates[locale].usual.filter((lines) => !lines.join().includes('{'));
  const among = tone === 'short' ? [...usual].sort(byLength).slice(0, shortOnes) : usual;
  switch (tone) {
    case 'warm':
    case 'short':
      return [pal.sample(among[Math.floor(seeded(seed) * among.length)]!)];
    case 'emoji':
      return [character.emoji.join('')];
    case 'silent':
      return pal.silentSample();
  }
}

/** The sample of the short tone is one of this many shortest templates. */
const shortOnes = 5;

function byLength(one: TemplateLines, other: TemplateLines): number {
  return one.join('').length - other.join('').length;
}
