import { Show } from 'solid-js';
import { factorDaysLeft, needsFactor } from '../../../domain/factor.ts';
import { READ_FACTORS } from '../../../protocol/endpoints/factors.ts';
import { SECURITY_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';
import { askOffice } from '../ask-office.ts';
import { createFetched } from '../create-fetched.ts';

/** People for whom nothing is left to be said until the app is opened anew. */
const reminded = new Set<string>();

/** Says how long a second factor can still be put off. Without a signal it says nothing: the office knows, and nothing hangs on it. */
export function FactorReminder() {
  const app = useApp();
  const words = () => labels().factor.reminder;
  const { value } = createFetched(
    () => (needsFactor(app.scope.roles) && !reminded.has(app.person.id) ? app.person.id : undefined),
    async () => {
      const answer = await askOffice(READ_FACTORS);
      if (answer.ok && answer.value.dueAt === undefined) reminded.add(app.person.id);
      return answer;
    },
  );
  return (
    <Show when={value()?.dueAt}>
      {(dueAt) => (
        <Notice level="warn" icon="lock">
          <p>
            <b>{words().title(factorDaysLeft(Date.parse(dueAt()), app.now()))}</b>
          </p>
          <p>{words().text}</p>
          <Key href={SECURITY_SCREEN}>{words().set}</Key>
        </Notice>
      )}
    </Show>
  );
}
