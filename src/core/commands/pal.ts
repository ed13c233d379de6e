import type { Reply } from '../actions.ts';
import { characters, tones } from '../characters/index.ts';
import { palCard } from '../characters/pal-card.ts';
import type { PalChange } from '../characters/store.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import { messagesFor } from '../messages/index.ts';
import { isLocale } from '../model/locale.ts';
import type { Tx } from '../store.ts';
import { zoneChange } from './pal-zone.ts';
import { type Asked, asking, type CommandDeps, problem } from './run.ts';

/** `/pal`: shows who cheers the member, how, in which language and in which time zone; changes what is given. */
export function pal(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const typed = event.options.timezone?.trim() ?? '';
    return set(deps, tx, asked, { change: readChange(event.options), zone: typed === '' ? null : typed });
  });
}

/** A button on the card of `/pal`: changes one setting. */
export function palSet(deps: CommandDeps, event: InboundAction, change: PalChange): Promise<Reply> {
  return asking(deps, event, (tx, asked) => set(deps, tx, asked, { change, zone: null }));
}

async function set(
  deps: CommandDeps,
  tx: Tx,
  asked: Asked,
  { change, zone: typed }: { readonly change: PalChange; readonly zone: string | null },
): Promise<Reply> {
  const { event, member, workspace } = asked;
  const language = change.language === undefined ? await tx.chosenLanguage(member.id) : change.language;
  // When the command changes the language, the answer is already in the new one.
  const locale = language ?? event.locale ?? (change.language === null ? workspace.locale : asked.locale);
  const texts = messagesFor(locale);
  const zone = typed === null ? null : await zoneChange(deps, tx, { ...asked, texts }, typed);
  // When one part cannot be set, nothing is.
  if (zone && !zone.ok) return problem(zone.line);
  await zone?.move();
  const names = Object.keys(change);
  if (names.length > 0) {
    await tx.savePal(member.id, change);
    deps.log.info('member.pal_saved', { member: member.id, names: names.join(' ') });
  }
  const said = zone ? zone.line : names.length > 0 ? texts.pal.saved() : null;
  return {
    kind: 'message',
    view: palCard({
      character: change.character === undefined ? member.character : change.character,
      tone: change.tone ?? member.tone,
      language,
      zone: zone?.zone ?? member.zone,
      house: workspace,
      locale,
      said,
      seed: asked.today,
    }),
  };
}

/** The given options that have a known value; platforms offer no others. */
function readChange({ character, tone, language }: InboundCommand['options']): PalChange {
  const chosen = characters.find(({ id }) => id === character);
  const wanted = tones.find((known) => known === tone);
  return {
    ...(chosen ? { character: chosen.id } : character === 'workspace' ? { character: null } : {}),
    ...(wanted ? { tone: wanted } : {}),
    ...(isLocale(language) ? { language } : language === 'auto' ? { language: null } : {}),
  };
}
