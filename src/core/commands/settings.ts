import type { Reply } from '../actions.ts';
import { isOneEmoji, typed } from '../challenge/title.ts';
import type { InboundCommand } from '../inbound.ts';
import { messagesFor } from '../messages/index.ts';
import { isLocale, type Locale } from '../model/locale.ts';
import { isZone } from '../model/zone.ts';
import type { WorkspaceRow } from '../store.ts';
import { callOf } from './on-challenge.ts';
import { asking, type CommandDeps, problem } from './run.ts';

const languages: Record<Locale, string> = { ko: '한국어', en: 'English', ja: '日本語' };

/** `/settings`: shows the workspace's settings, and changes those that are given. Managers only. */
export function settings(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (tx, { workspace, member, texts, locale }) => {
    if (!event.member.manager) return problem(texts.answer.managersOnly());
    const { language, timezone, reaction, hosts } = event.options;
    const change: { locale?: Locale; timezone?: string; mark?: string; hostRole?: string | null } = {};
    if (isLocale(language)) change.locale = language;
    if (timezone) {
      if (!isZone(timezone)) return problem(texts.answer.noSuchZone(timezone));
      change.timezone = timezone;
    }
    if (reaction) {
      const mark = reaction.trim();
      if (!isOneEmoji(mark)) return problem(texts.answer.notOneEmoji(reaction));
      change.mark = mark;
    }
    if (hosts) {
      const role = readRole(hosts);
      if (role === 'none') return problem(texts.admin.answer.notARole(typed(hosts)));
      change.hostRole = role;
    }
    const changed = Object.keys(change).length > 0;
    if (changed) {
      await tx.saveSettings(workspace.id, change);
      const names = Object.keys(change);
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
    return view({ ...workspace, ...change }, changed, locale);
  });
}

function view(workspace: WorkspaceRow, changed: boolean, locale: Locale): Reply {
  const texts = messagesFor(locale);
  return {
    kind: 'message',
    view: {
      view: 'settings',
      heading: texts.settings.heading,
      fields: [
        { label: texts.settings.language, value: [languages[workspace.locale]] },
        { label: texts.settings.zone, value: [workspace.timezone] },
        { label: texts.settings.reaction, value: [workspace.mark] },
        { label: texts.admin.hosts, value: [workspace.hostRole ?? texts.admin.noHosts] },
      ],
      hint: changed ? texts.answer.settingsSaved() : texts.settings.hint(),
    },
  };
}

/**
 * A role's or a group's id, as adapters hand it over where one was mentioned; null: nobody ('-'); 'none': it was only named,
 * and nobody could be found by that.
 */
function readRole(text: string): string | null | 'none' {
  const given = text.trim();
  if (/^[-–—]$/u.test(given)) return null;
  return /^(?=.*\d)[A-Za-z0-9]{6,40}$/.test(given) ? given : 'none';
}
