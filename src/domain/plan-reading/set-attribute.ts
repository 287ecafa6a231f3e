import type { Attribute } from './attribute-line.ts';
import { cleanText } from './clean-text.ts';
import { type Draft, joinTexts } from './draft.ts';
import { listUnits } from './units.ts';

const tidy = (value: string): string => cleanText(value).replace(/[.;,]$/, '');

/** Adds to a node what a line says of it. */
export function setAttribute(node: Draft, attribute: Attribute, value: string): void {
  switch (attribute) {
    case 'body':
      node.body = joinTexts(node.body, value);
      break;
    case 'lead':
      node.leadUnit = joinTexts(node.leadUnit, tidy(value));
      break;
    case 'co':
      node.coUnits = node.coUnits === '' ? listUnits(value) : `${node.coUnits}; ${listUnits(value)}`;
      break;
    case 'time':
      node.time = joinTexts(node.time, value);
      break;
    case 'target':
      node.target = joinTexts(node.target, value);
      break;
    case 'note':
      node.notes.push(value);
  }
}
