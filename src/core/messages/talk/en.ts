import { channels, command } from '../inline.ts';
import type { HandWritten, Speaker, TalkLines, TalkTexts } from './texts.ts';

type Answers = Readonly<Record<HandWritten, readonly TalkLines[]>>;

const answers = ({ name, sound }: Speaker): Answers => ({
  ai: [
    [`I am ${name}, an AI and not a person.`, 'I do read this thread closely, though.'],
    ["Yes, I'm an AI friend.", `${name} is the name I write cheers under.`],
    [`No person is typing here: I'm an AI called ${name}.`, 'I will always say so when asked.'],
  ],
  cannot: [
    ['That one is beyond me, small as I am.', 'What I can do is listed below.'],
    ['Counting proofs and cheering is all I know how to do.', 'The whole list is below.'],
    ['I cannot help with that one here.', 'The things I do know are below.'],
  ],
  thanks: [
    ['Those words brought a smile.', 'Thank you for stopping by.'],
    [`${capital(sound)}, and thank you too.`],
    ['That is a warm thing to hear.', 'I will nap well on it.'],
    ['The thanks goes both ways here.'],
    ['That made my whole day.'],
  ],
  hello: [
    [`${capital(sound)}, here I am.`, 'It is good to see you.'],
    ['Hello there, I was just looking your way.'],
    ['Welcome, this corner of the thread is warm.'],
    [`A friendly hello back from ${name}.`],
  ],
  tired: [
    ['You may put that load down here for a moment.', 'I am sitting quietly beside you.'],
    ['Thank you for telling me.', 'There is no rush in this corner.'],
    ['That sounds like a heavy day.', 'Silence is fine here too.'],
    ['Some days are like that.', 'I am here, small and warm.'],
    ['I heard you, and here is a small shoulder.'],
  ],
  hard: [
    ['Thank you for telling me.', 'I am here quietly beside you.'],
    ['That sounds heavy to carry.', 'Silence is welcome here.'],
    ['I read that slowly.', 'There is room to breathe in this corner.'],
    ['I am sitting here with you.'],
  ],
  other: [
    ['Thank you for telling me that.', 'Every word of it was welcome.'],
    ['I read it, and nodded quietly.'],
    ['Your words arrived safely.', 'I may not catch all of them, but I am here.'],
    [`${capital(sound)}, I am listening here.`],
    ['It is nice to hear from you.'],
    ['I listened to all of it.', 'I answer clumsily, but I mean it.'],
  ],
  enough: [
    ['That was a lovely long chat.', 'I will be quiet beside you for a while.'],
    ['I am full of our talk, in the best way.', 'I am going to rest a little.'],
    ['So much was said, and I liked it.', 'A short nap for me now.'],
  ],
});

const capital = (sound: string) => sound.charAt(0).toUpperCase() + sound.slice(1);

export const talk: TalkTexts = {
  answers: (to, speaker) => answers(speaker)[to],
  canDo: () => ['What I can do: ', command('help')],
  countsThere: (places) => [
    'Thank you for telling me. Proofs count in ',
    ...channels(places),
    ': post it there and I will count it at once.',
  ],
  notInThreads: () => [
    'Photos and files in threads are not counted. Post it in the channel, or pick "Count as check-in" from the menu of your message, and I will count it.',
  ],
  challengesAre: (places) => [
    'Challenges are on in ',
    ...channels(places),
    '. Post there, and I will count and cheer. See them all: ',
    command('challenge', 'list'),
  ],
  footer: 'AI reply',
};
