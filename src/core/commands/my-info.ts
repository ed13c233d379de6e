import type { Reply } from '../actions.ts';
import type { InboundCommand } from '../inbound.ts';
import { asking, type CommandDeps } from './run.ts';

/** `/my info`: what is kept about the asker, until when, who can see it, and what goes to models. */
export function myInfo(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (_, { member, texts }) => async () => {
    const { title, kept, until, seenBy, nothingSent, sent, yours } = texts.my.info;
    const counts = await deps.own.counts(member.id);
    const lines = [
      kept(counts),
      until(),
      seenBy(),
      deps.sharing ? sent(deps.sharing) : nothingSent(),
      yours(),
    ];
    return {
      kind: 'message',
      view: { view: 'card', title, lines, fields: [], picture: null, buttons: [] },
    };
  });
}
