import type { LanguageModel, ModelAnswer, ModelQuestion } from '../language-model.ts';

/**
 * Asks a question with a photo, and again without it if the photo is refused: the model cannot see, the server does not take the
 * picture, or the budget is nearly spent. `question` builds each of them, so that the text never mentions a photo that is not sent.
 * `photoSeen`: whether the answer was given with the photo.
 */
export async function askWithOrWithoutPhoto<Answer>(
  model: LanguageModel,
  photo: Uint8Array | null,
  question: (photo: Uint8Array | null) => ModelQuestion<Answer>,
  signal: AbortSignal,
): Promise<{ readonly answer: ModelAnswer<Answer>; readonly photoSeen: boolean }> {
  const answer = await model.ask(question(photo), signal);
  const refused = photo !== null && answer.kind === 'unusable' && answer.reason === 'photo';
  if (!refused) return { answer, photoSeen: photo !== null };
  return { answer: await model.ask(question(null), signal), photoSeen: false };
}
