import type { IncomingMessage, ServerResponse } from 'node:http';
import { record } from './blocks.ts';
import { ApiError, type Env } from './env.ts';
import { announceChange, announceDelete, announcePost } from './events.ts';
import { content, str } from './methods/common.ts';
import { messageShape } from './shapes.ts';
import { findMessage, messageKey, type ResponseUrl } from './state.ts';
import type { FakeEphemeral, FakeMessage, Json } from './types.ts';
import { readBody, sendJson, underFault } from './web-api.ts';

/** POST to a response_url: five uses in thirty minutes; answers `ok` as text, errors as Slack does. */
export async function handleResponseUrl(
  env: Env,
  req: IncomingMessage,
  res: ServerResponse,
  id: string,
): Promise<void> {
  const body = parse(await readBody(req));
  const entry = env.log.request('response_url', body ?? {});
  const accept = (): string => {
    const url = env.world.responseUrls.get(id);
    if (url === undefined) return 'used_url';
    if (body === undefined) return 'invalid_payload';
    if (env.world.now() - url.issuedAt > 30 * 60_000) return 'expired_url';
    if (url.uses >= 5) return 'used_url';
    url.uses += 1;
    try {
      url.bodies.push(body);
      applyAnswer(env, url, body, 'response_url');
      return 'ok';
    } catch (error) {
      if (error instanceof ApiError) return error.word;
      throw error;
    }
  };
  const work = () => {
    entry.outcome = accept();
    entry.status = entry.outcome === 'ok' ? 200 : 404;
    if (entry.outcome === 'ok') {
      res.writeHead(200, { 'content-type': 'text/plain' });
      return void res.end('ok');
    }
    return sendJson(res, 404, { ok: false, error: entry.outcome });
  };
  await underFault(env.faults.take('response_url', body ?? {}), entry, res, work, () => void accept());
}

function parse(raw: Buffer): Json | undefined {
  try {
    return record(JSON.parse(raw.toString()));
  } catch {
    return undefined;
  }
}

/** What a body given to a response_url, or as the acknowledgement of a command, does in the channel. */
export function applyAnswer(env: Env, url: ResponseUrl, body: Json, via: FakeEphemeral['via']): void {
  const team = env.world.workspaces.get(url.team);
  if (team === undefined) return;
  const original =
    url.messageTs === undefined ? undefined : findMessage(env.world, url.channel, url.messageTs);
  if (body.delete_original === true) {
    if (original !== undefined) announceDelete(env, original);
    return;
  }
  const { text, blocks } = content(env, via, body);
  if (body.replace_original === true && original !== undefined) {
    const before = messageShape(env.world, original, env.origin());
    original.text = text;
    original.blocks = blocks;
    announceChange(env, original, before);
    return;
  }
  if (body.replace_original === true && url.ephemeral !== undefined) {
    url.ephemeral.text = text;
    url.ephemeral.blocks = blocks;
    url.ephemeral.replaced += 1;
    return;
  }
  const threadTs = str(body.thread_ts);
  if (body.response_type !== 'in_channel') {
    env.ephemerals.push({ channel: url.channel, user: url.user, text, blocks, threadTs, replaced: 0, via });
    return;
  }
  const message: FakeMessage = {
    ts: env.world.nextTs(),
    channel: url.channel,
    team: url.team,
    user: team.botUser,
    botId: team.botId,
    text,
    blocks,
    threadTs,
    broadcast: false,
    files: [],
    reactions: new Map(),
    state: 'there',
  };
  env.world.messages.set(messageKey(url.channel, message.ts), message);
  announcePost(env, message);
}
