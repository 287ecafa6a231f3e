import { type Accessor, createSignal } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import type { ItemCode, PlanId, UnitId } from '../../../domain/ids.ts';
import { lacksLead, livingNodes } from '../../../domain/plan-draft/plan-draft.ts';
import { type DraftedPlan, toPlan } from '../../../domain/plan-draft/save.ts';
import { textLeft } from '../../../domain/plan-draft/typed.ts';
import { checkPlan, checkSuccessor, type PlanIssue } from '../../../domain/plan-life.ts';
import { SAVE_PLAN } from '../../../protocol/endpoints/plans.ts';
import { SET_ALIASES } from '../../../protocol/endpoints/reference.ts';
import type { App } from '../../app-context.ts';
import { daySpan, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { type OfficeError, troubleOf, troubleText } from '../../office/trouble.ts';
import { ask } from '../../ui/ask.tsx';
import { showSnack } from '../../ui/snack.tsx';
import type { DraftModel } from './draft-model.ts';

export interface Saving {
  readonly save: () => Promise<void>;
  readonly isBusy: Accessor<boolean>;
  /** Why it was not saved, and what to do. */
  readonly trouble: Accessor<string | undefined>;
}

export interface SavingHost {
  /** Something uncertain was not looked at: goes there. */
  readonly onDoubt: () => void;
  /** Something is wrong with an item, or with the head. */
  readonly onWrong: (key: string | undefined) => void;
  readonly onSaved: (planId: PlanId) => void;
}

function refusal(error: OfficeError): string {
  const { offline, planChanged, planInvalid, kept: draftStays } = labels().planImport.saving;
  const own = { planChanged, planInvalid };
  const text = troubleText(error, { unreached: offline, ...own });
  // The sentences of this screen say by themselves that nothing is lost.
  return error in own || troubleOf(error).kind === 'unreached' ? text : `${text} ${draftStays}`;
}

/** Names that were matched by hand are remembered with their units, for the next plan that prints them. */
async function rememberAliases(app: App, aliases: Readonly<Record<string, UnitId>>): Promise<boolean> {
  let isDone = true;
  for (const unit of app.reference().units) {
    const printed = Object.keys(aliases).filter((name) => aliases[name] === unit.id && !unit.aliases.includes(name));
    if (printed.length === 0) continue;
    const answer = await askOffice(SET_ALIASES, { body: { unitId: unit.id, aliases: [...unit.aliases, ...printed] } });
    isDone = answer.ok && isDone;
  }
  return isDone;
}

export function createSaving(app: App, model: DraftModel, host: SavingHost): Saving {
  const [isBusy, setBusy] = createSignal(false);
  const [trouble, setTrouble] = createSignal<string>();
  const words = () => labels().planImport.saving;

  const question = ({ plan, targets }: DraftedPlan): string => {
    const { seen, total } = model.progress();
    const leaderless = livingNodes(model.draft()).filter(lacksLead).length;
    const sentences = [
      words().text(formatNumber(livingNodes(model.draft()).length), daySpan(plan.period.from, plan.period.to)),
      seen < total ? words().unseen(formatNumber(total - seen)) : '',
      leaderless > 0 ? words().leaderless(formatNumber(leaderless)) : '',
      targets.length > 0 ? words().targets(formatNumber(targets.length)) : '',
    ];
    return sentences.filter(Boolean).join(' ');
  };
  const keyOf = (code: ItemCode | undefined): string | undefined =>
    code === undefined ? undefined : model.draft().nodes.find(({ key }) => model.code(key) === code)?.key;
  const tellWrong = ({ code, itemCode }: PlanIssue): void => {
    setTrouble([itemCode, labels().planImport.issues[code]].filter(Boolean).join(': '));
    host.onWrong(keyOf(itemCode));
  };
  const send = async ({ plan, targets }: DraftedPlan): Promise<void> => {
    if (navigator.onLine === false) return void setTrouble(words().offline);
    const answer = await askOffice(SAVE_PLAN, { body: { plan, targets: [...targets] } });
    if (!answer.ok) return void setTrouble(refusal(answer.error));
    const remembered = await rememberAliases(app, model.draft().aliases);
    await model.finish();
    // The plan comes back with the feed, as to every other phone.
    await app.sync.syncNow();
    showSnack({ text: words().saved, ...(!remembered && { note: words().aliasesLeft }) });
    host.onSaved(plan.id);
  };
  const save = async (): Promise<void> => {
    setTrouble(undefined);
    if (model.progress().doubtful.length > 0) {
      setTrouble(words().doubtsFirst);
      return host.onDoubt();
    }
    const left = textLeft(model.draft());
    if (left) {
      setTrouble([left.key && model.code(left.key), words().textLeft].filter(Boolean).join(': '));
      return host.onWrong(left.key ?? undefined);
    }
    const { units } = app.reference();
    const drafted = toPlan(model.draft(), units, officeDay(app.now()));
    const { base } = model.draft();
    const issues = checkPlan(
      drafted.plan,
      units.map(({ id }) => id),
    );
    const [issue] = base ? [...issues, ...checkSuccessor(base, drafted.plan)] : issues;
    if (issue) return tellWrong(issue);
    const yes = await ask({
      title: words().ask,
      text: question(drafted),
      confirm: labels().planImport.save,
      cancel: labels().common.cancel,
    });
    if (!yes) return;
    setBusy(true);
    // Whatever becomes of the request, what was decided lies on the phone first.
    await model.keep();
    await send(drafted).finally(() => setBusy(false));
  };
  return { save, isBusy, trouble };
}
