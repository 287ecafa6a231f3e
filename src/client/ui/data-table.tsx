import './data-table.css';
import type { JSX } from 'solid-js';

/**
 * A real table in a region that scrolls sideways on a phone, by keyboard too. Classes for its cells: `num` (figures, right), `nil` (no such
 * measure), `picked` (the opened figure, framed), `cell-link` on a link that fills its cell, `cell-more` for "+6";
 * for rows: `row-open` (opened item), `row-sub` (its records), `row-total`. `heat` with `heat-0` … `heat-4` and
 * `heat-none` on cells makes the table of months. `tall`: at a desk its head and first column stay while figures pass by.
 */
export function DataTable(props: { label: string; heat?: boolean | undefined; tall?: boolean | undefined; children: JSX.Element }) {
  return (
    <section class="table-scroll" classList={{ 'table-tall': props.tall === true }} aria-label={props.label} tabindex="0">
      <table class="data-table" classList={{ heat: props.heat === true }}>
        {props.children}
      </table>
    </section>
  );
}
