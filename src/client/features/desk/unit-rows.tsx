import { For, Show } from 'solid-js';
import { columnOfMeasure, countOrNone, RECORDS } from '../../../domain/figures/column.ts';
import { planName } from '../../../domain/plan.ts';
import type { PlanToday, UnitToday } from '../../../domain/today.ts';
import { useApp } from '../../app-context.ts';
import { countText } from '../../labels/figure-text.ts';
import { DOT, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { partNote } from '../../office/late-lines.lazy.tsx';
import { PaceBar } from '../../ui/pace-bar.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { periodHref } from './desk-hrefs.ts';
import { DeskRow } from './desk-row.tsx';
import { RemindKey } from './remind-key.tsx';
import { unitReminder } from './reminder-text.ts';

/** Units as they stand in the period, those that need a hand first; who is behind can be reminded with one press. */
export function UnitRows(props: { of: PlanToday; named: boolean; asOf: string }) {
  const app = useApp();
  const words = () => labels().tallies.today;
  const most = (): number => Math.max(1, ...props.of.units.map(({ tally }) => tally.confirmed.records + tally.waiting.records));
  const name = (): string => planName(props.of.plan, app.plans() ?? []);
  const note = (): string | undefined => {
    if (props.named) return name();
    return props.of.units.length > 1 ? words().unitsNote : undefined;
  };
  const text = (behind: UnitToday): string =>
    unitReminder({
      plan: props.of.plan,
      planName: name(),
      closing: props.of,
      behind,
      asOf: props.asOf,
      partNote: (pace) => partNote(app, pace),
    });
  return (
    <Show when={props.of.units.length > 0}>
      <Sheet>
        <SheetHead icon="people" barred note={note()}>
          {words().units}
        </SheetHead>
        <For each={props.of.units}>
          {(unit) => {
            const behind = (): number => unit.late.length + unit.overdue.length;
            return (
              <DeskRow
                href={periodHref(props.of, unit.unit.id)}
                figure={formatNumber(behind())}
                pressing={behind() > 0}
                end={behind() > 0 ? <RemindKey label={words().remindUnit(unit.unit.shortName)} text={() => text(unit)} /> : undefined}
              >
                <UnitLine today={unit} most={most()} behind={behind()} />
              </DeskRow>
            );
          }}
        </For>
      </Sheet>
    </Show>
  );
}

function UnitLine(props: { today: UnitToday; most: number; behind: number }) {
  const words = () => labels().tallies.today;
  const done = () => countText(countOrNone(columnOfMeasure(undefined), props.today.tally.confirmed));
  const waiting = () => RECORDS.figureOf(props.today.tally)?.waiting?.value ?? 0;
  return (
    <>
      <b>{props.today.unit.shortName}</b>
      <PaceBar
        parts={{ confirmed: props.today.tally.confirmed.records, waiting: waiting(), declared: 0, onPhone: 0 }}
        scale={props.most}
        label={words().unitFigure(done(), formatNumber(waiting()))}
      />
      <span class="meta">
        {props.behind > 0 ? words().unitLate(formatNumber(props.behind)) : words().unitOnPace}
        {DOT}
        {labels().plans.records(done())}
        <Show when={waiting() > 0}> {labels().tallies.waiting(formatNumber(waiting()))}</Show>
      </span>
    </>
  );
}
