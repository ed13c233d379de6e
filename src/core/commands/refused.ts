import type { Reply } from '../actions.ts';
import type { Line } from '../views.ts';
import { type Asked, type CommandDeps, problem } from './run.ts';

/**
 * What is answered to who presses a button that is not for them, or carries what is not there for them. The operator reads who
 * pressed it, its name and its first id: never the words a search carries.
 */
export function refused({ log }: CommandDeps, { event, workspace, member }: Asked, line: Line): Reply {
  if ('action' in event) {
    const action = event.action.split(':', 3).slice(1).join(':');
    log.warn('action.refused', { workspace: workspace.id, member: member.id, action });
  }
  return problem(line);
}
