import type { Brand, ChallengeId } from './model/ids.ts';
import type { AnswerViews, FormView } from './views.ts';

/** What a button or a form of ours does when it is pressed or sent. A closed union; add a case and the compiler finds the gaps. */
export type Action =
  | { readonly do: 'join'; readonly challenge: ChallengeId }
  | { readonly do: 'leave'; readonly challenge: ChallengeId }
  | { readonly do: 'info'; readonly challenge: ChallengeId }
  | { readonly do: 'end'; readonly challenge: ChallengeId }
  | { readonly do: 'createChallenge' }
  | { readonly do: 'openCreateForm' };

/** An `Action` as the at most 100 characters a platform carries in a button. Versioned, so old buttons stay readable. */
export type ActionId = Brand<'ActionId'>;

export function actionId(action: Action): ActionId {
  switch (action.do) {
    case 'join':
    case 'leave':
    case 'info':
    case 'end':
      return `1:${action.do}:${action.challenge}` as ActionId;
    case 'createChallenge':
    case 'openCreateForm':
      return `1:${action.do}` as ActionId;
  }
}

const challengeActions = ['join', 'leave', 'info', 'end'] as const;
const plainActions = ['createChallenge', 'openCreateForm'] as const;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Reads what a platform sent back; null for anything we did not write. Whether the member may do it is decided later. */
export function parseAction(id: string): Action | null {
  const [version, name, argument, ...rest] = id.split(':');
  if (version !== '1' || rest.length > 0) return null;
  const onChallenge = challengeActions.find((known) => known === name);
  if (onChallenge) {
    if (argument === undefined || !uuid.test(argument)) return null;
    return { do: onChallenge, challenge: argument as ChallengeId };
  }
  const plain = plainActions.find((known) => known === name);
  return plain && argument === undefined ? { do: plain } : null;
}

/**
 * The answer to a command or an action. Whether others see it is fixed by the command (`visibility`); answers to
 * actions are private. A form can only be the answer of a command whose pace is `form`, or of a button.
 */
export type Reply =
  | { readonly kind: 'message'; readonly view: AnswerViews }
  | { readonly kind: 'form'; readonly form: FormView }
  | { readonly kind: 'none' };
