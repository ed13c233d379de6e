import { parseAction, type Reply } from '../actions.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import { messagesFor } from '../messages/index.ts';
import type { Locale } from '../model/locale.ts';
import { challengeCreate, challengeCreateForm } from './challenge-create.ts';
import { challengeInfo } from './challenge-info.ts';
import { challengeList } from './challenge-list.ts';
import { challengeEnd, challengeJoin, challengeLeave } from './challenge-membership.ts';
import { checkin } from './checkin.ts';
import { choose } from './choose.ts';
import { count } from './count.ts';
import { help } from './help.ts';
import { records, recordsPage } from './records.ts';
import { type CommandDeps, guarded, problem } from './run.ts';
import { search, searchPage } from './search.ts';
import { settings } from './settings.ts';
import { undo } from './undo.ts';

type Run = (deps: CommandDeps, event: InboundCommand, fallback: Locale) => Reply | Promise<Reply>;

/** What runs for each path of the table; a test holds the two lists against each other. */
export const commandRuns: Readonly<Record<string, Run>> = {
  checkin,
  count,
  undo,
  'challenge create': challengeCreateForm,
  'challenge list': challengeList,
  'challenge join': (deps, event) => challengeJoin(deps, event, null),
  'challenge leave': (deps, event) => challengeLeave(deps, event, null),
  'challenge info': (deps, event) => challengeInfo(deps, event, null),
  'challenge end': (deps, event) => challengeEnd(deps, event, null),
  records,
  search,
  settings,
  help,
};

/** Runs a command. One that is not known is answered with help. */
export function runCommand(deps: CommandDeps, event: InboundCommand, fallback: Locale): Promise<Reply> {
  const path = event.path.join(' ');
  const run = commandRuns[path] ?? help;
  return guarded(deps, event, path, async () => run(deps, event, fallback));
}

/** Runs what a button or form of ours asks for. Whatever it carries, the asker's own workspace and rights decide. */
export function runAction(deps: CommandDeps, event: InboundAction, fallback: Locale): Promise<Reply> {
  const action = parseAction(event.action);
  if (!action) {
    deps.log.warn('action.unknown', { platform: event.platform });
    return Promise.resolve(problem(messagesFor(event.locale ?? fallback).answer.unknownButton()));
  }
  return guarded(deps, event, action.do, async () => {
    switch (action.do) {
      case 'join':
        return challengeJoin(deps, event, action.challenge);
      case 'leave':
        return challengeLeave(deps, event, action.challenge);
      case 'info':
        return challengeInfo(deps, event, action.challenge);
      case 'end':
        return challengeEnd(deps, event, action.challenge);
      case 'openCreateForm':
        return challengeCreateForm(deps, event, fallback);
      case 'choose':
        return choose(deps, event, action);
      case 'createChallenge':
        return challengeCreate(deps, event);
      case 'records':
        return recordsPage(deps, event, action);
      case 'search':
        return searchPage(deps, event, action);
      default:
        return problem(messagesFor(event.locale ?? fallback).answer.unknownButton());
    }
  });
}
