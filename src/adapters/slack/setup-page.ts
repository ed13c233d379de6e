import { LOCALES, type Locale } from '../../core/model/locale.ts';
import { createAppLink, httpManifest, manifest } from './manifest.ts';
import { type SetupStep, type SetupWords, setupWords } from './setup-words.ts';

export interface SetupPageOptions {
  readonly locale: Locale;
  /** The bot's public https URL (PUBLIC_URL), for events over HTTP; if null, only Socket Mode is shown. */
  readonly publicUrl: string | null;
}

const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = { ko: '한국어', en: 'English', ja: '日本語' };

/**
 * The page that guides an admin through creating the Slack app: a whole HTML document without scripts or inline styles. It shows no
 * token. To be served at /setup/slack (`?lang=ko|en|ja`).
 */
export function slackSetupPage({ locale, publicUrl }: SetupPageOptions): string {
  const words = setupWords[locale];
  const languages = LOCALES.map((l) =>
    l === locale
      ? `<b>${LANGUAGE_NAMES[l]}</b>`
      : `<a href="?lang=${l}" hreflang="${l}" lang="${l}">${LANGUAGE_NAMES[l]}</a>`,
  );
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(words.title)}</title>
<link rel="stylesheet" href="/css/base.css">
<link rel="stylesheet" href="/css/setup.css">
<link rel="icon" type="image/svg+xml" href="/damjji/happy.svg">
</head>
<body class="setup">
<main>
<nav>${languages.join(' · ')}</nav>
<h1>${escapeHtml(words.title)}</h1>
<p>${escapeHtml(words.intro)}</p>
<ol>
${words.steps.map((s) => `<li><h2>${escapeHtml(s.title)}</h2><p>${escapeHtml(s.text)}</p>${shown(s, words)}</li>`).join('\n')}
</ol>
<details>
<summary>${escapeHtml(words.httpTitle)}</summary>
${httpPart(words, publicUrl)}
</details>
</main>
</body>
</html>
`;
}

function shown(step: SetupStep, words: SetupWords): string {
  switch (step.show) {
    case 'createLink':
      return (
        `<p><a href="${escapeHtml(createAppLink(manifest))}" target="_blank" rel="noopener noreferrer">` +
        `${escapeHtml(words.create)}</a></p><details><summary>${escapeHtml(words.manifest)}</summary>` +
        `${code(JSON.stringify(manifest, null, 2))}</details>`
      );
    case 'env':
      return code('SLACK_BOT_TOKEN=xoxb-…\nSLACK_APP_TOKEN=xapp-…');
    case 'doctor':
      return code('npm run pal -- doctor');
    case 'invite':
      return code('/invite @Boost Pal\n/boost challenge create');
    default:
      return '';
  }
}

function httpPart(words: SetupWords, publicUrl: string | null): string {
  if (publicUrl === null || !publicUrl.startsWith('https://'))
    return `<p>${escapeHtml(words.httpNeedsUrl)}</p>`;
  const made = httpManifest(new URL('/slack/events', publicUrl).href);
  const link = `<p><a href="${escapeHtml(createAppLink(made))}" target="_blank" rel="noopener noreferrer">${escapeHtml(words.create)}</a></p>`;
  return `<p>${escapeHtml(words.httpText)}</p>${link}${code(JSON.stringify(made, null, 2))}`;
}

const code = (text: string): string => `<pre><code>${escapeHtml(text)}</code></pre>`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (s: string): string => s.replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);
