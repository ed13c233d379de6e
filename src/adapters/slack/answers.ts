import type { WebClient } from '@slack/web-api';
import type { AnswerFile, Reply } from '../../core/actions.ts';
import { PlatformError, reasonOf } from '../../core/errors.ts';
import { messagesFor } from '../../core/messages/index.ts';
import type { Locale } from '../../core/model/locale.ts';
import type { Log } from '../../core/ports.ts';
import type { AnswerViews } from '../../core/views.ts';
import type { Call } from './call.ts';
import { createDirect } from './direct.ts';
import type { Members } from './members.ts';
import { memberRef } from './refs.ts';
import type { Rendered } from './render/index.ts';
import type { Showing } from './showing.ts';
import { createPostFile } from './upload.ts';
import type { Windows } from './windows.ts';
import { within } from './within.ts';

/** A trigger_id expires after 3 s. If the form is not ready after this time, we open a waiting modal and fill it in later. */
const FORM_PATIENCE_MS = 1200;
const RESPONSE_TIMEOUT_MS = 5000;

/** Who asked, where, and the ways that Slack gave us to answer. */
export interface Asked {
  readonly channel: string;
  readonly user: string;
  /** The trigger_id, which opens a modal; null if a compatible server sent none, so that no modal can be opened. */
  readonly trigger: string | null;
  readonly responseUrl: string | null | undefined;
  /** The id of the modal in which the button was pressed, if it was in one. */
  readonly modal?: string | undefined;
}

/**
 * Who sees the answer: only the person who asked (`private`), the whole channel (`public`), or only the person who asked, in place of
 * the private message whose button they pressed (`instead`, for turning pages).
 */
export type Seen = 'private' | 'public' | 'instead';

/** Answers commands, buttons and forms. An answer that cannot be sent is logged, not thrown. */
export interface Answers {
  /**
   * Answers with a message through the response_url or, if Slack does not accept that, privately in the channel. Forms, and answers without
   * a response_url, are shown in a modal; privately in the channel where no modal can be opened. A file that comes with the answer is sent
   * to the person's direct channel first.
   */
  say(asked: Asked, reply: Reply, seen: Seen): Promise<void>;
  /**
   * Opens a modal before the trigger expires, even if the form itself is late: a waiting modal is then filled in. Where none can be opened,
   * an answer in words is said through the response_url, and of a form that it could not be shown.
   */
  open(asked: Asked, reply: Promise<Reply>): Promise<void>;
}

/** Whether the reply reports a problem. Such a reply must not replace what the person typed or was shown. */
export const isProblem = (reply: Reply): boolean =>
  reply.kind === 'message' && reply.view.view === 'answer' && reply.view.tone === 'problem';

/** The answer "could not do that just now", for when something failed. */
export function failed(locale: Locale): Reply {
  const lines = [messagesFor(locale).answer.failed()];
  return { kind: 'message', view: { view: 'answer', tone: 'problem', lines, buttons: [] } };
}

/** Creates the answering functions. `locale` is the language for people whose own is unknown. */
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
  const direct = createDirect(deps);
  const postFile = createPostFile(deps);

  const localeOf = async (user: string) => (await deps.members.get(user)).locale ?? deps.locale;

  /** The response_url if its host is Slack's own or that of SLACK_API_URL, else null. Checked although it came in a signed request. */
  function trusted(address: string | null | undefined): URL | null {
    if (!address || !URL.canParse(address)) return null;
    const url = new URL(address);
    if (deps.apiUrl !== undefined && url.hostname === new URL(deps.apiUrl).hostname) return url;
    return url.protocol === 'https:' && url.hostname === 'hooks.slack.com' ? url : null;
  }

  /** Posts to the response_url and returns whether Slack accepted it. Throws `PlatformError` (`invalid`) if it refuses the blocks. */
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

  /** The reply once its file is sent; where it could not be, that it failed. */
  async function sent(reply: Reply, file: AnswerFile, user: string): Promise<Reply> {
    try {
      await postFile(file, await direct(memberRef(user)));
      return reply;
    } catch (error) {
      log.warn('slack.file.not_sent', { reason: reasonOf(error) });
      return failed(await localeOf(user));
    }
  }

  async function say(asked: Asked, given: Reply, seen: Seen): Promise<void> {
    const file = given.kind === 'message' ? given.file : undefined;
    const reply = file ? await sent(given, file, asked.user) : given;
    const url = trusted(asked.responseUrl);
    if (reply.kind === 'message' && url !== null) return sayMessage(asked, url, reply.view, seen);
    const { trigger, modal, channel } = asked;
    const about = { channel, locale: await localeOf(asked.user) };
    // Without a trigger, only a modal that is open already can be changed, and a problem must not replace it.
    if (trigger === null && (modal === undefined || isProblem(reply))) {
      const said = reply.kind === 'form' ? failed(about.locale) : reply;
      if (said.kind === 'message') await sayMessage(asked, url, said.view, seen);
      return;
    }
    try {
      // The answer to a button in a modal replaces the modal; a problem is shown on top of it.
      if (modal !== undefined && (trigger === null || !isProblem(reply)))
        await windows.replace(modal, reply, about);
      else if (trigger !== null) await windows[modal === undefined ? 'open' : 'push'](trigger, reply, about);
    } catch (error) {
      // The trigger is used up or expired, or Slack is away.
      notOpened(error);
      if (modal === undefined) await sayInstead(asked, reply);
    }
  }

  const notOpened = (error: unknown): void => log.warn('slack.form.not_opened', { reason: reasonOf(error) });

  /** Says privately what no modal could be opened for, or that it could not be done where that was a form. Needs a response_url. */
  async function sayInstead(asked: Asked, reply: Reply): Promise<void> {
    if (reply.kind === 'none' || trusted(asked.responseUrl) === null) return;
    await say(asked, reply.kind === 'message' ? reply : failed(await localeOf(asked.user)), 'private');
  }

  /** Opens a modal that asks for patience, and returns its id; null if it could not be opened. */
  async function opened(trigger: string, channel: string): Promise<string | null> {
    try {
      // Looking up the member's language may be what is slow, so the waiting modal uses the default.
      return await windows.wait(trigger, { channel, locale: deps.locale });
    } catch (error) {
      notOpened(error);
      return null;
    }
  }

  return {
    say,
    async open(asked, reply) {
      // A modal that is open already can be updated at any time, and without a trigger none can be opened: there is no hurry.
      const { trigger } = asked;
      if (asked.modal !== undefined || trigger === null) return say(asked, await reply, 'private');
      const inTime = await within(reply, FORM_PATIENCE_MS);
      if (inTime !== undefined) return say(asked, inTime, 'private');
      const { channel } = asked;
      const id = await opened(trigger, channel);
      if (id === null) return sayInstead(asked, await reply);
      try {
        await windows.replace(id, await reply, { channel, locale: await localeOf(asked.user) });
      } catch (error) {
        notOpened(error);
      }
    },
  };
}
