import { Match, Show, Switch } from 'solid-js';
import { activeOf } from '../../../domain/closing/closing-state.ts';
import { useApp } from '../../app-context.ts';
import { formatDay, formatNumber, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { troubleText } from '../../office/trouble.ts';
import { lookOf, TroubleNotice } from '../../office/trouble-notice.tsx';
import { createLiveQuery } from '../../store/live.ts';
import { readMeta } from '../../store/meta.ts';
import { Notice } from '../../ui/notice.tsx';
import type { ReportMaking, ReportState } from './create-report.ts';

/** How old the figures are, what is not in them, and which part had to be left blank. */
export function ReportNotes(props: { known: Extract<ReportState, { kind: 'ready' }>; making: ReportMaking; listed: boolean }) {
  const app = useApp();
  const contact = createLiveQuery(async () => ({ at: (await readMeta(app.db, 'contact'))?.at }));
  const words = () => labels().tallies.report;
  const report = () => props.known.report;
  const age = (): string => {
    const read = contact();
    if (!read) return '';
    const { partAt } = props.known;
    return [
      read.at === undefined ? words().neverHeard : words().asOf(formatTime(read.at, app.now())),
      ...(partAt === undefined ? [] : [words().localitiesAsOf(formatTime(partAt, app.now()))]),
    ].join(' ');
  };
  const missing = (): string[] => {
    const { waiting, declared } = report().missing;
    return [
      ...(waiting > 0 ? [words().waiting(formatNumber(waiting))] : []),
      ...(declared > 0 ? [words().declared(formatNumber(declared))] : []),
      ...(props.known.unsent > 0 ? [words().onPhone(formatNumber(props.known.unsent))] : []),
    ];
  };
  const annexNote = (): string | undefined => {
    const fit = report().annex?.fit;
    switch (fit?.kind) {
      case 'lacks':
        return words().listLacks(formatNumber(fit.records));
      case 'exceeds':
        return words().listExceeds(formatNumber(fit.records));
      case 'differs':
        return words().listDiffers;
      default:
        return undefined;
    }
  };
  const unplaced = (): string | undefined => {
    const { records, isAtMost } = props.known.unplaced;
    return records === 0 ? undefined : words().unplaced(formatNumber(records), isAtMost);
  };
  const hasClosed = (): boolean => {
    const { name } = report().about;
    return name !== undefined && activeOf(props.known.closed.closings, report().plan.id, name.kind).length > 0;
  };
  const blank = (): string | undefined => {
    if (report().byLocality) return undefined;
    return props.known.knowsLocalities ? words().otherLocalities : words().noLocalities;
  };
  return (
    <>
      <p class="meta">{age()}</p>
      <Show when={!report().closed && report().today <= report().about.period.to}>
        <Notice level="info">{words().notEnded(formatDay(report().about.period.to))}</Notice>
      </Show>
      <Show when={props.listed && report().annex === undefined && props.making.listTrouble()}>
        {(why) => (
          <TroubleNotice
            {...lookOf(why().kind)}
            text={troubleText(why().error, { unreached: words().noList, withheld: words().noList })}
            onAgain={() => props.making.again()}
          />
        )}
      </Show>
      <Show when={annexNote()}>
        {(note) => (
          <Notice level="warn" icon="doc">
            {note()}
          </Notice>
        )}
      </Show>
      <Show when={unplaced()}>
        {(note) => (
          <Notice level="warn" icon="plan">
            {note()}
          </Notice>
        )}
      </Show>
      <Show when={props.known.closed.isNext && hasClosed() && props.known.closed.differences === undefined}>
        <Notice level="info">{words().differencesUnknown}</Notice>
      </Show>
      <Show when={missing().length > 0}>
        <Notice level="warn" icon="wait">
          {(props.known.closed.closing ? words().missingThen : words().missing)(missing().join(', '))}
        </Notice>
      </Show>
      <Switch>
        <Match when={props.making.isAsking() && blank()}>
          <p class="meta" role="status">
            {words().asking}
          </p>
        </Match>
        <Match when={blank() === undefined ? undefined : props.making.trouble()}>
          {(why) => (
            <TroubleNotice
              {...lookOf(why().kind)}
              text={troubleText(why().error, { unreached: blank() ?? '', withheld: blank() ?? '' })}
              onAgain={() => props.making.again()}
            />
          )}
        </Match>
        <Match when={blank()}>
          <Notice level="info">{blank()}</Notice>
        </Match>
      </Switch>
    </>
  );
}
