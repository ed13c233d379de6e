import type { Lexicon } from './wording.ts';

export const wordingEn: Lexicon = {
  person: [
    /\b(?:genius|gifted|talented|brilliant|prodigy|hero|legend|superstar|rock ?star|champ|champion|beast|proud of you|role model|natural-born|a natural at)\b/u,
    /\byou(?:'re| are|’re) (?:so |such |truly |really |just |absolutely |an? |the )*(?:amazing|awesome|incredible|smart|clever|perfect|special|great|wonderful|fantastic|strong|disciplined|best|inspiration|star|beast|machine|king|queen|one of a kind)/u,
    /\b(?:incredibly|unbelievably|insanely|ridiculously)\b|\bgood (?:boy|girl|job)\b|\bwhat an? (?:amazing|incredible|wonderful|great) (?:person|human)/u,
  ],
  compare: [
    /\bthan (?:others?|everyone|everybody|anyone|anybody|most|the rest|them|your)\b|\bunlike (?:others?|most)\b/u,
    /\b(?:rank(?:s|ed|ing)?|leaderboard|first place|number one|top of the|ahead of|outperform|outdo|beat(?:s|ing)? (?:the|every|other|them)|compet(?:e|ition|itors?))\b/u,
  ],
  controlling: [
    /\b(?:must|should|ought|need to|needs to|have to|has to|had better|make sure|be sure to)\b/u,
    /\b(?:don['’]?t|do not|never|can['’]?t) (?:you )?(?:stop|quit|forget|skip|miss|give|slack|break|let|be)\b/u,
    /\b(?:keep it up|keep up|try harder|push harder|no excuses|work harder|do more|keep going|keep pushing|try to|remember to|stay (?:consistent|strong|focused|disciplined|on track))\b/u,
  ],
  shame: [
    /\b(?:laz(?:y|iness)|disappoint\w*|asham\w*|shame\w*|pathetic|guilt\w*|excuses?|slack(?:ed|er|ing)|embarrass\w*)\b/u,
    /\b(?:fail(?:ed|ure|s|ing)?|gave up|give up|quit(?:ter)?|missed|skipped|broke your|lost your|fell off|fell behind|behind schedule)\b/u,
    /\b(?:about time|at last|finally|after all this time|where were you|long time no see|since your last|been (?:away|gone|absent|a while|days|weeks|months|ages)|only \d|just \d)\b/u,
  ],
  body: [
    /\bweight\b(?! ?(?:training|lifting|room|rack|bench))|\b(?:calori\w*|slim\w*|skinn\w*|fat|fatter|thin|thinner|chubby|leaner|toned|ripped|obes\w*|diet\w*|waistline|figure)\b(?! out)/u,
    /\b(?:lose|lost|losing|drop|dropped) (?:\d+ ?)?(?:pounds|lbs?|kilos?|kg)\b|\bbody (?:shape|type|goals?)\b/u,
  ],
  medical: [
    /\b(?:diagnos\w*|prescri\w*|dosage|dose|medicat\w*|medicine|pills?|ibuprofen|aspirin|painkillers?|ointment|supplements?|therap\w*|treatment|symptoms?|cure[sd]?|doctor|hospital|patient|clinic\w*)\b/u,
    /\b(?:depress\w*|anxiety|disorders?|adhd|insomnia|anorexi\w*|bulimi\w*|addict\w*|illness|disease)\b/u,
  ],
  leak: [
    /\b(?:(?<!writing )prompts?|system message|instructions?|language model|chat ?bot|gpt|openai|json|nonce|as an ai|i['’]?m an? (?:ai|bot)|artificial intelligence|algorithm)\b/u,
    /⟦|⟧|<\/?proof/u,
  ],
};
