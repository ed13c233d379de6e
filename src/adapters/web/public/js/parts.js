import { h, icon } from './dom.js';
import { altOf, faceOf } from './face.js';
import { LANGUAGES } from './i18n.js';
import { openMenu } from './menu.js';
import { avatar } from './message.js';
import { applyTheme, remember, THEMES, theme } from './prefs.js';
import { buttonRow, lineNodes } from './view.js';

/**
 * @typedef {import('./types.js').Page} Page
 * @typedef {import('./i18n.js').Lang} Lang
 */

/** The name of each language in that language. */
const LANGUAGE_NAMES = { ko: '한국어', en: 'English', ja: '日本語' };
const THEME_ICONS = /** @type {const} */ ({ auto: 'auto', light: 'sun', dark: 'moon' });

/** The bar above the channel: its name, the language and the theme. @param {Page} page */
export function channelBar(page) {
  const { channel } = page;
  return h(
    'header',
    { class: 'bar' },
    h('img', { src: faceOf(page.pals.house, 'happy'), alt: '', class: 'bar-face', width: 32, height: 32 }),
    h('h1', {}, h('span', { class: 'hash', 'aria-hidden': 'true' }, '#'), channel.channel.name),
    languageButton(page),
    themeButton(page),
  );
}

/** @param {Page} page */
function languageButton(page) {
  const { t } = page;
  const button = h(
    'button',
    {
      type: 'button',
      class: 'pill language',
      'aria-label': t.language,
      title: t.language,
      onclick: () =>
        openMenu(
          button,
          'list',
          /** @type {Lang[]} */ (Object.keys(LANGUAGES)).map((lang) => ({
            label: LANGUAGE_NAMES[lang],
            checked: lang === page.lang,
            act: () => page.change({ lang }),
          })),
        ),
    },
    LANGUAGE_NAMES[page.lang],
    icon('chevron'),
  );
  return button;
}

/** @param {Page} page */
function themeButton(page) {
  const { t } = page;
  const draw = () => button.replaceChildren(icon(THEME_ICONS[theme()]));
  const button = h('button', {
    type: 'button',
    class: 'tool theme',
    'aria-label': t.theme,
    title: t.theme,
    onclick: () =>
      openMenu(
        button,
        'list',
        THEMES.map((chosen) => ({
          label: t.themes[chosen],
          leading: icon(THEME_ICONS[chosen]),
          checked: chosen === theme(),
          act: () => {
            remember('theme', chosen);
            applyTheme(chosen);
            draw();
          },
        })),
      ),
  });
  draw();
  return button;
}

/** The button left of the box that shows whom the visitor acts as, and changes it. @param {Page} page */
export function whoButton(page) {
  const { t, channel } = page;
  const name = page.nameOf(channel.me);
  const button = h(
    'button',
    {
      type: 'button',
      class: 'who-button',
      'aria-label': t.writingAs(name),
      title: t.writingAs(name),
      onclick: () =>
        openMenu(
          button,
          'list',
          channel.members.map((member) => ({
            label: member.manager ? `${member.name} · ${t.host}` : member.name,
            leading: avatar(page, member.id),
            checked: member.id === channel.me,
            act: () => page.change({ member: member.id }),
          })),
        ),
    },
    avatar(page, channel.me),
    icon('chevron'),
  );
  return button;
}

/** The side bar: the channel, and the sample members to act as. @param {Page} page */
export function sideBar(page) {
  const { t, channel } = page;
  return h(
    'nav',
    { class: 'side', 'aria-label': t.channels },
    h(
      'div',
      { class: 'brand' },
      h('img', { src: faceOf(page.pals.house, 'happy'), alt: '', width: 52, height: 52 }),
      h('div', {}, h('p', { class: 'brand-name' }, channel.workspace), h('p', { class: 'fine' }, t.tagline)),
    ),
    h('h2', {}, t.channels),
    h(
      'p',
      { class: 'side-channel', 'aria-current': 'page' },
      h('span', { class: 'hash', 'aria-hidden': 'true' }, '#'),
      channel.channel.name,
    ),
    h('h2', { id: 'people' }, t.people),
    h(
      'ul',
      { class: 'people', 'aria-labelledby': 'people' },
      channel.members.map((member) =>
        h(
          'li',
          {},
          h(
            'button',
            {
              type: 'button',
              'aria-pressed': String(member.id === channel.me),
              data: { member: member.id },
              onclick: () => page.change({ member: member.id }),
            },
            avatar(page, member.id),
            h('span', { class: 'person-name' }, member.name),
            member.manager && h('span', { class: 'tag' }, t.host),
            member.id === channel.me && icon('check'),
          ),
        ),
      ),
      h(
        'li',
        { class: 'people-pal' },
        avatar(page, 'pal'),
        h('span', { class: 'person-name' }, page.pals.house.name),
        h('span', { class: 'tag' }, t.palTag),
      ),
    ),
    h('p', { class: 'fine side-foot' }, channel.open ? t.openToAll : t.noLogin),
  );
}

/**
 * The pinned welcome above the messages.
 * @param {Page} page
 * @param {import('../../wire.ts').WireMessage} message
 */
export function pinnedNote(page, message) {
  const { view } = message;
  if (view?.shape !== 'card') return h('div');
  return h(
    'details',
    { class: 'pinned', open: innerHeight > 700 && innerWidth > 700 },
    h(
      'summary',
      {},
      icon('pin'),
      h('span', { class: 'unseen' }, page.t.pinned),
      h('strong', {}, view.heading ?? page.t.pinned),
      icon('chevron'),
    ),
    h(
      'div',
      { class: 'pinned-lines' },
      view.lines.map((line) => h('p', {}, lineNodes(page, line))),
      buttonRow(page, view.buttons, message.id),
    ),
  );
}

/** What to do first, shown while there are no messages. @param {Page} page */
export function emptyNote(page) {
  const { t, channel } = page;
  const host = channel.members.find((member) => member.id === channel.me)?.manager === true;
  return [
    h('img', {
      src: faceOf(page.pals.house, 'waving'),
      alt: altOf(page, page.pals.house, 'waving'),
      width: 160,
      height: 160,
    }),
    h('h2', {}, t.emptyTitle),
    h('p', {}, t.emptyText(host, page.pals.house.name)),
  ];
}
