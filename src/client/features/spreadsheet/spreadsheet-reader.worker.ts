import { answerSpreadsheet, type SpreadsheetFile } from './answer-spreadsheet.ts';

addEventListener('message', async ({ data }: MessageEvent<SpreadsheetFile>) => {
  // A page that gets no answer waits for minutes.
  postMessage(await answerSpreadsheet(data).catch(() => ({ kind: 'failed' })));
});
