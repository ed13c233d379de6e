import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import raw from '../../../slack-manifest.json' with { type: 'json' };
import { createAppLink, httpManifest, manifest } from '../../../src/adapters/slack/manifest.ts';
import { COMMAND, SHORTCUT_NAMES } from '../../../src/adapters/slack/names.ts';
import { SCOPE_USES } from '../../../src/adapters/slack/scopes.ts';
import { slackSetupPage } from '../../../src/adapters/slack/setup-page.ts';
import { commandTable } from '../../../src/core/commands/table.ts';
import { palHere } from '../../support/pal.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const scopes = raw.oauth_config.scopes.bot;
const events = raw.settings.event_subscriptions.bot_events;

/** The adapter's source, to see what it really calls and hears. */
const folder = new URL('../../../src/adapters/slack/', import.meta.url);
const source = readdirSync(folder)
  .filter((f) => f.endsWith('.ts') && f !== 'scopes.ts')
  .map((f) => readFileSync(new URL(f, folder), 'utf8'))
  .join('\n');

/** What the compiler says to these manifests as values of Slack's own type; empty when they fit. */
function compilerSays(...manifests: readonly unknown[]): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'manifest-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const types = path.join(root, 'node_modules/@slack/web-api/dist/index.d.ts');
  const source = `import type { AppsManifestCreateArguments as A } from ${JSON.stringify(types.replace('.d.ts', '.js'))};
${manifests.map((of, n) => `export const manifest${n}: A['manifest'] = ${JSON.stringify(of)};`).join('\n')}`;
  writeFileSync(path.join(dir, 'manifest.mts'), source);
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--ignoreConfig'];
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  const run = spawnSync(process.execPath, [tsc, ...options, path.join(dir, 'manifest.mts')], {
    encoding: 'utf8',
  });
  return run.stdout;
}

describe('the manifest', () => {
  test('is what Slack’s own types describe', () => {
    const { settings } = raw;
    const wrong = { ...raw, settings: { ...settings, event_subscriptions: { bot_events: ['no'] } } };
    const said = compilerSays(raw, httpManifest('https://pal.example/slack/events'), wrong);
    // The fourth line of the file holds the wrong one; about the two before it there is nothing to say.
    expect(said).toContain('\'"no"\'');
    expect(said.match(/^\S+\.mts[(:]\d+/gm)?.map((at) => Number(/\d+$/.exec(at)![0]))).toEqual([4]);
  });

  test('asks for the scopes that are used and no others', () => {
    expect(scopes.toSorted()).toEqual(Object.keys(SCOPE_USES).toSorted());
  });

  test('every scope’s use is in the code or in the manifest', () => {
    const commands = [
      ...raw.features.slash_commands.map((c) => c.command),
      ...raw.features.shortcuts.map((s) => s.callback_id),
    ];
    const known = new Set([...events, ...commands]);
    for (const [scope, uses] of Object.entries(SCOPE_USES)) {
      for (const use of uses) {
        const called = /^\w+\.\w+$/.test(use) && source.includes(`.${use}(`);
        expect(known.has(use) || called, `${scope}: ${use}`).toBe(true);
      }
    }
  });

  test('every method called has its scope in the list', () => {
    const calls = new Set(
      [...source.matchAll(/\.((?:chat|reactions|conversations|users|usergroups|files)\.\w+)\(/g)].map(
        (m) => m[1],
      ),
    );
    const listed = new Set(Object.values(SCOPE_USES).flat());
    expect([...calls].filter((c) => !listed.has(c ?? ''))).toEqual([]);
    expect(calls.size).toBeGreaterThan(13);
  });

  test('every event subscribed to is handled and has its scope', () => {
    const listed = new Set(Object.values(SCOPE_USES).flat());
    const free = new Set(['app_home_opened', 'app_uninstalled', 'tokens_revoked']);
    for (const event of events) {
      expect(source, event).toContain(`'${event.split('.')[0]}'`);
      expect(listed.has(event) || free.has(event), event).toBe(true);
    }
  });

  test('has the command and the message menus of the core, within Slack’s lengths', () => {
    expect(raw.features.slash_commands.map((c) => c.command)).toEqual([COMMAND]);
    const menus = commandTable.filter((c) => c.kind === 'messageMenu').map((c) => c.path[0]);
    expect(raw.features.shortcuts.map((s) => s.callback_id)).toEqual(menus);
    for (const s of raw.features.shortcuts) {
      expect(SHORTCUT_NAMES[s.callback_id]).toBe(s.name);
      expect(s.name.length).toBeLessThanOrEqual(24);
      expect(s.description.length).toBeLessThanOrEqual(150);
    }
    expect(raw.display_information.name.length).toBeLessThanOrEqual(35);
    expect(raw.display_information.description.length).toBeLessThanOrEqual(140);
  });

  test('over HTTP every address is the bot’s', () => {
    const made = JSON.stringify(httpManifest('https://pal.example/slack/events'));
    expect(made.match(/https:\/\/pal\.example\/slack\/events/g)).toHaveLength(3);
    expect(made).toContain('"socket_mode_enabled":false');
  });
});

describe('the setup page', () => {
  test.each(['ko', 'en', 'ja'] as const)('in %s is a whole page without script, style or token', (locale) => {
    const page = slackSetupPage({ locale, publicUrl: null });
    expect(page).toMatch(new RegExp(`^<!doctype html>\\n<html lang="${locale}">`));
    expect(page).not.toMatch(/<script|<style|style=|\son\w+=|https:\/\/pal/);
    for (const word of [
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
      'connections:write',
      'xoxb-',
      'xapp-',
      'doctor',
      '/invite',
    ]) {
      expect(page).toContain(word);
    }
    expect(page.match(/<li>/g)).toHaveLength(6);
  });

  test('the link carries the very manifest', () => {
    const link = new URL(createAppLink(manifest));
    expect(JSON.parse(link.searchParams.get('manifest_json') ?? '')).toEqual(raw);
  });

  test('an address in PUBLIC_URL is shown escaped, and only when it is https', () => {
    const shown = slackSetupPage({ locale: 'en', publicUrl: 'https://pal.example/"><script>' });
    expect(shown).not.toContain('<script>');
    expect(shown).toContain('https://pal.example/slack/events');
    expect(slackSetupPage({ locale: 'en', publicUrl: 'http://pal.example' })).toContain('PUBLIC_URL');
  });
});

describe('without a browser', () => {
  test('the operator’s command prints either manifest', async () => {
    const socket = await palHere(['slack-manifest'], {});
    expect(JSON.parse(socket.stdout)).toEqual(raw);
    const http = await palHere(['slack-manifest', '--http'], { PUBLIC_URL: 'https://pal.example.org' });
    expect(JSON.parse(http.stdout)).toEqual(httpManifest('https://pal.example.org/slack/events'));
  });

  test('and says what is missing for HTTP', async () => {
    const { code, stderr } = await palHere(['slack-manifest', '--http'], {
      PUBLIC_URL: 'http://pal.example.org',
    });
    expect(code).toBe(1);
    expect(stderr).toContain('PUBLIC_URL=https://');
  });
});
