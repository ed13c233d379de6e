import { messagesFor } from '../messages/index.ts';
import type { Locale } from '../model/locale.ts';
import type { Speaker } from '../views.ts';
import { characterOf, characters } from './index.ts';

/** Who speaks, for a view; nothing where it is 담찌 in a workspace of 담찌's. */
export function speakerOf(character: string, house: string, locale: Locale): { readonly speaker?: Speaker } {
  const { id, names } = characterOf(character);
  const own = characterOf(house).id;
  if (id === own && id === characters[0]!.id) return {};
  const name = names[locale];
  return { speaker: { character: id, name, line: id === own ? null : messagesFor(locale).pal.speaks(name) } };
}
