import { labels } from '../../labels/labels.ts';
import { OpenForm } from './open-form.tsx';

/** A draft that was begun earlier, at /nhap/:id. */
export function DraftScreen() {
  const words = () => labels().activities.draft;
  return <OpenForm gone={{ title: words().gone, text: words().goneText }} />;
}
