/**
 * Endings of the domains people write without a scheme, for use in a pattern. File endings such as .js, .py and .md
 * are left out: in a proof they name work, not sites.
 */
export const domainEndings =
  'com|net|org|info|biz|edu|gov|io|ai|app|dev|co|me|gg|tv|ly|be|to|gl|link|site|xyz|shop|store|online|club|blog|page|kr|jp|us|uk|cn|de|fr|ru|한국|みんな';
