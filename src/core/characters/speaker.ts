import { messagesFor } from '../messages/index.ts';
import type { Locale } from '../model/locale.ts';
import type { Speaker } from '../views.ts';
import { characterOf, characters } from './index.ts';

/** An animal by its name, as a workspace or a member chose it. */
export const nameOfCharacter = (id: string, locale: Locale): string => characterOf(id).names[locale];

/** Who says the first words of a nudge; null: 담찌, who has words of its own. */
export function greeterOf(
  id: string,
  locale: Locale,
): { readonly name: string; readonly sound: string } | null {
  const character = characterOf(id);
  if (character.id === characters[0]!.id) return null;
  return { name: character.names[locale], sound: character.sounds[locale][0] ?? character.names[locale] };
}

/** Who speaks, for a view; nothing where it is 담찌 in a workspace of 담찌's. */
export function speakerOf(character: string, house: string, locale: Locale): { readonly speaker?: Speaker } {
  const { id, names } = characterOf(character);
  const own = characterOf(house).id;
  if (id === own && id === characters[0]!.id) return {};
  const name = names[locale];
  return { speaker: { character: id, name, line: id === own ? null : messagesFor(locale).pal.speaks(name) } };
}
