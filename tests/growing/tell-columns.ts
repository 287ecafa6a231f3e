import { contribution } from '../../src/domain/contribution.ts';
import { chosenColumns, NO_CHOICE } from '../../src/domain/figures/columns.ts';
import { rowsByItem } from '../../src/domain/figures/rows.ts';
import { paperOf } from '../../src/domain/report/paper-of-report.ts';
import { shareTextOf } from '../../src/domain/report/share-text.ts';
import { sheetsOf } from '../../src/domain/report/sheets-of-report.ts';
import { makeContent, PLAN } from '../domain/make.ts';
import { named, reportOf, sourceOf } from '../domain/make-report.ts';

// Run by itself on a changed copy of the sources: tells which columns a table of the screen has, and what the files of a report say.

const ABOUT = named('year', 1);
const RECORDS = [contribution(makeContent({ estimated: true }), 'confirmed'), contribution(makeContent(), 'confirmed')];
const report = reportOf(RECORDS, ABOUT);

process.stdout.write(
  JSON.stringify({
    screen: chosenColumns(rowsByItem(PLAN, sourceOf(RECORDS, ABOUT), {}), NO_CHOICE).map(({ key }) => key),
    paper: paperOf(report).blocks.flatMap((block) =>
      block.kind === 'table' ? [block.columns.map(({ head }) => head), ...block.rows.map(({ cells }) => cells)] : [],
    ),
    sheets: sheetsOf(report).flatMap(({ columns, rows }) => [
      columns.map(({ head }) => head),
      ...rows.map(({ cells }) => cells.map((cell) => (cell?.kind === 'text' ? cell.text : (cell?.value ?? '')))),
    ]),
    share: shareTextOf(report),
  }),
);
