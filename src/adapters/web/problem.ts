import type { Context } from 'hono';
import { type Locale, pickLocale } from '../../core/model/locale.ts';
import type { Problem, WireProblem } from './wire.ts';

const STATUS: Readonly<Record<Problem, 400 | 403 | 404 | 405 | 413 | 422 | 500 | 503 | 507>> = {
  empty: 422,
  tooLong: 422,
  tooManyPhotos: 422,
  photoTooLarge: 413,
  full: 507,
  notYours: 403,
  notFound: 404,
  unknownMember: 422,
  unknownCommand: 422,
  missingOption: 422,
  noSuchMember: 422,
  invalid: 400,
  tooLarge: 413,
  foreign: 403,
  notHere: 404,
  method: 405,
  busy: 503,
  failed: 500,
};

/** A request is refused for a reason that the page has a sentence for. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem';
  readonly problem: Problem;
  readonly about: string | undefined;

  constructor(problem: Problem, about?: string) {
    super(problem);
    this.problem = problem;
    this.about = about;
  }
}

const SENTENCES: Readonly<
  Record<'foreign' | 'notHere' | 'method' | 'failed', Readonly<Record<Locale, string>>>
> = {
  foreign: {
    ko: '이 페이지는 로그인이 없어서 이 컴퓨터에서만 열려요.',
    en: 'This page has no login, so it only opens on its own machine.',
    ja: 'このページはログインがないため、このコンピューターでだけ開けます。',
  },
  notHere: { ko: '여기에는 아무것도 없어요.', en: 'There is nothing here.', ja: 'ここには何もありません。' },
  method: {
    ko: '이렇게는 요청할 수 없어요.',
    en: 'This cannot be asked that way.',
    ja: 'その呼び方はできません。',
  },
  failed: {
    ko: '문제가 생겼어요. 잠시 뒤에 다시 해 주세요.',
    en: 'Something went wrong. Please try again in a moment.',
    ja: '問題が起きました。少ししてからもう一度お試しください。',
  },
};

/** The response to a refused request: JSON for the page's own calls, a small HTML page for people. Never contains a cause. */
export function refuse(c: Context, problem: Problem, about?: string): Response {
  const body: WireProblem = about === undefined ? { problem } : { problem, about };
  const status = STATUS[problem];
  const asksForPage = !c.req.path.startsWith('/api/') && (c.req.header('accept') ?? '').includes('text/html');
  if (!asksForPage || !(problem in SENTENCES)) return c.json(body, status);
  const locale = pickLocale((c.req.header('accept-language') ?? '').split(',')) ?? 'ko';
  return c.html(page(locale, SENTENCES[problem as keyof typeof SENTENCES][locale]), status);
}

const page = (locale: Locale, sentence: string): string => `<!doctype html>
<html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Boost Pal</title><link rel="stylesheet" href="/css/base.css">
<main class="lost"><img src="/damjji/worried.svg" alt="" width="160" height="160"><p>${sentence}</p></main></html>
`;
