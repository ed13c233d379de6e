import type { Reply } from '../actions.ts';
import type { InboundCommand } from '../inbound.ts';
import { messagesFor } from '../messages/index.ts';
import { isLocale, type Locale } from '../model/locale.ts';
import { isZone } from '../model/zone.ts';
import type { WorkspaceRow } from '../store.ts';
import { asking, type CommandDeps, problem } from './run.ts';

const languages: Record<Locale, string> = { ko: '한국어', en: 'English', ja: '日本語' };

/** `/settings`: shows the workspace's settings, and changes those that are given. Managers only. */
export function settings(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (tx, { workspace, texts, locale }) => {
    if (!event.member.manager) return problem(texts.answer.managersOnly());
    const { language, timezone, reaction } = event.options;
    const change: { locale?: Locale; timezone?: string; mark?: string } = {};
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
    const changed = Object.keys(change).length > 0;
    if (changed) {
      await tx.saveSettings(workspace.id, change);
      deps.log.info('settings.saved', { workspace: workspace.id, names: Object.keys(change).join(' ') });
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
      ],
      hint: changed ? texts.answer.settingsSaved() : texts.settings.hint(),
    },
  };
}

/** One emoji as people count them: flags, skin tones and families are one. */
export function isOneEmoji(text: string): boolean {
  const graphemes = [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)];
  return graphemes.length === 1 && /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(text);
}
