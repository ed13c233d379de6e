import { Hono } from 'hono';
import { characterOf } from '../../../core/characters/index.ts';
import type { Locale } from '../../../core/model/locale.ts';
import { wireCommands, wireMenu } from '../command-line.ts';
import { CHANNEL, CHANNEL_NAMES, channelsOf, MEMBERS, WORKSPACE } from '../demo.ts';
import type { Feed } from '../events.ts';
import { MAX_PHOTOS, MAX_STREAMS, MAX_TEXT, PAGE_SIZE } from '../limits.ts';
import { RequestProblem } from '../problem.ts';
import { localeOf, memberOf } from '../request.ts';
import type { StoredMessage, WebStore } from '../store.ts';
import type { ToWire } from '../to-wire.ts';
import type { WireChannel, WirePals, WireSpeaker } from '../wire.ts';

export interface ChannelDeps {
  readonly store: WebStore;
  readonly feed: Feed;
  readonly toWire: ToWire;
  readonly defaultLocale: Locale;
  readonly photoBytes: number;
  readonly open: boolean;
}

const NUMBER = /^[0-9]{1,18}$/;

/** Routes for reading: the channel as it is now, older messages, and the stream of everything that happens from now on. */
export function channelRoutes({ store, feed, toWire, defaultLocale, photoBytes, open }: ChannelDeps): Hono {
  const shown = async (messages: readonly StoredMessage[], locale: Locale) => {
    const all = await Promise.all(messages.map((message) => toWire.shown(message, locale)));
    return all.filter((message) => message !== null);
  };

  async function palsOf(member: string, locale: Locale): Promise<WirePals> {
    const { house, mine, tone } = await store.speakers(WORKSPACE, member);
    const speaker = (id: string | null): WireSpeaker => {
      const character = characterOf(id ?? '');
      return { character: character.id, name: character.names[locale] };
    };
    const inWords = tone !== 'emoji' && tone !== 'silent';
    return { house: speaker(house), mine: speaker(mine), first: speaker(null), inWords };
  }

  return new Hono()
    .get('/pals', async (c) => c.json(await palsOf(memberOf(c).id, localeOf(c, defaultLocale))))
    .get('/pinned', async (c) => {
      memberOf(c);
      const pinned = await store.pinned(CHANNEL);
      return c.json(pinned && (await toWire.shown(pinned, localeOf(c, defaultLocale))));
    })
    .get('/channel', async (c) => {
      const me = memberOf(c);
      const locale = localeOf(c, defaultLocale);
      // Read before the messages: what happens in between is then sent twice, but never missed.
      const { newest } = await store.bounds(channelsOf(me.id));
      const [page, pinned, pals] = await Promise.all([
        store.page({ channels: channelsOf(me.id), viewer: me.id, before: null, limit: PAGE_SIZE }),
        store.pinned(CHANNEL),
        palsOf(me.id, locale),
      ]);
      return c.json({
        workspace: 'Boost Pal',
        channel: { id: CHANNEL, name: CHANNEL_NAMES[locale] },
        locale,
        members: MEMBERS,
        me: me.id,
        pals,
        messages: await shown(page.messages, locale),
        more: page.more,
        pinned: pinned && (await toWire.shown(pinned, locale)),
        commands: wireCommands(locale),
        menu: wireMenu(locale),
        cursor: newest,
        limits: { photos: MAX_PHOTOS, photoBytes, text: MAX_TEXT },
        open,
      } satisfies WireChannel);
    })
    .get('/messages', async (c) => {
      const me = memberOf(c);
      const before = c.req.query('before') ?? '';
      if (!NUMBER.test(before)) throw new RequestProblem('invalid', 'before');
      const page = await store.page({ channels: channelsOf(me.id), viewer: me.id, before, limit: PAGE_SIZE });
      const locale = localeOf(c, defaultLocale);
      return c.json({ messages: await shown(page.messages, locale), more: page.more });
    })
    .get('/events', (c) => {
      const me = memberOf(c);
      const after = c.req.header('last-event-id') ?? c.req.query('after') ?? '';
      if (!NUMBER.test(after)) throw new RequestProblem('invalid', 'after');
      if (feed.size() >= MAX_STREAMS) throw new RequestProblem('busy');
      const locale = localeOf(c, defaultLocale);
      const body = feed.open({
        channels: channelsOf(me.id),
        viewer: me.id,
        locale,
        after,
        signal: c.req.raw.signal,
      });
      return c.body(body, 200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
    });
}
