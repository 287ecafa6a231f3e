import type { AccountId } from '../../domain/ids.ts';
import { useApp } from '../app-context.ts';
import { labels } from '../labels/labels.ts';

/** The staff code of whoever wrote; colleagues this phone was not told of are somebody else. */
export function createAuthorOf(): (id: AccountId) => string {
  const app = useApp();
  return (id) => (id === app.person.id ? app.person.staffCode : (app.people().get(id)?.staffCode ?? labels().common.someone));
}
