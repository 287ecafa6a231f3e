import { afterEach, expect, test } from 'vitest';
import { readMeta } from '../../src/client/store/meta.ts';
import { addDays, day, monthOf, officeDay, yearOf } from '../../src/domain/day.ts';
import { monthPeriod } from '../../src/domain/period.ts';
import { readTallies } from '../helpers/tallies.ts';
import { PLAN } from './office.ts';
import { FIRST } from './play.ts';
import { inTown, quiet, tabOn } from './towns.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 365 * DAY_MS;
const RECORDS = 500;

test(
  'under clocks from 1970 to five years ahead no order is lost, and a clock far off is named',
  () =>
    inTown('sqlite', async (town) => {
      const [browser, phone] = [town.browser(0), await tabOn(town, 0)];
      // The last two lie on both sides of the day that is let pass.
      const skews = [-56 * YEAR_MS, -25 * YEAR_MS, 5 * YEAR_MS, -7 * HOUR_MS, 0, 23 * HOUR_MS, -25 * HOUR_MS];
      for (let at = 0; at < RECORDS; at++) {
        const skew = skews[at % skews.length] ?? 0;
        browser.skew = skew;
        const id = await town.create(phone, { attendees: 2 });
        if (at % 3 === 0) {
          expect(await phone.sync(true)).toEqual({ kind: 'done', more: false });
          const { clockSkewMs } = (await readMeta(phone.db, 'contact')) ?? {};
          expect(clockSkewMs).toBe(Math.abs(skew) > DAY_MS ? -skew : undefined);
        }
        // The clock jumps in between, as often back as ahead.
        browser.skew = skews[(at * 3 + 1) % skews.length] ?? 0;
        const row = await phone.db.activities.get(id);
        if (row) await town.edit(phone, row, { attendees: 3 + (at % 7), note: 'a' });
      }
      browser.skew = 0;
      await quiet(town);
      expect(await phone.db.outbox.count()).toBe(0);
      expect(await phone.db.activities.where('[where+date+id]').between(['received', ''], ['received', '￿']).count()).toBe(RECORDS);
    }),
  600_000,
);

const ZONES = ['Asia/Ho_Chi_Minh', 'UTC', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Kiritimati', 'Pacific/Marquesas'];
/** The last noon of two months and of a year, at the office. */
const MONTH_ENDS = ['2026-01-31', '2026-02-28', '2026-12-31'];

const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

test(
  'in every zone, at every hour around the end of a month or year, a record counts on the day and in the month of the office',
  () =>
    inTown('sqlite', async (town) => {
      const [browser, phone] = [town.browser(0), await tabOn(town, 0)];
      town.world.office.clock.now = Date.parse('2027-01-05T05:00:00Z');
      await browser.ensure('an');
      const expected = new Map<string, number>();
      for (const name of ZONES) {
        process.env['TZ'] = name;
        expect(new Date().getTimezoneOffset() === 0).toBe(name === 'UTC');
        for (const end of MONTH_ENDS) {
          for (let hour = 0; hour < 24; hour++) {
            const instant = Date.parse(`${end}T05:00:00Z`) + hour * HOUR_MS;
            browser.skew = instant - town.world.office.clock.now;
            await town.save(phone, { ...FIRST, date: officeDay(browser.now()) });
            // Viet Nam has no summer time: its day is that of UTC seven hours on.
            const right = new Date(instant + 7 * HOUR_MS).toISOString().slice(0, 10);
            expected.set(right, (expected.get(right) ?? 0) + 1);
          }
        }
      }
      browser.skew = 0;
      await quiet(town);
      const rows = await phone.db.activities.toArray();
      expect(rows).toHaveLength(432);
      for (const [right, count] of expected)
        expect(rows.filter((row) => row.date === right && row.where === 'received')).toHaveLength(count);
      const calendar = { ...PLAN.reporting, calendar: 'calendar' } as const;
      for (const one of MONTH_ENDS.flatMap((end) => [day(end), addDays(day(end), 1)])) {
        const right = [...expected].filter(([date]) => date.startsWith(one.slice(0, 7))).reduce((sum, [, count]) => sum + count, 0);
        const period = monthPeriod(yearOf(one), monthOf(one), calendar);
        expect((await readTallies(phone.db, PLAN, { period })).get(FIRST.itemCode)?.waiting.records, one).toBe(right);
      }
    }),
  600_000,
);
