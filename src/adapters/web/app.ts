import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { reasonOf } from '../../core/errors.ts';
import { type Locale, pickLocale } from '../../core/model/locale.ts';
import type { Log } from '../../core/ports.ts';
import { type Health, metricsRoutes, probeRoutes } from './health.ts';
import { RequestProblem, refuse } from './problem.ts';
import { localeOf } from './request.ts';
import { assetRoutes } from './routes/assets.ts';
import { type ChannelDeps, channelRoutes } from './routes/channel.ts';
import { type CommandDeps, commandRoutes } from './routes/commands.ts';
import { type FileDeps, photoRoutes, uploadRoutes } from './routes/files.ts';
import { messageRoutes } from './routes/messages.ts';
import { type PictureDeps, pictureRoutes } from './routes/pictures.ts';
import { ownVisitorsOnly, securityHeaders } from './security.ts';

export type AppDeps = ChannelDeps &
  CommandDeps &
  FileDeps &
  PictureDeps & {
    readonly health: Health;
    readonly log: Log;
    readonly pages: ReadonlyMap<string, (locale: Locale) => string>;
  };

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** Builds the page's app: every route, and the rules that hold for all of them. Reading requests change nothing. */
export function createApp(deps: AppDeps): Hono {
  const app = new Hono();
  app.use(securityHeaders);
  app.use(async (c, next) => (METHODS.has(c.req.method) ? next() : refuse(c, 'method')));
  app.onError((error, c) => {
    if (error instanceof RequestProblem) return refuse(c, error.problem, error.about);
    if (isBrokenOff(c.env as Partial<HttpBindings>)) return refuse(c, 'failed');
    deps.log.error('web.request_failed', { path: c.req.routePath, reason: reasonOf(error) });
    return refuse(c, 'failed');
  });
  app.notFound((c) => refuse(c, 'notHere'));

  app.route('/', probeRoutes(deps.health));
  app.route('/', pictureRoutes(deps));
  app.use(
    ownVisitorsOnly({
      open: deps.open,
      incoming: (c: Context<{ Bindings: Partial<HttpBindings> }>) => c.env.incoming,
      refuse: (c) => refuse(c, 'foreign'),
    }),
  );
  app.route('/', metricsRoutes(deps.health));
  app.route('/', assetRoutes());
  for (const [path, page] of deps.pages) {
    app.get(path, (c) => {
      const told = pickLocale(
        (c.req.header('accept-language') ?? '').split(',').map((tag) => tag.split(';')[0]!.trim()),
      );
      return c.html(page(localeOf(c, told ?? deps.defaultLocale)));
    });
  }
  app.route('/', photoRoutes(deps));
  app.route('/api', channelRoutes(deps));
  app.route('/api', messageRoutes(deps));
  app.route('/api', uploadRoutes(deps));
  app.route('/api', commandRoutes(deps));
  return app;
}

/** Whether the connection ended before the whole request had come. Reading it fails then, which is no fault of ours; nobody reads the answer. */
function isBrokenOff({ incoming }: Partial<HttpBindings>): boolean {
  return incoming?.destroyed === true && !incoming.complete;
}
