import { labels } from '../../labels/labels.ts';
import { OpenForm } from './open-form.tsx';

/** A record to be corrected, at /sua/:id. */
export function EditScreen() {
  const words = () => labels().activities.form;
  return <OpenForm gone={{ title: words().noRecord, text: words().noRecordText }} />;
}
