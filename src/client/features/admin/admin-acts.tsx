import { For, Show } from 'solid-js';
import type { AdminAct } from '../../../protocol/account.ts';
import { useApp } from '../../app-context.ts';
import { DOT, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { ask } from '../../ui/ask.tsx';
import { Key } from '../../ui/key.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';

const whatOf = ({ kind, person, role }: AdminAct): string =>
  labels().accounts.acts.kinds[kind](person.staffCode, role === undefined ? '' : labels().domain.roles[role]);

/** Asks whether another administrator shall be asked. */
export const askForSecond = (): Promise<boolean> => {
  const { acts } = labels().accounts;
  return ask({ title: acts.askTitle, text: acts.askText, confirm: acts.ask, cancel: labels().common.cancel });
};

/** What administrators did to each other's accounts; every administrator is told, and another one confirms what waits. */
export function AdminActs(props: { acts: readonly AdminAct[]; onConfirm: (act: AdminAct) => void; onDecline: (act: AdminAct) => void }) {
  const app = useApp();
  const words = () => labels().accounts.acts;
  const isOwn = (act: AdminAct): boolean => act.askedBy.id === app.person.id;
  const facts = (act: AdminAct): string => {
    const { state, askedAt, answeredBy, answeredAt } = act;
    const answered = answeredBy && answeredAt ? [words().answered(answeredBy.staffCode, formatTime(answeredAt, app.now()))] : [];
    return [formatTime(askedAt, app.now()), words().states[state], ...answered].join(DOT);
  };
  const confirm = async (act: AdminAct): Promise<void> => {
    const isSure = await ask({
      title: words().confirmTitle(whatOf(act)),
      text: [words().confirmText(act.askedBy.staffCode), ...(act.kind === 'code' ? [words().confirmCode] : [])].join(' '),
      confirm: words().confirm,
      cancel: labels().common.cancel,
    });
    if (isSure) props.onConfirm(act);
  };
  return (
    <Sheet>
      <SheetHead barred>{words().title}</SheetHead>
      <p class="pad meta">{words().rule}</p>
      <ul class="rows">
        <For each={props.acts}>
          {(act) => (
            <li class="pad stack-tight">
              <p>
                <b>{words().asked(act.askedBy.staffCode, whatOf(act))}</b>
              </p>
              <p class="meta">{facts(act)}</p>
              <Show when={act.state === 'waiting'}>
                <div class="row row-wrap">
                  <Show when={!isOwn(act)}>
                    <Key kind="main" onPress={() => void confirm(act)}>
                      {words().confirm}
                    </Key>
                  </Show>
                  <Key onPress={() => props.onDecline(act)}>{isOwn(act) ? words().takeBack : words().decline}</Key>
                </div>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </Sheet>
  );
}
