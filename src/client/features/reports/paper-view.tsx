import { Index, Match, Show, Switch } from 'solid-js';
import type { Paper, PaperBlock, PaperRow, PaperTable } from '../../../domain/report/paper.ts';

/**
 * The paper as it leaves the printer; on a narrow screen its letters grow and its tables fold. Drawn by position and not by what stands
 * there: a word typed into it changes that word, and the tables stay.
 */
export function PaperView(props: { paper: Paper; label: string }) {
  return (
    <article class="paper" lang="vi" aria-label={props.label}>
      <div class="paper-head">
        <div>
          <Show when={props.paper.parentBody}>
            <p>{props.paper.parentBody}</p>
          </Show>
          <p class="paper-strong">{props.paper.agency}</p>
          <div class="paper-rule" />
          <p>{props.paper.number}</p>
        </div>
        <div>
          <p class="paper-strong">CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>
          <p class="paper-strong">Độc lập - Tự do - Hạnh phúc</p>
          <div class="paper-rule paper-rule-long" />
          <p class="paper-slanted">{props.paper.placeAndDate}</p>
        </div>
      </div>
      <div class="paper-title">
        <p class="paper-strong">{props.paper.kind}</p>
        <p class="paper-strong">{props.paper.subject}</p>
        <div class="paper-rule" />
      </div>
      <Index each={props.paper.blocks}>{(block) => <Block block={block()} />}</Index>
      <div class="paper-end">
        <div>
          <p class="paper-recipients-head">Nơi nhận:</p>
          <Index each={props.paper.recipients}>{(line) => <p class="paper-recipient">{line()}</p>}</Index>
        </div>
        <div>
          <Index each={props.paper.signer}>{(line) => <p class="paper-strong">{line()}</p>}</Index>
        </div>
      </div>
      <Show when={props.paper.annex}>
        {(annex) => (
          <section class="paper-annex">
            <div class="paper-title">
              <p class="paper-strong">{annex().title}</p>
              <p class="paper-strong">{annex().subject}</p>
            </div>
            <Show when={annex().note}>{(note) => <p class="paper-text">{note()}</p>}</Show>
            <Table table={annex().table} />
          </section>
        )}
      </Show>
    </article>
  );
}

function Block(props: { block: PaperBlock }) {
  const text = (kind: 'section' | 'part') => (props.block.kind === kind ? props.block.text : undefined);
  const paragraph = () => (props.block.kind === 'paragraph' ? props.block : undefined);
  const table = () => (props.block.kind === 'table' ? props.block : undefined);
  return (
    <Switch>
      <Match when={text('section')}>{(words) => <h2>{words()}</h2>}</Match>
      <Match when={text('part')}>{(words) => <h3>{words()}</h3>}</Match>
      <Match when={paragraph()}>
        {(paragraph) => (
          <p class="paper-text">
            <span classList={{ 'paper-typed': paragraph().typed === true }}>{paragraph().text}</span>
          </p>
        )}
      </Match>
      <Match when={table()}>{(table) => <Table table={table()} />}</Match>
    </Switch>
  );
}

function Table(props: { table: PaperTable }) {
  const columns = () => props.table.columns;
  const shares = () => columns().reduce((sum, { share }) => sum + share, 0);
  return (
    <table class="paper-table">
      <colgroup>
        <Index each={columns()}>
          {(column) => <col classList={{ 'paper-folds': column().folds === true }} width={`${(100 * column().share) / shares()}%`} />}
        </Index>
      </colgroup>
      <thead>
        <tr>
          <Index each={columns()}>
            {(column) => (
              <th scope="col" classList={{ 'paper-folds': column().folds === true }}>
                {column().head}
              </th>
            )}
          </Index>
        </tr>
      </thead>
      <tbody>
        <Index each={props.table.rows}>{(row) => <Row row={row()} table={props.table} />}</Index>
      </tbody>
    </table>
  );
}

function Row(props: { row: PaperRow; table: PaperTable }) {
  const columns = () => props.table.columns;
  /** The column of names is the first that is not a number of the row. */
  const names = () => columns().findIndex(({ align }) => align === undefined);
  /** What stands in columns that a narrow screen has no room for. */
  const folded = (): string[] =>
    columns().flatMap(({ folds }, at) => {
      const words = props.row.cells[at] ?? '';
      return folds && words !== '' ? [words] : [];
    });
  return (
    <tr class={`paper-row-${props.row.look}`}>
      <Index each={columns()}>
        {(column, at) => (
          <Show
            when={at === names()}
            fallback={
              <td
                classList={{
                  'paper-end-cell': column().align === 'end',
                  'paper-centre': column().align === 'centre',
                  'paper-folds': column().folds === true,
                }}
              >
                {props.row.cells[at]}
              </td>
            }
          >
            <th scope="row">
              <Show when={props.row.code}>
                {(code) => (
                  <>
                    <b>{code()}</b>{' '}
                  </>
                )}
              </Show>
              {props.row.cells[at]}
              <Show when={folded().length > 0}>
                <small class="paper-folded">{folded().join('; ')}</small>
              </Show>
            </th>
          </Show>
        )}
      </Index>
    </tr>
  );
}
