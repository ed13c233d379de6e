/**
 * Top-level domains people write without a scheme, as alternatives of a regular expression. Those that are also file endings
 * (.js, .py, .md) are left out: in a proof they name a member's work, not a site.
 */
export const domainEndings =
  'com|net|org|info|biz|edu|gov|io|ai|app|dev|co|me|gg|tv|ly|be|to|gl|link|site|xyz|shop|store|online|club|blog|page|kr|jp|us|uk|cn|de|fr|ru|한국|みんな';
