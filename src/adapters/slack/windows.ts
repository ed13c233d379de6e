import type { ModalView, WebClient } from '@slack/web-api';
import type { Reply } from '../../core/actions.ts';
import type { Locale } from '../../core/model/locale.ts';
import type { Call } from './call.ts';
import { renderForm, renderModalMessage } from './render/form.ts';
import { renderReply, renderWaiting } from './render/index.ts';
import type { Showing } from './showing.ts';

/** What a modal needs besides the reply: the channel in which it was asked for (it is stored in the modal), and the language. */
interface About {
  readonly channel: string;
  readonly locale: Locale;
}

/** Shows replies in Slack's modals. Every function throws `PlatformError` when its request fails. */
export interface Windows {
  /** Opens a modal with the reply, where none is open yet. */
  open(trigger: string, reply: Reply, about: About): Promise<void>;
  /** Opens a modal with the reply on top of the one that the trigger came from. */
  push(trigger: string, reply: Reply, about: About): Promise<void>;
  /** Replaces the modal `view` by the reply. */
  replace(view: string, reply: Reply, about: About): Promise<void>;
  /** Opens a modal that asks for patience, and returns its id. */
  wait(trigger: string, about: About): Promise<string>;
  /** The reply as a modal to send with an acknowledgement, where Slack would not tell us of a refusal; null if there is nothing to show. */
  asView(reply: Reply, about: About): Promise<ModalView | null>;
}

/** Creates the modals' requests. Pictures are shown in the way of `showing`. */
export function createWindows(deps: { client: WebClient; call: Call; showing: Showing }): Windows {
  const { call, showing } = deps;
  const { views } = deps.client;

  async function put(
    reply: Reply,
    { channel, locale }: About,
    method: string,
    request: (view: ModalView) => Promise<unknown>,
  ): Promise<void> {
    const send = (view: ModalView) => call(method, 'repeatable', () => request(view));
    if (reply.kind === 'none') return;
    if (reply.kind === 'form') await send(renderForm(reply.form, channel, locale));
    else {
      await showing.send(reply.view, { surface: 'answer', locale }, (rendered) =>
        send(renderModalMessage(rendered, channel, locale)),
      );
    }
  }

  return {
    open: (trigger_id, reply, about) =>
      put(reply, about, 'views.open', (view) => views.open({ trigger_id, view })),
    push: (trigger_id, reply, about) =>
      put(reply, about, 'views.push', (view) => views.push({ trigger_id, view })),
    replace: (view_id, reply, about) =>
      put(reply, about, 'views.update', (view) => views.update({ view_id, view })),
    async wait(trigger_id, { channel, locale }) {
      const view = renderWaiting(channel, locale);
      const opened = await call('views.open', 'repeatable', () => views.open({ trigger_id, view }));
      return opened.view?.id ?? '';
    },
    async asView(reply, { channel, locale }) {
      const shown = reply.kind === 'message' ? await showing.best(reply.view) : undefined;
      return renderReply(reply, channel, locale, shown);
    },
  };
}
