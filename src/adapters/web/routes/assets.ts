import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { characters } from '../../../core/characters/index.ts';
import { MOODS } from '../../../core/characters/parts.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

interface Asset {
  readonly body: string;
  readonly type: string;
}

/**
 * Serves the page's own files and every animal's faces. They are read once at the start and served by exact name, so no path can lead
 * elsewhere.
 */
export function assetRoutes(): Hono {
  const assets = readAssets();
  const serve = (asset: Asset) => new Response(asset.body, { headers: { 'content-type': asset.type } });
  const routes = new Hono();
  for (const [name, asset] of assets) routes.get(name, () => serve(asset));
  routes.get('/', () => serve(assets.get('/index.html')!));
  return routes;
}

function readAssets(): ReadonlyMap<string, Asset> {
  const folder = fileURLToPath(new URL('../public', import.meta.url));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const own = files.flatMap((entry): [string, Asset][] => {
    const file = path.join(entry.parentPath, entry.name);
    const type = TYPES[path.extname(entry.name)];
    return type
      ? [
          [
            `/${path.relative(folder, file).split(path.sep).join('/')}`,
            { body: readFileSync(file, 'utf8'), type },
          ],
        ]
      : [];
  });
  const svg = (body: string): Asset => ({ body, type: 'image/svg+xml' });
  return new Map<string, Asset>([
    ...own,
    ...characters.flatMap(({ id, svg: drawn, avatarSvg }): [string, Asset][] => [
      ...MOODS.map((mood): [string, Asset] => [`/${id}/${mood}.svg`, svg(drawn(mood))]),
      [`/${id}/avatar.svg`, svg(avatarSvg())],
    ]),
  ]);
}
