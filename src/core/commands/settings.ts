import type { Reply } from '../actions.ts';
import type { Field } from '../challenge/settings-fields.ts';
import { isOneEmoji, typed } from '../challenge/title.ts';
import { renewWelcomes } from '../challenge/welcome.ts';
import { characterOf, characters } from '../characters/index.ts';
import type { InboundCommand } from '../inbound.ts';
import type { DaysOffTexts } from '../messages/days-off/texts.ts';
import { messagesFor } from '../messages/index.ts';
import { dayOf } from '../model/day.ts';
import { isLocale, type Locale } from '../model/locale.ts';
import { isZone } from '../model/zone.ts';
import type { Holiday } from '../nudge/days-off.ts';
import { readDaysOff, readHolidays, readQuietHours } from '../nudge/read-days-off.ts';
import { clockText } from '../nudge/read-times.ts';
import type { WorkspaceRow } from '../store.ts';
import type { Inline } from '../views.ts';
import { callOf } from './on-challenge.ts';
import { asking, type CommandDeps, problem } from './run.ts';

const languages: Record<Locale, string> = { ko: '한국어', en: 'English', ja: '日本語' };

/** `/settings`: shows the workspace's settings, and changes those that are given. Managers only. */
export function settings(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (tx, { workspace, member, texts, locale }) => {
    if (!event.member.manager) return problem(texts.answer.managersOnly());
    const { language, timezone, reaction, hosts, quiet, daysoff, holidays: typedHolidays } = event.options;
    const { character } = event.options;
    const change: Change = {};
    if (isLocale(language)) change.locale = language;
    if (characters.some(({ id }) => id === character)) change.character = character;
    if (timezone) {
      if (!isZone(timezone)) return problem(texts.answer.noSuchZone(timezone));
      change.timezone = timezone;
    }
    if (reaction) {
      const mark = reaction.trim();
      if (!deps.canMark(event.platform, mark)) {
        const { cannotMark, notOneEmoji } = texts.answer;
        return problem(isOneEmoji(mark) ? cannotMark(mark) : notOneEmoji(typed(reaction)));
      }
      change.mark = mark;
    }
    if (hosts) {
      const role = readRole(hosts);
      if (role === 'none') return problem(texts.admin.answer.notARole(typed(hosts)));
      change.hostRole = role;
    }
    if (quiet) {
      const read = readQuietHours(quiet);
      if (!read.ok) return problem(texts.daysOff.problem(read.problem));
      change.quiet = read.value;
    }
    if (daysoff) {
      const read = readDaysOff(daysoff);
      if (!read.ok) return problem(texts.daysOff.problem(read.problem));
      change.daysOff = read.value;
    }
    const today = dayOf(deps.clock.now(), change.timezone ?? workspace.timezone, 0);
    const holidays = typedHolidays ? readHolidays(typedHolidays, today) : null;
    if (holidays && !holidays.ok) return problem(texts.daysOff.problem(holidays.problem));
    const names = [...Object.keys(change), ...(holidays ? ['holidays'] : [])];
    const changed = names.length > 0;
    if (changed) {
      if (Object.keys(change).length > 0) await tx.saveSettings(workspace.id, change);
      const after = { ...workspace, ...change };
      if (after.character !== workspace.character || after.locale !== workspace.locale)
        await renewWelcomes(tx, after, `said-${deps.clock.now()}`);
      if (holidays) await tx.saveHolidays(workspace.id, holidays.value);
      await tx.audit({
        workspace: workspace.id,
        actor: member.id,
        what: 'settingsChanged',
        challenge: null,
        detail: { names },
        call: callOf(event),
      });
      deps.log.info('settings.saved', { workspace: workspace.id, names: names.join(' ') });
    }
    const ahead = (holidays?.value ?? (await tx.holidays(workspace.id))).filter(({ day }) => day >= today);
    return view({ ...workspace, ...change }, ahead, changed, locale);
  });
}

type Change = {
  -readonly [Name in
    | 'locale'
    | 'timezone'
    | 'mark'
    | 'hostRole'
    | 'quiet'
    | 'daysOff'
    | 'character']?: WorkspaceRow[Name];
};

/** At most this many holidays are listed: a field on Discord holds 1,024 characters. */
const mostListed = 15;

function view(
  workspace: WorkspaceRow,
  holidays: readonly Holiday[],
  changed: boolean,
  locale: Locale,
): Reply {
  const texts = messagesFor(locale);
  return {
    kind: 'message',
    view: {
      view: 'settings',
      heading: texts.settings.heading,
      fields: [
        { label: texts.pal.label.character, value: [characterOf(workspace.character).names[locale]] },
        { label: texts.settings.language, value: [languages[workspace.locale]] },
        { label: texts.settings.zone, value: [workspace.timezone] },
        { label: texts.settings.reaction, value: [workspace.mark] },
        { label: texts.admin.hosts, value: [hostsOf(workspace) ?? texts.admin.noHosts] },
        ...daysOffFields(workspace, holidays, texts.daysOff),
      ],
      hint: changed ? texts.answer.settingsSaved() : texts.settings.hint(),
    },
  };
}

/** The host role as a mention, so that the platform shows its name: an id alone tells a person nothing. */
function hostsOf({ hostRole }: WorkspaceRow): Inline | null {
  return hostRole === null ? null : { kind: 'group', ref: hostRole };
}

function daysOffFields(
  { quiet, daysOff }: WorkspaceRow,
  holidays: readonly Holiday[],
  texts: DaysOffTexts,
): readonly Field[] {
  const { label, none } = texts;
  const hours = quiet.from === quiet.to ? none : texts.quiet(clockText(quiet.from), clockText(quiet.to));
  const [listed, more] = [holidays.slice(0, mostListed), Math.max(0, holidays.length - mostListed)];
  return [
    { label: label.quiet, value: [hours] },
    { label: label.daysOff, value: [daysOff.length === 0 ? none : texts.daysOff(daysOff)] },
    { label: label.holidays, value: [holidays.length === 0 ? none : texts.holidays(listed, more)] },
  ];
}

/**
 * Reads the id of a role or group, as adapters pass it on where one was mentioned. Null: nobody ('-'). 'none': only a name was
 * typed, by which nobody can be found.
 */
function readRole(text: string): string | null | 'none' {
  const given = text.trim();
  if (/^[-–—]$/u.test(given)) return null;
  return /^(?=.*\d)[A-Za-z0-9]{6,40}$/.test(given) ? given : 'none';
}
