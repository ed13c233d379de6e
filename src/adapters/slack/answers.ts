import type { WebClient } from '@slack/web-api';
import type { Reply } from '../../core/actions.ts';
import { PlatformError, reasonOf } from '../../core/errors.ts';
import { messagesFor } from '../../core/messages/index.ts';
import type { Locale } from '../../core/model/locale.ts';
import type { Log } from '../../core/ports.ts';
import type { AnswerViews } from '../../core/views.ts';
import type { Call } from './call.ts';
import type { Members } from './members.ts';
import type { Rendered } from './render/index.ts';
import type { Showing } from './showing.ts';
import type { Windows } from './windows.ts';
import { within } from './within.ts';

/** A trigger_id lives 3 s; after this a waiting modal is opened with it, to be filled in later. */
const FORM_PATIENCE_MS = 1200;
const RESPONSE_TIMEOUT_MS = 5000;

/** Who asked and the ways to answer them. */
export interface Asked {
  readonly channel: string;
  readonly user: string;
  /** Opens a window; null: a compatible server told none, and no window can be opened. */
  readonly trigger: string | null;
  readonly responseUrl: string | null | undefined;
  /** The window in which the button was pressed. */
  readonly modal?: string | undefined;
}

/**
 * Who sees the answer: the one who asked, the channel, or the one who asked in place of the private message they pressed on
 * (`instead`: turning pages).
 */
export type Seen = 'private' | 'public' | 'instead';

export interface Answers {
  /** Answers with a message: by the response_url, else privately in the channel, else in a modal. */
  say(asked: Asked, reply: Reply, seen: Seen): Promise<void>;
  /** Opens the form with the trigger before it expires, even when the form itself is late. */
  open(asked: Asked, reply: Promise<Reply>): Promise<void>;
}

/** Whether the reply says that something was not done: it must not take the place of what was typed or shown. */
export const isProblem = (reply: Reply): boolean =>
  reply.kind === 'message' && reply.view.view === 'answer' && reply.view.tone === 'problem';

/** "Could not do that just now." */
export function failed(locale: Locale): Reply {
  const lines = [messagesFor(locale).answer.failed()];
  return { kind: 'message', view: { view: 'answer', tone: 'problem', lines, buttons: [] } };
}

export function createAnswers(deps: {
  client: WebClient;
  log: Log;
  members: Members;
  showing: Showing;
  windows: Windows;
  call: Call;
  apiUrl: string | undefined;
  locale: Locale;
}): Answers {
  const { client, log, showing, windows } = deps;

  const localeOf = async (user: string) => (await deps.members.get(user)).locale ?? deps.locale;

  /** Slack's own response_url host, or the host of SLACK_API_URL. The address came signed, and is checked all the same. */
  function trusted(address: string | null | undefined): URL | null {
    if (!address || !URL.canParse(address)) return null;
    const url = new URL(address);
    if (deps.apiUrl !== undefined && url.hostname === new URL(deps.apiUrl).hostname) return url;
    return url.protocol === 'https:' && url.hostname === 'hooks.slack.com' ? url : null;
  }

  /** Whether Slack took it. Throws `invalid` when it refuses the blocks. */
  async function respond(url: URL, body: object): Promise<boolean> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(RESPONSE_TIMEOUT_MS),
      });
      if (response.ok) {
        await response.body?.cancel();
        return true;
      }
      if ((await response.text()).includes('invalid_blocks')) {
        throw new PlatformError('invalid', 'response_url invalid_blocks', { word: 'invalid_blocks' });
      }
      return false;
    } catch (error) {
      if (error instanceof PlatformError) throw error;
      return false;
    }
  }

  async function answer(
    asked: Asked,
    url: URL | null,
    { text, blocks }: Rendered,
    seen: Seen,
  ): Promise<void> {
    const how = {
      response_type: seen === 'public' ? 'in_channel' : 'ephemeral',
      replace_original: seen === 'instead',
      unfurl_links: false,
      unfurl_media: false,
    };
    if (url !== null && (await respond(url, { text, blocks, ...how }))) return;
    const { channel, user } = asked;
    await deps.call('chat.postEphemeral', 'repeatable', () =>
      client.chat.postEphemeral({ channel, user, text, blocks }),
    );
  }

  async function sayMessage(asked: Asked, url: URL | null, view: AnswerViews, seen: Seen): Promise<void> {
    const to = { surface: 'answer', locale: await localeOf(asked.user) } as const;
    try {
      await showing.send(view, to, (rendered) => answer(asked, url, rendered, seen));
    } catch (error) {
      log.warn('slack.answer.lost', { reason: reasonOf(error) });
    }
  }

  async function say(asked: Asked, reply: Reply, seen: Seen): Promise<void> {
    const url = trusted(asked.responseUrl);
    if (reply.kind === 'message' && url !== null) return sayMessage(asked, url, reply.view, seen);
    const { trigger, modal, channel } = asked;
    const about = { channel, locale: await localeOf(asked.user) };
    // Without a trigger only the window that is there can change, and a problem must not take its place.
    if (trigger === null && (modal === undefined || isProblem(reply))) {
      const said = reply.kind === 'form' ? failed(about.locale) : reply;
      if (said.kind === 'message') await sayMessage(asked, url, said.view, seen);
      return;
    }
    try {
      // What a button in a window leads to takes the window's place; a problem is laid over it.
      if (modal !== undefined && (trigger === null || !isProblem(reply)))
        await windows.replace(modal, reply, about);
      else if (trigger !== null) await windows[modal === undefined ? 'open' : 'push'](trigger, reply, about);
    } catch (error) {
      // The trigger is spent or too old: the answer is at least not silence in the log.
      log.warn('slack.form.not_opened', { reason: reasonOf(error) });
    }
  }

  return {
    say,
    async open(asked, reply) {
      // A window that is there already waits as long as it takes; none can be opened without a trigger.
      const { trigger } = asked;
      if (asked.modal !== undefined || trigger === null) return say(asked, await reply, 'private');
      const inTime = await within(reply, FORM_PATIENCE_MS);
      if (inTime !== undefined) return say(asked, inTime, 'private');
      const { channel } = asked;
      try {
        // The member's language may be what is slow: the waiting modal does not wait for it.
        const id = await windows.wait(trigger, { channel, locale: deps.locale });
        await windows.replace(id, await reply, { channel, locale: await localeOf(asked.user) });
      } catch (error) {
        log.warn('slack.form.not_opened', { reason: reasonOf(error) });
      }
    },
  };
}
