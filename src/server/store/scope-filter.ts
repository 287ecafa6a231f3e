import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { UnitId } from '../../domain/ids.ts';
import type { Person, Scope } from '../../domain/person.ts';
import type { Tables } from './schema.ts';

/** The id of a row where what it is held against is a mere text: it comes from a path, or may be the id of something of another kind. */
export const ID_TEXT = sql<string>`id`;

type Where<T extends keyof Tables> = (eb: ExpressionBuilder<Tables, T>) => Expression<SqlBool>;

const NOTHING = sql<SqlBool>`1 = 0`;
export const EVERYTHING = sql<SqlBool>`1 = 1`;

/** A condition on what is asked for; where nothing is, all rows meet it. */
export const ifAsked = <V>(value: V | undefined, condition: (value: V) => Expression<SqlBool>): Expression<SqlBool> =>
  value === undefined ? EVERYTHING : condition(value);

/** Rows of the units a scope covers. */
export const inUnits =
  (column: 'unit_id', units: 'all' | readonly UnitId[]): Where<'cells' | 'fine_cells' | 'declared' | 'marker_cells' | 'author_cells'> =>
  (eb) => {
    if (units === 'all') return EVERYTHING;
    return units.length === 0 ? NOTHING : eb(column, 'in', units);
  };

/** Records the person may see: the same rule as `maySee` of the domain, as a condition. */
export const visibleTo =
  (person: Person, scope: Scope): Where<'activities'> =>
  (eb) => {
    if (scope.records === 'all') return EVERYTHING;
    const own = eb('activities.author_id', '=', person.id);
    if (typeof scope.records === 'string' || scope.records.length === 0) return own;
    return eb.or([own, eb('activities.unit_id', 'in', scope.records)]);
  };
