import type { View } from '../views.ts';
import type { PictureSpec } from './spec.ts';

/** The picture that belongs to a view; null if it is text only. Pure. */
export function pictureOf(view: View): PictureSpec | null {
  switch (view.view) {
    case 'card':
      return view.picture;
    case 'note':
      return view.face ?? null;
    default:
      return null;
  }
}
