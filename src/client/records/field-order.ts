import type { ActivityTypeSpec, FieldSpec } from '../../domain/activity-types.ts';

type WithFields = Pick<ActivityTypeSpec, 'fields'>;

/** Own fields as the form asks for them: required ones first, otherwise in the order of the registry. */
export function ownFieldsInOrder(spec: WithFields): (readonly [string, FieldSpec])[] {
  const fields = Object.entries(spec.fields);
  return [...fields.filter(([, field]) => field.required), ...fields.filter(([, field]) => !field.required)];
}

const AFTER_OWN = ['endDate', 'audienceGroups', 'coUnitIds', 'partnerIds', 'alsoItemCodes', 'placeNote', 'note'];
/** All fields from top to bottom: as the form asks, as its mistakes are named, and as the record is read. */
export const fieldsInOrder = (spec: WithFields): string[] => [
  'itemCode',
  'unitId',
  'date',
  'localityId',
  ...ownFieldsInOrder(spec).map(([field]) => field),
  ...AFTER_OWN,
];
