import type { WebClient } from '@slack/web-api';
import type { Reply } from '../../core/actions.ts';
import type { Locale } from '../../core/model/locale.ts';
import type { Log } from '../../core/ports.ts';
import { slackWord } from './errors.ts';
import type { Members } from './members.ts';
import { renderReply, renderView, renderWaiting } from './render/index.ts';
import { within } from './within.ts';

/** A trigger_id lives 3 s; after this a waiting modal is opened with it, to be filled in later. */
const FORM_PATIENCE_MS = 1200;
const RESPONSE_TIMEOUT_MS = 5000;

/** Who asked and the ways to answer them. */
interface Asked {
  readonly channel: string;
  readonly user: string;
  readonly trigger: string;
  readonly responseUrl: URL | null;
}

export interface Answers {
  asked(channel: string, user: string, trigger: string, responseUrl: string | null | undefined): Asked;
  /** Answers with a message: by the response_url, else privately in the channel, else in a modal. */
  say(asked: Asked, reply: Reply, visibility: 'private' | 'public'): Promise<void>;
  /** Opens the form with the trigger before it expires, even when the form itself is late. */
  open(asked: Asked, reply: Promise<Reply>): Promise<void>;
}

export function createAnswers(deps: {
  client: WebClient;
  log: Log;
  members: Members;
  apiUrl: string | undefined;
  locale: Locale;
}): Answers {
  const { client, log } = deps;

  const localeOf = async (user: string) => (await deps.members.get(user)).locale ?? deps.locale;

  /** Slack's own response_url host, or the host of SLACK_API_URL. The address came signed, and is checked all the same. */
  function trusted(address: string | null | undefined): URL | null {
    if (!address || !URL.canParse(address)) return null;
    const url = new URL(address);
    if (deps.apiUrl !== undefined && url.hostname === new URL(deps.apiUrl).hostname) return url;
    return url.protocol === 'https:' && url.hostname === 'hooks.slack.com' ? url : null;
  }

  async function respond(url: URL, body: object): Promise<boolean> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(RESPONSE_TIMEOUT_MS),
      });
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  }

  async function say(asked: Asked, reply: Reply, visibility: 'private' | 'public'): Promise<void> {
    if (reply.kind === 'none') return;
    const locale = await localeOf(asked.user);
    if (reply.kind === 'form') return openNow(asked, reply, locale);
    const { text, blocks } = renderView(reply.view, locale);
    if (asked.responseUrl !== null) {
      const response_type = visibility === 'public' ? 'in_channel' : 'ephemeral';
      const flags = { replace_original: false, unfurl_links: false, unfurl_media: false };
      if (await respond(asked.responseUrl, { response_type, text, blocks, ...flags })) return;
      const { channel, user } = asked;
      await client.chat.postEphemeral({ channel, user, text, blocks }).catch((error: unknown) => {
        log.warn('slack.answer.lost', { word: slackWord(error) ?? 'unknown' });
      });
      return;
    }
    await openNow(asked, reply, locale);
  }

  /** Opens a modal; when the trigger is spent or too old, the answer is at least not silence in the log. */
  async function openNow(asked: Asked, reply: Reply, locale: Locale): Promise<void> {
    const view = renderReply(reply, asked.channel, locale);
    if (view === null) return;
    await client.views.open({ trigger_id: asked.trigger, view }).catch((error: unknown) => {
      log.warn('slack.form.not_opened', { word: slackWord(error) ?? 'unknown' });
    });
  }

  return {
    asked: (channel, user, trigger, responseUrl) => ({
      channel,
      user,
      trigger,
      responseUrl: trusted(responseUrl),
    }),
    say,
    async open(asked, reply) {
      const inTime = await within(reply, FORM_PATIENCE_MS);
      if (inTime !== undefined) return say(asked, inTime, 'private');
      // The member's language may be what is slow: the waiting modal does not wait for it.
      const opened = await client.views.open({
        trigger_id: asked.trigger,
        view: renderWaiting(asked.channel, deps.locale),
      });
      const view = renderReply(await reply, asked.channel, await localeOf(asked.user));
      const id = opened.view?.id;
      if (view !== null && id !== undefined) await client.views.update({ view_id: id, view });
    },
  };
}
