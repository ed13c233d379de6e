import type { Reply } from '../actions.ts';
import type { Line } from '../views.ts';
import { type Asked, type CommandDeps, problem } from './run.ts';

/**
 * The answer to somebody who presses a button that is not for them, or that carries something they may not see. The log tells the
 * operator who pressed it, the action's name and its first id, but never the words a search carries.
 */
export function refused({ log }: CommandDeps, { event, workspace, member }: Asked, line: Line): Reply {
  if ('action' in event) {
    const action = event.action.split(':', 3).slice(1).join(':');
    log.warn('action.refused', { workspace: workspace.id, member: member.id, action });
  }
  return problem(line);
}
