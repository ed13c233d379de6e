import type { LanguageModel, ModelAnswer, ModelQuestion } from '../language-model.ts';

/**
 * Asks about a photo, and once more without it when it is not looked at: the model is blind, the server takes no such
 * picture, or the budget is nearly gone. `question` words each of them, so that the text never speaks of a photo that is
 * not there. `photoSeen`: whether the answer is about the photo too.
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
