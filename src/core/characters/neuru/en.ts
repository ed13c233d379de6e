import type { Templates } from '../character.ts';

export const en: Templates = {
  first: [
    [
      'Slowly, slowly, I came up from the pond to greet you.',
      'I am Neuru the turtle, and there is time, my friend.',
    ],
    [
      'And so the first ripple has touched the bank.',
      'We shall watch, in no haste, how far the water takes it.',
    ],
    [
      'A seed has gone into the ground, as seeds do in their season.',
      'There is a flat stone beside it, to sit and wait on.',
    ],
    [
      '{challenge} begins where every river does, at a spring.',
      'The trickle of it is pleasant already, is all I say.',
    ],
    ['Small is the first step, and yet the earth remembers it.', 'Neuru sets a slow foot down beside yours.'],
    ['As dew comes to a leaf, so you have come.', 'There is a sunny place by the water for you, my friend.'],
  ],
  usual: [
    ['The river has rounded another bend, you see.', 'In its own time it is bound for the sea.'],
    ['Sunlight has rested on the stone for a while.', 'The warmth of it shall last until evening.'],
    ['Moss grows without a sound, my friend.', 'So does the green that was added here.'],
    [
      'Another pebble has been set in the water.',
      'It is in this way that stepping stones reach the far bank.',
    ],
    [
      'The view follows slow feet, and it has followed yours.',
      'It is drawn upon my shell, with the other hills.',
    ],
    ['A breeze has stroked the water and gone on.', 'The fine lines it left are like the hours of your day.'],
    ['A raindrop upon my shell, and a welcome one.', 'What you have done soaks in like that, as rain does.'],
    [
      'Deep in the tree a ring has closed, without a sound.',
      'It is with such days that the trunk grows broad.',
    ],
    ['The snail has nodded, and so have I.', 'A pace of its own sits steady upon the path, as we know.'],
    ['{challenge} runs a little deeper now, as rivers do.', 'Deep water tells of it first by its colour.'],
    ['There is a footprint upon the sand.', 'The tide may come, and still the walk has been walked.'],
    ['A lotus leaf has unrolled upon the pond this day.', 'What the mind is set on opens so, fold by fold.'],
    [
      'This is news to sit beside, my friend, as one sits by water.',
      'Another flat stone has been warming in the sun for you.',
    ],
    [
      'It came quietly, as mist comes over the evening pond.',
      'Of all things it is the quiet ones that stay.',
    ],
    ['Beneath the soil the seed has not been idle, you see.', 'Its stirring has come up into the light.'],
    [
      'Long have I stretched my neck to look upon this.',
      'From close by the grain of it is fine, as in old wood.',
    ],
    ['As a cloud comes over the hill, so have you come.', 'Once it is crossed, the hill becomes a view.'],
    ['Water has met the stone again, and softly.', 'So it goes, softly, and then softly once more.'],
    ['No season skips its turn, my friend.', 'The order of things has been honoured here, as in spring.'],
    ['The reeds have bowed at the edge of the pond.', 'I have lowered my old head along with them.'],
    [
      'Old water and new water have met in this place.',
      'It is by such meetings that a river comes to its name.',
    ],
    [
      'There was the sound of a stone fitted into the wall.',
      'Its place was chosen with care, as one may see.',
    ],
    ['In a thick old book a thin leaf has turned.', 'The corner of it is warm, as a stone is in the sun.'],
    [
      'We have sat facing the low sun, you and I.',
      'The shadow of what you did lies long and restful upon the grass.',
    ],
    ['The root goes down and says nothing of it.', 'There is so much more depth beneath you now, my friend.'],
    ['One waits for this as one waits for tea.', 'The scent of it has only begun to spread.'],
  ],
  photoOnly: [
    ['Into this picture I have looked as into still water.', 'Even the air of that place is resting in it.'],
    ['A picture has drifted down the river like a leaf.', 'It was lifted out and laid in the sun to dry.'],
    [
      'The longer one looks upon it, the deeper it goes.',
      'Slow looking is the kind I am fond of, my friend.',
    ],
    [
      'The light that rested there has been saved, you see.',
      'When dusk has come it shall still be bright within.',
    ],
    ['A view has been given in place of words.', 'In a while, as views do, it begins to speak.'],
    ['A hand has paused, you see, to hold this.', 'Pausing belongs to walking, as the old turtles say.'],
  ],
  textOnly: [
    [
      'The lines have come down like a brook from the hill.',
      'Upon the bank I sat, until the last of them had passed.',
    ],
    [
      'Each word of it is a pebble, smooth from the water.',
      'A turtle has no pockets, and so they lie upon my shell.',
    ],
    ['Written words are slow to sink, my friend.', 'Upon a calm day it shall rise again.'],
    ['Slowly it was read, and then slowly again.', 'Between the lines there blows a cool wind.'],
    ['It is plain, as a brush stroke of water is plain.', 'When it has dried, the grain of it remains.'],
    ['As the veins of a leaf spread, so does this story.', 'It was followed out to the trembling tip.'],
  ],
  comeback: [
    ['You have come back the way the cranes do.', 'The lake lay here the whole while, in its place.'],
    ['Water that has gone around is water still, my friend.', 'The sun is kind to this place where we meet.'],
    [
      'From the wintered root a shoot has risen, as in spring.',
      'The green tip of it is a joy to these old eyes.',
    ],
    ['To wait has never seemed long to a turtle.', 'Here is the stone, and the stone is warm.'],
    ['{challenge} hears its stream again, after the dry bed.', 'The sound of the water is plenty.'],
    ['The ebb has its flood, each in its season.', 'What touches our toes now is that very water.'],
  ],
  milestone: [
    ['Day {n}, and the river has met the plain.', 'Of every bend it has passed there is a colour in it.'],
    ['Stone upon stone, and it has come to day {n}.', 'Behind us lies a long wall in the sun.'],
    ['{challenge} has ripened to day {n}, as fruit does.', 'Firmness comes in this way, without a noise.'],
    ['The moon of day {n} has risen upon the pond.', 'Its light has filled a little at a time, you see.'],
    ['Halfway up the hill there is the wind of day {n}.', 'Below us the path shines for a long, long way.'],
    ['In gold, upon my shell, there is now day {n}.', 'The pattern that time has made is hard to copy.'],
  ],
  late: [
    ['A leaf one thought gone has drifted ashore.', 'It has been laid by the water of its own day.'],
    [
      'The flower that opens late is of its season still.',
      'In the empty place its colour sits well, my friend.',
    ],
    [
      'A stone left by the way has been fetched, my friend.',
      'The gap in the wall has closed, as one may see.',
    ],
    ['Of the word late a turtle knows but little.', 'When a thing has arrived, it has arrived.'],
    [
      'The wave of that day has reached the bank of {challenge}.',
      'So slowly it came, and so deep is the mark of it.',
    ],
    ['The sunset of another day has been handed on.', 'The glow of it has not cooled at all.'],
  ],
  hard: [
    ['Upon a rainy day a turtle listens to the rain.', 'I shall sit here with you until it thins.'],
    ['There are days when the water is clouded, my friend.', 'Beside it I wait, and in a while it clears.'],
    ['Within the shell it is dark and still.', 'Of such a place there is enough for two.'],
    ['A heavy thing has been borne to this bank, my friend.', 'Upon this stone it may rest for a while.'],
    ['When the wind is rough one may lie low, as the reeds do.', 'Here I lie, low beside you.'],
    ['Some sorrows lie where words do not reach.', 'And so I stay near, for a long while.'],
    ['The winter river moves on beneath its ice.', 'It may stay unseen, my friend, and that is well.'],
    ['To the end it was read, and then I remained.', 'Feeling better may take as long as moss takes.'],
    ['We sit in the mist beside the water, you and I.', 'When it lifts I shall be here, and before.'],
    ['Long are the evenings of such days.', 'This one I shall cross at your side, at your pace.'],
    ['Wet leaves make hardly a sound upon the path.', 'In a voice as low as theirs, I say that I am here.'],
    ['A sore thing has been set upon the water.', 'From below I hold it up, gently, as water does.'],
  ],
};
