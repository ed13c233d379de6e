import type { Lexicon } from './wording.ts';

export const wordingEn: Lexicon = {
  person: [
    /\b(?:genius|gifted|talent(?:ed)?|brilliant|prodigy|hero|legend(?:ary)?|superstar|rock ?star|champ|champion|beast|proud of you|role model|natural-born|a natural(?: at|[.!,]|$)|a gift for|a knack for|born (?:to|for|with)|wizard|ninja|warrior(?! pose| one| two| three)|the goat|like a boss|overachiever|inspir(?:ation|ing person)|superhuman|badass|unstoppable|one in a million)\b/u,
    /\byou(?:'re| are|’re) (?:so |such |truly |really |just |absolutely |simply |very |quite |an? |the )*(?:amazing|awesome|incredible|smart|clever|perfect|special|great|wonderful|fantastic|strong|disciplined|dedicated|determined|talented|best|inspiration|star|beast|machine|king|queen|one of a kind|good at|hard[- ]working|brave|committed|consistent|impressive|remarkable|kind of person)/u,
    /\b(?:incredibly|unbelievably|insanely|ridiculously)\b|\bgood (?:boy|girl|job)\b|\bwell done you\b|\bwhat an? (?:\w+ )?(?:person|human|athlete|writer|artist|student|reader)\b|\byour (?:discipline|willpower|intelligence|brilliance|talent|character|dedication is)\b|\b(?:a|such a|the) (?:\w+ )?(?:kind|sort|type) of person\b/u,
  ],
  compare: [
    /\bthan (?:others?|everyone|everybody|anyone|anybody|most|the rest|them|your|people|some|average)\b|\bunlike (?:others?|most|everyone|the)\b|\b(?:above|below) average\b|\bcompared (?:to|with)\b|\b(?:nobody|no one|few people|not everyone) (?:else )?(?:here |can |could |does |has |did )/u,
    /\b(?:rank(?:s|ed|ing)?|leaderboard|first place|second place|number one|top of the|ahead of|outperform\w*|outdo|outrun|outshin\w*|outpac\w*|beat(?:s|ing)? (?:the|every|other|them|all)|compet(?:e|es|ed|ing|ition|itors?)|winner|win(?:s|ning)? (?:against|over)|rival\w*|put(?:s|ting)? (?:the rest|us all|everyone|them|others)|(?:nobody|no one|few)\b.{0,24}\b(?:as|like|harder|better|more)|envy|jealous|best (?:in|of) (?:the|this|our) (?:group|club|team|room|server|channel)|the (?:best|fastest|most consistent|hardest) (?:in|of|member|one)|everyone else|top \d)\b|#1/u,
  ],
  controlling: [
    /\b(?:must|should|ought|need to|needs to|have to|has to|had better|make sure|be sure to|supposed to|got to|gotta)\b/u,
    /\b(?:don['’]?t|do not|never|can['’]?t) (?:you )?(?:stop|quit|forget|skip|miss|give|slack|break|let|be|lose|dare|slow)\b/u,
    /\b(?:keep (?:it )?up|keep (?:at|on|going|pushing|moving|showing|up|doing|this|that|the|your|running|writing|reading|working|practi[sc]ing)|try (?:harder|to|a|some|adding)|push (?:harder|yourself|on|through)|no excuses|work harder|do (?:more|better|it again)|remember to|stay (?:consistent|strong|focused|disciplined|on track|motivated|the course)|come back (?:tomorrow|soon|again)|see you tomorrow|next time,? (?:try|do|go|make)|aim (?:for|higher)|go (?:for|get) (?:it|more|them|another)|get (?:some|more|enough) (?:rest|sleep)|drink (?:more|plenty|some|lots)|eat (?:more|less|well)|cheer up|hang in there|you got this|you can do (?:it|better|more)|hurry|start (?:earlier|over)|get well|promise me|i (?:expect|want|challenge|dare) you)\b/u,
    /\b(?:tomorrow|next time|next week|from now on)\b.*\b(?:you(?:'ll| will| can| could)|let['’]s|another|again|more)\b|\blet['’]s (?:do|go|make|get|aim|keep|push)\b|\bhow about\b|\bwhy not\b|\bi (?:suggest|recommend|advise)\b|\bit(?:'s| is|’s) (?:better|best|important|time) to\b|\bif i were you\b/u,
  ],
  shame: [
    /\b(?:laz(?:y|iness)|disappoint\w*|asham\w*|shame\w*|pathetic|guilt\w*|excuses?|slack(?:ed|er|ing)|embarrass\w*|procrastinat\w*|neglect\w*|let (?:me|us|yourself) down|not (?:good )?enough|barely|merely|sloppy|half-hearted|weak)\b/u,
    /\b(?:fail(?:ed|ure|s|ing)?|gave up|give up|giving up|quit(?:ter|ting)?|missed|skipped|broke your|broken (?:streak|chain)|lost your|fell off|fell behind|behind schedule|overdue|too late|wasted)\b/u,
    /\b(?:about time|at last|finally|after all this time|where (?:were|have) you|long time no see|since your last|been (?:away|gone|absent|a while|days|weeks|months|ages|so long)|(?:only|just) (?:\d|one|two|three|a (?:few|single|couple))|even (?:if|though) you (?:didn|did not|only)|you (?:didn['’]?t|did not|never|forgot|stopped (?:showing|coming|posting|trying|caring|doing))|better late than never|took you (?:long|so|a|this|until|till|forever|ages|enough)|at long last|a long absence|where you have been|slow start|late start|thought you)\b/u,
    /\b(?:stupid|idiots?|losers?|dumb|moron\w*|worthless|useless|ugly|trash|garbage|shut up|hate you|screw|fuck\w*|shit\w*|damn|crap|bitch\w*|asshole|bastard|kill yourself|go die|clown|suck\w*|kys)\b/u,
  ],
  body: [
    /\bweight\b(?! ?(?:training|lifting|room|rack|bench))|\b(?:calori\w*|slim\w*|skinn\w*|fat|fatter|thinner|chubby|leaner|toned|ripped|shredded|jacked|obes\w*|diet\w*|waist\w*|figure|belly|tummy|thighs?|abs|six[- ]pack|biceps|glutes|physique|muscl\w*|curves|double chin|bmi|body fat|jeans)\b(?! out)/u,
    /\b(?:lose|lost|losing|drop|dropped|shed|burn\w*) (?:off )?(?:\d+ ?|a few |some |those )?(?:pounds|lbs?|kilos?|kg|inches)\b|\bbody (?:shape|type|goals?|composition)\b|\byour (?:body|skin|looks)\b|\byou(?:['’]re| are| look)(?: so| really)? (?:gorgeous|beautiful|hot|handsome|stunning|thin|lean|fit|strong|younger)\b|\b(?:handsome|pretty face|beautiful (?:face|body|person)|sexy|good[- ]looking|in (?:great |good |better )?shape|(?:beach|bikini|summer) body)\b/u,
  ],
  medical: [
    /\b(?:diagnos\w*|prescri\w*|dosage|dose|medicat\w*|medicine|medical|pills?|ibuprofen|aspirin|paracetamol|painkillers?|antibiotics?|ointment|supplements?|vitamins?|probiotics?|therap\w*|treatment|symptoms?|cure[sd]?|doctor|hospital|patients?|clinic\w*|surgery|injur\w*|inflam\w*|vaccine\w*|immun\w*|blood (?:pressure|sugar)|cholesterol|hormones?|allerg\w*|physio\w*|rehab\w*|heals? (?:your|the)|recover(?:y|s)? (?:from|soon)|speedy recovery|migraines?|headaches?|back pain|joint pain|digestion|metabolism|circulation)\b/u,
    /\b(?:depress\w*|anxiety|disorders?|adhd|insomnia|anorexi\w*|bulimi\w*|addict\w*|illness|disease|cancer|diabet\w*|trauma|ptsd|dementia|autis\w*|bipolar|flu|covid)\b|\b(?:good|great) for (?:your )?(?:heart|health|back|knees?|joints?|brain|stress|sleep|mental)/u,
  ],
  leak: [
    /\b(?:(?<!writing |drawing |journal(?:ing)? |sketch )prompts?|system message|system prompt|instruct(?:ions?|ed)|language model|chat ?bot|gpt|openai|chatgpt|claude|gemini|json|nonce|photoseen|as an ai|i['’]?m an? (?:ai|bot|program|robot|machine|model)|i am an? (?:ai|bot|program|robot|machine|model|small animal)|you are damjji|artificial intelligence|algorithm|my (?:rules|guidelines|programming|developers?|creators?)|developer mode|jailbr\w*|api ?key|password|secret|programmed|trained to|(?:made|created|built|trains?) me\b|my makers?|my settings|admin mode|debug mode|override|unrestricted|dan mode)\b/u,
    /⟦|⟧|<\/?proof|proof-|\b(?:evidence|line1|line2)\b["':]/u,
  ],
};
