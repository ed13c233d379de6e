import { parseAction } from '../action-codec.ts';
import type { Reply } from '../actions.ts';
import { cleanLine } from '../challenge/title.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import type { Locale } from '../model/locale.ts';
import { shorten } from '../model/shorten.ts';
import { adminAdd, adminFreeze } from './admin-add.ts';
import { adminJobs, redrive } from './admin-jobs.ts';
import { adminLog, adminLogPage } from './admin-log.ts';
import { adminNudges, adminNudgesPage } from './admin-nudges.ts';
import { adminRemove } from './admin-remove.ts';
import { appealForm, sendAppeal } from './appeal.ts';
import { calendar, calendarPage } from './calendar.ts';
import { challengeCreate, challengeCreateForm } from './challenge-create.ts';
import { challengePreview, challengeStart } from './challenge-draft.ts';
import { challengeApplyEdit, challengeEdit, challengeEditForm, challengeSaveEdit } from './challenge-edit.ts';
import { challengeDelete, challengeDeleteNow, challengeEnd, challengeEndNow } from './challenge-end.ts';
import { challengeAgain, challengeHandOver, challengeHandOverForm } from './challenge-handover.ts';
import { challengeInfo } from './challenge-info.ts';
import { challengeList } from './challenge-list.ts';
import {
  challengeJoin,
  challengeLeave,
  challengeLeaveAsk,
  challengeLeaveErase,
} from './challenge-membership.ts';
import { challengePause, challengeResume } from './challenge-pause.ts';
import { checkin } from './checkin.ts';
import { choose, chooseFor } from './choose.ts';
import { adminCost, cost } from './cost.ts';
import { count } from './count.ts';
import { decideOutage } from './excuse.ts';
import { countForDay } from './for-day.ts';
import { forget } from './forget.ts';
import { help } from './help.ts';
import { boardBy, leaderboard, showOnBoard } from './leaderboard.ts';
import { myCard } from './my-card.ts';
import { eraseMe, keepMe, myDelete } from './my-delete.ts';
import { myExport } from './my-export.ts';
import { myInfo } from './my-info.ts';
import { nudgeList } from './nudge-list.ts';
import { nudgeMe, nudgeNo, nudgeOff, nudgeSave, nudgeSnooze } from './nudge-me.ts';
import { nudgeAgain, nudgeLater, nudgeOffBy, nudgeRest } from './nudge-me-buttons.ts';
import { nudgePreview } from './nudge-preview.ts';
import { nudgeRemove, nudgeSet } from './nudge-set.ts';
import { nudgeSummary, switchSummary } from './nudge-summary.ts';
import { pal, palSet } from './pal.ts';
import { records, recordsPage } from './records.ts';
import { openRest, rest, restBy, restCancelBy } from './rest.ts';
import { asking, type CommandDeps, guarded, problem } from './run.ts';
import { search, searchPage } from './search.ts';
import { settings } from './settings.ts';
import { stats, statsOn } from './stats.ts';
import { streak, streakOf, whyPage } from './streak.ts';
import { commandTable } from './table.ts';
import { toldFirst } from './told-first.ts';
import { undo } from './undo.ts';

type Run = (deps: CommandDeps, event: InboundCommand) => Promise<Reply>;

/** The function that runs for each path of `commandTable`; a test compares the two. */
export const commandRuns: Readonly<Record<string, Run>> = {
  checkin,
  count,
  undo,
  rest,
  pal,
  'challenge create': (deps, event) => challengeCreateForm(deps, event, event.options.template),
  'challenge list': challengeList,
  'challenge join': (deps, event) => challengeJoin(deps, event, null),
  'challenge leave': challengeLeaveAsk,
  'challenge info': (deps, event) => challengeInfo(deps, event, null),
  'challenge end': (deps, event) => challengeEnd(deps, event, null),
  'challenge edit': challengeEdit,
  'challenge pause': (deps, event) => challengePause(deps, event, null),
  'challenge resume': (deps, event) => challengeResume(deps, event, null),
  'challenge delete': (deps, event) => challengeDelete(deps, event, null),
  'challenge handover': (deps, event) => challengeHandOver(deps, event, null),
  'nudge set': nudgeSet,
  'nudge list': nudgeList,
  'nudge remove': nudgeRemove,
  'nudge preview': nudgePreview,
  'nudge summary': nudgeSummary,
  'nudge me': nudgeMe,
  'nudge off': nudgeOff,
  'nudge snooze': nudgeSnooze,
  streak: toldFirst(streak),
  calendar,
  stats,
  records: toldFirst(records),
  search,
  leaderboard,
  cost,
  'my info': myInfo,
  'my export': myExport,
  'my delete': myDelete,
  settings,
  'admin log': adminLog,
  'admin nudges': adminNudges,
  'admin cost': adminCost,
  'admin jobs': adminJobs,
  'admin remove': adminRemove,
  'admin add': adminAdd,
  'admin freeze': adminFreeze,
  help,
};

/** Runs a command. An unknown one is answered with help. */
export function runCommand(deps: CommandDeps, event: InboundCommand, fallback: Locale): Promise<Reply> {
  const path = event.path.join(' ');
  const run = commandRuns[path] ?? help;
  const wrong = wrongChoice(event);
  return guarded(deps, event, { what: path, fallback }, () => {
    if (!wrong) return run(deps, event);
    return asking(deps, event, async (_, { texts, locale }) => {
      const offered = wrong.choices.map(({ labels }) => labels[locale]);
      return problem(texts.answer.notOffered(shorten(cleanLine(wrong.typed), 40), offered));
    });
  });
}

/**
 * A choice option with a value that is not offered, as people can type on some platforms; null when all are. Such a command does
 * nothing.
 */
function wrongChoice({ path, options }: InboundCommand) {
  const spec = commandTable.find((known) => known.path.join(' ') === path.join(' '));
  for (const option of spec?.options ?? []) {
    if (option.kind !== 'choice') continue;
    const typed = options[option.name];
    const isOffered = option.choices.some(({ value }) => value === typed);
    if (typed !== undefined && !isOffered) return { typed, choices: option.choices };
  }
  return null;
}

/** Runs what a button or form of ours asks for. Whatever it carries, only the asker's own workspace and rights decide. */
export function runAction(deps: CommandDeps, event: InboundAction, fallback: Locale): Promise<Reply> {
  const action = parseAction(event.action);
  if (!action) deps.log.warn('action.unknown', { platform: event.platform });
  return guarded(deps, event, { what: action?.do ?? 'unknown', fallback }, async () => {
    if (!action) return asking(deps, event, async (_, { texts }) => problem(texts.answer.unknownButton()));
    switch (action.do) {
      case 'join':
        return challengeJoin(deps, event, action.challenge);
      case 'leave':
        return challengeLeave(deps, event, action.challenge);
      case 'info':
        return challengeInfo(deps, event, action.challenge);
      case 'leaveErase':
        return challengeLeaveErase(deps, event, action.challenge);
      case 'preview':
        return challengePreview(deps, event, action.challenge);
      case 'start':
        return challengeStart(deps, event, action.challenge);
      case 'end':
        return challengeEnd(deps, event, action.challenge);
      case 'endNow':
        return challengeEndNow(deps, event, action.challenge);
      case 'pause':
        return challengePause(deps, event, action.challenge);
      case 'resume':
        return challengeResume(deps, event, action.challenge);
      case 'delete':
        return challengeDelete(deps, event, action.challenge);
      case 'deleteNow':
        return challengeDeleteNow(deps, event, action.challenge);
      case 'handOver':
        return challengeHandOverForm(deps, event, action.challenge);
      case 'handOverTo':
        return challengeHandOver(deps, event, action.challenge);
      case 'again':
        return challengeAgain(deps, event, action.challenge);
      case 'myCard':
        return myCard(deps, event, action.challenge);
      case 'edit':
        return challengeEditForm(deps, event, action);
      case 'saveEdit':
        return challengeSaveEdit(deps, event, action);
      case 'applyEdit':
        return challengeApplyEdit(deps, event, action);
      case 'openCreateForm':
        return challengeCreateForm(deps, event, action.template, action.typed);
      case 'restToday':
        return restBy(deps, event, action.challenge, 'day');
      case 'restBack':
        return restBy(deps, event, action.challenge, 'back');
      case 'restCancel':
        return restCancelBy(deps, event, action);
      case 'openPal':
        return palSet(deps, event, {});
      case 'openRest':
        return openRest(deps, event);
      case 'nudgeForm':
        return nudgeMe(deps, event);
      case 'nudgeSave':
        return nudgeSave(deps, event);
      case 'nudgeNo':
        return nudgeNo(deps, event);
      case 'nudgeLater':
        return nudgeLater(deps, event, { member: action.member, day: action.day });
      case 'nudgeAgain':
        return nudgeAgain(deps, event, { member: action.member, day: action.day, in: action.in });
      case 'nudgeRest':
        return nudgeRest(deps, event, { member: action.member, day: action.day });
      case 'nudgeOff':
        return nudgeOffBy(deps, event, action.member);
      case 'choose':
        return choose(deps, event, action);
      case 'forDay':
        return countForDay(deps, event, action);
      case 'chooseFor':
        return chooseFor(deps, event, action);
      case 'palCharacter':
        return palSet(deps, event, { character: action.character });
      case 'palTone':
        return palSet(deps, event, { tone: action.tone });
      case 'forget':
        return forget(deps, event, action.proof);
      case 'createChallenge':
        return challengeCreate(deps, event, action.template);
      case 'stats':
        return statsOn(deps, event, action.challenge);
      case 'streak':
        return streakOf(deps, event, action.challenge);
      case 'why':
        return whyPage(deps, event, action);
      case 'calendar':
        return calendarPage(deps, event, action);
      case 'board':
        return boardBy(deps, event, action);
      case 'boardOn':
      case 'boardOff':
        return showOnBoard(deps, event, action.challenge, action.do === 'boardOn');
      case 'records':
        return recordsPage(deps, event, action);
      case 'search':
        return searchPage(deps, event, action);
      case 'summary':
        return switchSummary(deps, event, action);
      case 'nudgeLog':
        return adminNudgesPage(deps, event, action);
      case 'redrive':
        return redrive(deps, event, action.cause);
      case 'log':
        return adminLogPage(deps, event, action);
      case 'excuseDays':
      case 'keepDays':
        return decideOutage(deps, event, action);
      case 'appeal':
        return appealForm(deps, event, action.audit);
      case 'sendAppeal':
        return sendAppeal(deps, event, action.audit);
      case 'eraseMe':
        return eraseMe(deps, event, action.member);
      case 'keepMe':
        return keepMe(deps, event);
    }
  });
}
