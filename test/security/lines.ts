/** The security bar, line by line: what is defended, and the test that attacks it (a piece of its name, where it stands). */
export const securityLines: readonly {
  readonly line: number;
  readonly what: string;
  readonly file: string;
  readonly test: string;
}[] = [
  {
    line: 1,
    what: "Slack's signature",
    file: 'integration/slack/intake.test.ts',
    test: 'unsigned, bent and unsigned-for-this-body',
  },
  {
    line: 1,
    what: "the date of Slack's signature",
    file: 'integration/slack/intake.test.ts',
    test: 'seconds from now is answered',
  },
  {
    line: 1,
    what: 'a replay within its time',
    file: 'integration/slack/whole.test.ts',
    test: 'counted once however often it comes',
  },
  {
    line: 2,
    what: 'ids of another workspace',
    file: 'security/tenants.test.ts',
    test: 'every button that is not for them is refused and logged',
  },
  {
    line: 3,
    what: 'forged buttons and forms',
    file: 'security/tenants.test.ts',
    test: 'is refused and logged',
  },
  {
    line: 4,
    what: 'forged addresses of pictures',
    file: 'security/picture-links.test.ts',
    test: 'whichever character of it is changed',
  },
  {
    line: 4,
    what: 'addresses for another purpose',
    file: 'security/picture-links.test.ts',
    test: 'signed with the true key, but for another purpose',
  },
  {
    line: 5,
    what: 'reading changes nothing',
    file: 'integration/web/security.test.ts',
    test: 'however often everything is read',
  },
  {
    line: 6,
    what: 'a secret that is replaced',
    file: 'security/picture-links.test.ts',
    test: 'good until they end, then gone',
  },
  {
    line: 7,
    what: 'headers of every route',
    file: 'integration/web/security.test.ts',
    test: 'is guarded, and holds nothing inline',
  },
  {
    line: 8,
    what: 'names and texts in pages',
    file: 'browser/page.test.ts',
    test: 'names and words that look like markup stay words',
  },
  {
    line: 8,
    what: 'names and texts in pictures',
    file: 'pictures/words.test.ts',
    test: 'without direction controls',
  },
  {
    line: 9,
    what: 'rebinding and cross-site requests',
    file: 'integration/web/security.test.ts',
    test: 'answers this machine only',
  },
  { line: 10, what: 'limits of HTTP', file: 'integration/web/limits.test.ts', test: '5 MB of JSON' },
  {
    line: 11,
    what: 'errors tell nothing',
    file: 'integration/web/security.test.ts',
    test: 'neither stack nor path nor version',
  },
  {
    line: 12,
    what: 'file hosts',
    file: 'photos/safe-fetch.test.ts',
    test: 'a literal private address is refused',
  },
  {
    line: 13,
    what: 'rebinding between check and connect',
    file: 'photos/safe-fetch.test.ts',
    test: 'private when connected to gains nothing',
  },
  {
    line: 14,
    what: 'redirects',
    file: 'photos/safe-fetch.test.ts',
    test: 'is not followed, and the token stays',
  },
  {
    line: 15,
    what: 'lengths, bombs and drips',
    file: 'photos/safe-fetch.test.ts',
    test: 'a compressed bomb nobody asked for',
  },
  { line: 16, what: 'an old sharp', file: 'photos/process.test.ts', test: 'sharp is new enough' },
  { line: 17, what: 'loaders', file: 'photos/process.test.ts', test: 'has its other doors closed' },
  { line: 17, what: 'lying brands', file: 'photos/process.test.ts', test: 'brands that lie about the codec' },
  { line: 18, what: 'pixels', file: 'photos/decoder.test.ts', test: 'five bombs at once' },
  { line: 19, what: 'the decoder', file: 'photos/decoder.test.ts', test: 'has no secret in its environment' },
  { line: 20, what: 'HEIC', file: 'photos/process.test.ts', test: 'a turned HEIC is turned once' },
  {
    line: 21,
    what: 'places and polyglots',
    file: 'photos/process.test.ts',
    test: 'the place in a HEIC is gone',
  },
  { line: 22, what: 'stored names', file: 'photos/blobs.test.ts', test: 'what is put can be read' },
  {
    line: 23,
    what: 'a quota a member and day',
    file: 'security/quota.test.ts',
    test: 'a hundred photos a day',
  },
  {
    line: 24,
    what: 'what a model could give away',
    file: 'security/model-sees.test.ts',
    test: 'no tools, no secrets and nobody else',
  },
  {
    line: 25,
    what: 'orders in what a model reads',
    file: 'security/injections/injections.test.ts',
    test: 'is not said by a model that obeys',
  },
  {
    line: 26,
    what: 'generated pings',
    file: 'integration/discord/render.test.ts',
    test: 'nobody is pinged even if pings were allowed',
  },
  {
    line: 27,
    what: 'the cap on cost',
    file: 'integration/budget/budget.test.ts',
    test: 'hold while fifty cheers are written at once',
  },
  {
    line: 30,
    what: 'secrets and words in logs',
    file: 'security/canaries.test.ts',
    test: 'neither tokens nor words reach logs',
  },
  {
    line: 31,
    what: 'forged log lines',
    file: 'security/canaries.test.ts',
    test: 'a log line stays one line',
  },
  {
    line: 32,
    what: 'intents',
    file: 'integration/discord/managers.test.ts',
    test: 'exactly the intents that are used',
  },
  {
    line: 32,
    what: 'scopes',
    file: 'integration/slack/manifest.test.ts',
    test: 'asks for the scopes that are used and no others',
  },
];
