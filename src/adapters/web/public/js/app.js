import { createApi, Refused } from './api.js';
import { h } from './dom.js';
import { createDrafts } from './drafts.js';
import { listen } from './feed.js';
import { LANGUAGES, pickLanguage } from './i18n.js';
import { createPage } from './page.js';
import { applyTheme, remember, remembered, theme } from './prefs.js';
import { threadHere } from './steps.js';
import { announcer } from './tell.js';

/** @typedef {import('./i18n.js').Lang} Lang */

const FIRST_MEMBER = 'minji';
const place = /** @type {HTMLElement} */ (document.getElementById('app'));
let member = remembered('member') ?? FIRST_MEMBER;
let lang = pickLanguage();
const drafts = createDrafts();
let stop = () => {};
/** How many loads were started; the result of a load is dropped if a later one was started. */
let loads = 0;
/** The open thread. One that covered the channel is opened again after a reload. @type {string | null} */
let openRoot = threadHere();
/** @type {ReturnType<typeof createPage> | null} */
let shown = null;

/** Switches to another member or language, remembers it and loads the page again. @param {{ member?: string, lang?: Lang }} what */
function change(what) {
  member = what.member ?? member;
  lang = what.lang ?? lang;
  if (what.member) remember('member', what.member);
  if (what.lang) remember('lang', what.lang);
  void show().then((page) => {
    if (what.member && page) announcer()(page.t.switchedTo(page.nameOf(member)));
  });
}

/** Loads the channel and shows it, then listens for events from exactly that point on. */
async function show() {
  const load = ++loads;
  stop();
  const api = createApi(member, lang);
  const channel = await api.channel().catch((error) => {
    if (error instanceof Refused) return error;
    throw error;
  });
  if (load !== loads) return null;
  openRoot = shown ? shown.openRoot() : openRoot;
  shown = null;
  if (channel instanceof Refused) {
    if (channel.problem === 'unknownMember' && member !== FIRST_MEMBER) change({ member: FIRST_MEMBER });
    else lost(channel, load);
    return null;
  }
  document.documentElement.lang = lang;
  document.title = `#${channel.channel.name} · ${channel.pals.house.name}`;
  document.documentElement.dataset.pal = channel.pals.house.character;
  const page = createPage({ channel, api, lang, drafts, change });
  shown = page;
  place.replaceChildren(page.element);
  page.draw();
  page.list.toEnd();
  page.composer.restore();
  if (!matchMedia('(pointer: coarse)').matches) page.composer.focus();
  if (openRoot !== null && page.messages.get(openRoot)) page.openThread(openRoot);
  else showLinked(page);
  stop = listen({
    url: api.eventsUrl,
    cursor: channel.cursor,
    onEvent: (event) => page.happened(event, () => void show()),
    onState: page.connected,
  });
  return page;
}

/** Goes to the message of a link such as `#m12`. @param {ReturnType<typeof createPage>} page */
function showLinked(page) {
  const id = /^#m(\d+)$/.exec(location.hash)?.[1];
  if (id) void page.goTo(id);
}

/** Tells that the server does not answer, and tries again after two seconds. @param {Refused} refused @param {number} load */
function lost(refused, load) {
  place.replaceChildren(
    h(
      'main',
      { class: 'lost' },
      h('img', { src: '/damjji/worried.svg', alt: '', width: 160, height: 160 }),
      h('p', {}, LANGUAGES[lang].problems[refused.problem]),
    ),
  );
  setTimeout(() => load === loads && void show(), 2000);
}

addEventListener('popstate', () => shown?.stepped(threadHere()));
applyTheme(theme());
void show();
