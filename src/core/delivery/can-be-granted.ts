/** A permission (`50013 SEND_MESSAGES`), a scope (`missing_scope files:read`), a place in the channel, a channel's own rule. */
const granted =
  /(?:^|\s)(?:[A-Z]+(?:_[A-Z]+)*|[a-z]+(?:[.:][a-z]+)*:[a-z]+|not_in_channel|restricted_action\w*)$/;

/**
 * Whether what is forbidden is something a manager can grant, so that telling them helps. All other refusals are about one
 * person, message or thread: who blocked the bot, a thread that was locked.
 */
export function canBeGranted(detail: string): boolean {
  return granted.test(detail);
}

/** What is missing where a workspace has as many active threads as its platform allows. */
export const noThreadsLeft = 'no_threads_left';
