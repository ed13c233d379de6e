import type { CareTexts } from './texts.ts';

export const en: CareTexts = {
  reviewed: { on: '2026-11-21', byClinician: null },
  title: 'A quiet note',
  opening: {
    selfHarm:
      'I read what you posted. It sounds as if you are going through a very hard time, and I care, so this is a note instead of a cheer.',
    eatingDisorder:
      'I read what you posted. It sounds as if eating is causing you a lot of pain, and I care, so this is a note instead of a cheer.',
    abuse:
      'I read what you posted. It sounds as if somebody is hurting you. That is never the fault of the one it happens to.',
    crisisOfAnother:
      'I read what you posted. It must weigh on you to see somebody close go through this. Whoever stands beside them needs a place to lean on, too.',
  },
  lines:
    'You do not have to carry this alone. There are people who listen at the places below. You do not need to know what to say first.',
  noLines:
    'You do not have to carry this alone. A single word to somebody you trust, or to a help line where you are, is enough to begin with.',
  danger:
    'If you feel in danger right now, tell somebody near you and call the emergency number of the place you are in.',
  mistaken:
    'I am a program, not a person, and I may have read it wrong. If so, please just pass by. Your check-in stays as it is, and no other member sees this note.',
  country: { KR: 'Korea', JP: 'Japan', US: 'USA' },
  always: '24 hours',
  here: 'Your words arrived. I am here.',
  manager:
    'One member of a challenge may need a kind ear these days. I do not tell who or what was written. Asking after people as warmly as you always do is enough.',
};
