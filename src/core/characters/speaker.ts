import { messagesFor } from '../messages/index.ts';
import type { Locale } from '../model/locale.ts';
import type { Speaker } from '../views.ts';
import { characterOf, characters } from './index.ts';

/** The name of a character in a language, by its id. */
export const nameOfCharacter = (id: string, locale: Locale): string => characterOf(id).names[locale];

/** The name and sound of a character for a nudge's greeting; null for 담찌, which has greetings of its own. */
export function greeterOf(
  id: string,
  locale: Locale,
): { readonly name: string; readonly sound: string } | null {
  const character = characterOf(id);
  if (character.id === characters[0]!.id) return null;
  return { name: character.names[locale], sound: character.sounds[locale][0] ?? character.names[locale] };
}

/** The `speaker` of a view: absent if both characters are 담찌. Its `line` names a speaker who is not the workspace's character. */
export function speakerOf(character: string, house: string, locale: Locale): { readonly speaker?: Speaker } {
  const { id, names } = characterOf(character);
  const own = characterOf(house).id;
  if (id === own && id === characters[0]!.id) return {};
  const name = names[locale];
  return { speaker: { character: id, name, line: id === own ? null : messagesFor(locale).pal.speaks(name) } };
}
