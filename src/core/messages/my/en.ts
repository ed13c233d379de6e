import { count } from '../challenge/count.ts';
import { erasing } from './erasing/en.ts';
import type { MyTexts } from './texts.ts';

export const my: MyTexts = {
  erasing,
  info: {
    title: '🔐 My data',
    kept: ({ checkIns, photos }) => [
      'Kept: ',
      checkIns > 0 ? `${count(checkIns, 'check-in')} with your words, ` : '',
      photos > 0 ? `${count(photos, 'photo')} (two small copies each, without the place), ` : '',
      'your name and what you set.',
    ],
    until: () => ['Talks with me are kept for 30 days, the rest until it is erased.'],
    seenBy: () => [
      'What you post in a channel is seen by the people there. Only you can call up your records; whoever runs this bot can read its database.',
    ],
    nothingSent: () => ['No AI model is set up, so your words and photos are sent nowhere.'],
    sent: ({ photos, safety }) => [
      `To cheer and to answer, your ${photos ? 'words and photos go' : 'words go'} to the AI model chosen by whoever runs this bot`,
      safety ? ', and to one that checks them for safety first.' : '.',
    ],
  },
};
