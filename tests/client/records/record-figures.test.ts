import { expect, test } from 'vitest';
import { labels } from '../../../src/client/labels/labels.ts';
import { figureCells } from '../../../src/client/records/record-figures.ts';
import { ACTIVITY_TYPE_KEYS, activityType } from '../../../src/domain/activity-types.ts';
import { contribution } from '../../../src/domain/contribution.ts';
import { countIn } from '../../../src/domain/figures/column.ts';
import { tallyOfRecords } from '../../../src/domain/figures/records.ts';
import { leastOwn, makeContent } from '../../domain/make.ts';

test.each(ACTIVITY_TYPE_KEYS)('a page of one estimate (%s) says "khoảng" of the figures of which a sum says it', (type) => {
  const content = makeContent({ type, own: leastOwn(type), estimated: true });
  const one = contribution(content, 'confirmed');
  const { confirmed } = tallyOfRecords([one, one]);
  const keys = (activityType(type)?.measures ?? []).filter((key) => one.measures[key] !== undefined);
  const isAbout = figureCells(content).map(({ word }) => word.startsWith(labels().common.about));
  expect(isAbout).toEqual(keys.map((key) => countIn(confirmed, key).isAbout));
  expect(figureCells({ ...content, estimated: false }).some(({ word }) => word.startsWith(labels().common.about))).toBe(false);
});
