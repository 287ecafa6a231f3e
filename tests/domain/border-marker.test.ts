import { expect, test } from 'vitest';
import { isBorderMarker, rangesText, splitMarkers } from '../../src/domain/border-marker.ts';

test.each(['287', '299', '300', '302(1)', '304/6', '304/8', '302/1(2)', '313', '314', '314(3)', '290/999'])(
  '%s is a marker number, also of the border from 287 to 314',
  (text) => {
    expect([isBorderMarker(text), isBorderMarker(text, [{ from: 287, to: 314 }])]).toEqual([true, true]);
  },
);

test.each(['286', '315', '28', '3020', '1', '999/2'])('%s is a marker number of another border', (text) => {
  expect([isBorderMarker(text), isBorderMarker(text, [{ from: 287, to: 314 }])]).toEqual([true, false]);
});

test('an office may have two borders, and each of them reads as its ends', () => {
  const ranges = [
    { from: 1, to: 16 },
    { from: 62, to: 62 },
  ];
  expect(['1', '16', '17', '61', '62/3'].filter((text) => isBorderMarker(text, ranges))).toEqual(['1', '16', '62/3']);
  expect([rangesText(ranges), rangesText([]), rangesText()]).toEqual(['1–16; 62', '', '']);
});

test.each([
  '0',
  '0287',
  '30200',
  '302(4)',
  '302(0)',
  '304/0',
  '304/06',
  '304/1000',
  '302/1(4)',
  '302()',
  ' 302',
  '302 ',
  '302\n',
  '',
  'mốc 302',
  '302/',
  '302(1)/2',
])('%j is none', (text) => {
  expect(isBorderMarker(text)).toBe(false);
});

test.each([
  ['302,303', ['302', '303']],
  ['302; 303', ['302', '303']],
  ['302 303', ['302', '303']],
  ['302\n303\r\n304/6', ['302', '303', '304/6']],
  ['302\t303', ['302', '303']],
  [' ,; 302(1) ,', ['302(1)']],
  ['302 (1), 304 / 6', ['302(1)', '304/6']],
  ['302, mốc 9', ['302', 'mốc', '9']],
  [' \n', []],
])('the list %j holds %j', (text, markers) => {
  expect(splitMarkers(text)).toEqual(markers);
});
