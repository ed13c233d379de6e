/**
 * The walls of the house (docs/ARCHITECTURE.md), kept by reading every import of src, type imports too. dependency-cruiser
 * reads TypeScript through its compiler's library, which the compiler no longer has. Usage: npm run walls [-- folder].
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Import {
  /** Path from the project, e.g. `src/core/ports.ts`. */
  readonly from: string;
  /** The same where it is ours, else the specifier: `node:fs`, `zod`, `@slack/bolt`. */
  readonly to: string;
}

interface Wall {
  readonly name: string;
  readonly broken: (link: Import) => boolean;
}

const roomOf = (file: string): string | null => /^src\/adapters\/([^/]+)\//.exec(file)?.[1] ?? null;
const featureOf = (file: string): string | null =>
  /^src\/core\/(?!commands\/)([^/]+)\//.exec(file)?.[1] ?? null;
const packageOf = (to: string): string => to.split('/', to.startsWith('@') ? 2 : 1).join('/');
const isOurs = (to: string): boolean => to.startsWith('src/');

/** Each library and the only rooms that know it. */
const homes: Readonly<Record<string, readonly string[]>> = {
  'discord.js': ['discord'],
  '@slack/bolt': ['slack'],
  '@slack/web-api': ['slack'],
  '@slack/socket-mode': ['slack'],
  openai: ['openai'],
  pg: ['postgres'],
  'pg-copy-streams': ['postgres'],
  '@prisma/client': ['postgres'],
  '@prisma/adapter-pg': ['postgres'],
  '@prisma/driver-adapter-utils': ['postgres'],
  '@prisma/schema-engine-wasm': ['postgres'],
  'graphile-worker': ['postgres'],
  hono: ['web'],
  '@hono/node-server': ['web'],
  jose: ['web'],
  sharp: ['node'],
  '@takumi-rs/core': ['node'],
  '@twemoji/svg': ['node'],
  'libheif-js': ['node'],
  'ipaddr.js': ['node'],
  'node-cron': ['node'],
  pino: ['node'],
  'prom-client': ['node'],
  'tar-stream': ['node'],
  undici: ['node'],
  citty: ['cli'],
};

const walls: readonly Wall[] = [
  {
    name: 'core imports only core and zod',
    broken: ({ from, to }) =>
      from.startsWith('src/core/') && !to.startsWith('src/core/') && packageOf(to) !== 'zod',
  },
  {
    // main.ts puts the program together, cli the operator's command, each with its parts.
    name: 'an adapter never imports another adapter, nor what puts them together',
    broken: ({ from, to }) => {
      const room = roomOf(from);
      return (
        room !== null && room !== 'cli' && isOurs(to) && !to.startsWith('src/core/') && roomOf(to) !== room
      );
    },
  },
  {
    name: 'cli is nobody’s part',
    broken: ({ from, to }) => roomOf(to) === 'cli' && roomOf(from) !== 'cli',
  },
  {
    name: 'core/model builds on nothing else of the core',
    broken: ({ from, to }) =>
      from.startsWith('src/core/model/') && isOurs(to) && !to.startsWith('src/core/model/'),
  },
  {
    name: 'features do not call up to commands or inbound',
    broken: ({ from, to }) => featureOf(from) !== null && /^src\/core\/(commands\/|create-inbound)/.test(to),
  },
  {
    name: 'a library stays in its adapter',
    broken: ({ from, to }) => {
      const home = homes[packageOf(to)];
      const room = roomOf(from);
      return home !== undefined && (room === null || !home.includes(room));
    },
  },
];

/** More lines than this are not read in one go. */
const longest = 350;

/** What the core may not reach for: the world comes to it through ports. Timers are fine. */
const worldly = /\bprocess\.|\bDate\.now\(|\bnew Date\(\)|\bfetch\(|\bMath\.random\(/;

/** Log events are searched for: `area.what_happened`, in one spelling. */
const badlyNamed = /\.(?:info|warn|error)\(\s*'(?=[^' ]*\.)(?![a-z0-9_]+(?:\.[a-z0-9_]+)+')([^' ]+)'/;

/**
 * What an error nobody foresaw says may be a member's words, and says nothing of where it was: `reasonOf` does that. The operator's
 * command alone shows it, on their terminal.
 */
const errorsWords = /\bas Error\)\??\.message/;
const errorsWordsLogged = /\b(?:\w*[eE]rror|err|e|cause|original|failure)\)?\??\.message\b/;

const statements = /^(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm;
const others = /(?:^import\s*|\bimport\s*\(\s*)['"]([^'"]+)['"]/gm;

/** Every import of a file, types too, in the order in which they are written. */
export function importsOf(file: string, text: string): Import[] {
  const found = [...text.matchAll(statements), ...text.matchAll(others)].map(([, specifier]) => specifier!);
  return found.map((to) => ({
    from: file,
    to: to.startsWith('.') ? path.posix.join(path.posix.dirname(file), to) : to,
  }));
}

/** What is written between the parentheses of each call of a log. */
function loggedIn(code: string): string[] {
  return [...code.matchAll(/\blog\.(?:info|warn|error)\(/g)].map(({ index, 0: call }) => {
    const from = index + call.length;
    let open = 1;
    let to = from;
    for (; to < code.length && open > 0; to++) open += code[to] === '(' ? 1 : code[to] === ')' ? -1 : 0;
    return code.slice(from, to);
  });
}

/** The walls that the given file breaks, one line each. */
export function breaches(file: string, text: string): string[] {
  const links = importsOf(file, text).flatMap((link) =>
    walls.filter(({ broken }) => broken(link)).map(({ name }) => `${file} -> ${link.to}: ${name}`),
  );
  const code = text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
  const reached = file.startsWith('src/core/') ? worldly.exec(code)?.[0] : undefined;
  const event = badlyNamed.exec(code)?.[1];
  const tells = errorsWords.test(code) || loggedIn(code).some((logged) => errorsWordsLogged.test(logged));
  const quotes = tells && roomOf(file) !== 'cli';
  const lines = text.split('\n').length - 1;
  return [
    ...links,
    ...(reached ? [`${file} uses ${reached}: the core gets the world through ports`] : []),
    ...(event ? [`${file} logs ${event}: events are called area.what_happened, in small letters`] : []),
    ...(quotes ? [`${file} tells what an error says: its name and place are told by reasonOf`] : []),
    ...(lines > longest ? [`${file} has ${lines} lines: more than ${longest}`] : []),
  ];
}

if (import.meta.main) {
  const root = process.argv[2] ?? 'src';
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(root, file))
    .filter((file) => file.endsWith('.ts') && !file.includes('/generated/'));
  const found = files.flatMap((file) => breaches(file, readFileSync(file, 'utf8')));
  for (const line of found) console.error(line);
  console.log(`${files.length} files, ${found.length} breaches.`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
