import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { breaches, importsOf } from '../../tools/walls.ts';

test('every way to import is seen, types too', () => {
  const text = [
    "import './a.ts';",
    "import b from '../b.ts';",
    "import type { C } from './c.ts';",
    'import {',
    '  d,',
    "} from 'node:fs';",
    "export { e } from './e.ts';",
    "export * from './f.ts';",
    "const g = await import('./g.ts');",
  ].join('\n');
  const seen = importsOf('src/core/x/y.ts', text).map(({ to }) => to);
  expect(seen.sort()).toEqual(
    [
      'src/core/x/a.ts',
      'src/core/b.ts',
      'src/core/x/c.ts',
      'node:fs',
      'src/core/x/e.ts',
      'src/core/x/f.ts',
      'src/core/x/g.ts',
    ].sort(),
  );
});

test.each([
  ['src/core/cheer/x.ts', "import { readFile } from 'node:fs/promises';"],
  ['src/core/cheer/x.ts', "import type { Client } from 'discord.js';"],
  ['src/core/cheer/x.ts', "import { serve } from '../../adapters/web/index.ts';"],
  ['src/core/cheer/x.ts', 'const now = Date.now();'],
  ['src/core/cheer/x.ts', 'const key = process.env.KEY;'],
  ['src/core/cheer/x.ts', "import { commands } from '../commands/index.ts';"],
  ['src/core/talk/x.ts', "import { createInbound } from '../create-inbound.ts';"],
  ['src/core/model/x.ts', "import type { Tx } from '../store.ts';"],
  ['src/adapters/slack/x.ts', "import { revoked } from '../discord/errors.ts';"],
  ['src/adapters/slack/x.ts', "import { Pool } from 'pg';"],
  ['src/adapters/web/x.ts', "import { readConfig } from '../../config.ts';"],
  ['src/app.ts', "import { age } from './adapters/cli/span.ts';"],
  ['src/adapters/node/x.ts', "const { App } = await import('@slack/bolt');"],
  ['src/app.ts', "import type { Hono } from 'hono';"],
  ['src/adapters/web/x.ts', "log.info('web.requestFailed', { path });"],
  ['src/core/cheer/x.ts', "log.warn('cheer.failed', { reason: (error as Error).message.slice(0, 200) });"],
  ['src/adapters/web/x.ts', "log.info('web.request_failed', { where: at(path), reason: error.message });"],
  ['src/adapters/web/x.ts', "deps.log.warn('web.request_failed', {\n  reason: error.cause?.message,\n});"],
  ['src/adapters/web/x.ts', '// one more\n'.repeat(351)],
])('a planted breach in %s is found: %s', (file, text) => {
  expect(breaches(file, text)).not.toEqual([]);
});

test('every library has a home, and zod alone is known everywhere', async () => {
  const file = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const { dependencies } = JSON.parse(file) as { dependencies: Record<string, string> };
  const homeless = Object.keys(dependencies).filter(
    (name) => breaches('src/app.ts', `import '${name}';`).length === 0,
  );
  expect(homeless).toEqual(['zod']);
});

test.each([
  [
    'src/core/cheer/x.ts',
    "import { z } from 'zod';\n// Date.now() is the clock's.\nimport type { Log } from '../ports.ts';",
  ],
  [
    'src/adapters/slack/x.ts',
    "import { App } from '@slack/bolt';\nimport { revoked } from './errors.ts';\nimport 'node:fs';",
  ],
  [
    'src/adapters/web/x.ts',
    "log.warn('web.message_not_shown', { message: event.message }); say(error.message);",
  ],
  [
    'src/adapters/cli/x.ts',
    "import { openStorage } from '../postgres/index.ts';\nimport { readConfig } from '../../config.ts';\nsay((error as Error).message);",
  ],
])('what is allowed in %s passes', (file, text) => {
  expect(breaches(file, text)).toEqual([]);
});
