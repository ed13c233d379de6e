import type { ModalView } from '@slack/web-api';
import type { Reply } from '../../../core/actions.ts';
import type { Locale } from '../../../core/model/locale.ts';
import type { View } from '../../../core/views.ts';
import { renderAnswer } from './answer.ts';
import type { Rendered } from './blocks.ts';
import { renderCard, type Shown } from './card.ts';
import { renderChallengeInfo } from './challenge-info.ts';
import { renderChallengeList } from './challenge-list.ts';
import { renderCheer } from './cheer.ts';
import { renderForm, renderModalMessage } from './form.ts';
import { renderHelp } from './help.ts';
import { renderNote } from './note.ts';
import { renderProofCard } from './proof-card.ts';
import { renderSettings } from './settings.ts';
import { renderWelcome } from './welcome.ts';

/**
 * Renders any view as Block Kit with its `text`. `locale` only chooses the language of command names (`/boost 챌린지 목록`);
 * `shown` says how the view's picture is shown.
 */
export function renderView(view: View, locale: Locale, shown: Shown = { by: 'grid' }): Rendered {
  switch (view.view) {
    case 'cheer':
      return renderCheer(view, locale);
    case 'note':
      return renderNote(view, locale, shown);
    case 'welcome':
      return renderWelcome(view, locale);
    case 'proofCard':
      return renderProofCard(view, locale);
    case 'answer':
      return renderAnswer(view, locale);
    case 'challengeList':
      return renderChallengeList(view, locale);
    case 'challengeInfo':
      return renderChallengeInfo(view, locale);
    case 'settings':
      return renderSettings(view, locale);
    case 'help':
      return renderHelp(view, locale);
    case 'card':
      return renderCard(view, locale, shown);
  }
}

/** A reply as a modal; null when there is nothing to show. `channel` is where the person asked. */
export function renderReply(
  reply: Reply,
  channel: string,
  locale: Locale,
  shown: Shown = { by: 'grid' },
): ModalView | null {
  switch (reply.kind) {
    case 'form':
      return renderForm(reply.form, channel, locale);
    case 'message':
      return renderModalMessage(renderView(reply.view, locale, shown), channel, locale);
    case 'none':
      return null;
  }
}

export type { Rendered } from './blocks.ts';
export type { Shown } from './card.ts';
export { renderWaiting } from './form.ts';
