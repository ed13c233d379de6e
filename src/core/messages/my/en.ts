import { count } from '../challenge/count.ts';
import { command } from '../inline.ts';
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
    yours: () => [
      command('my', 'export'),
      ' gives you all of it as one file, and ',
      command('my', 'delete'),
      ' erases it.',
    ],
  },
  export: {
    here: () => ['Everything that is kept about you here is in this file. Only you can see it.'],
    direct: () => ['Everything that is kept about you here is in a file I sent you as a direct message.'],
    withoutPhotos: () => [
      'Photos are not in the file: it lists their names and sizes, and they are still on your posts.',
    ],
    tooLarge: () => [
      'You have so many records that the file is larger than I can send here. Whoever runs this bot can give it to you.',
    ],
  },
};
